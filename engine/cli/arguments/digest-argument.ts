import type { DigestTime } from '../../model/alert-settings.ts';
import { printable } from '../../model/path-text.ts';
import { WEEKDAYS } from '../../model/schedule.ts';
import { UsageError } from '../usage-error.ts';

/** `mon 08:00` */
export function parseDigestTime(text: string): DigestTime {
  // mon 08:00   Monday 8:00   ×  8:00   ×  mon 24:00
  const [, day = '', hour, minute] = /^([a-z]{3,9}) +(\d{1,2}):(\d{2})$/i.exec(text.trim()) ?? [];
  const weekday = 1 + WEEKDAYS.findIndex((each) => isDay(day.toLowerCase(), each));
  const time = { weekday, hour: Number(hour), minute: Number(minute) };
  if (weekday === 0 || !(time.hour <= 23 && time.minute <= 59))
    throw new UsageError(
      `"${printable(text)}" is no time of a week: it is a day and a time, as in 'mon 08:00'`,
    );
  return time;
}

const LONG = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function isDay(text: string, short: (typeof WEEKDAYS)[number]): boolean {
  return text === short || text === LONG[WEEKDAYS.indexOf(short)];
}

/** Writes what `parseDigestTime` reads. */
export function formatDigestTime({ weekday, hour, minute }: DigestTime): string {
  const two = (amount: number): string => String(amount).padStart(2, '0');
  return `${WEEKDAYS[weekday - 1] ?? 'mon'} ${two(hour)}:${two(minute)}`;
}
