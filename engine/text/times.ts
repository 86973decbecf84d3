import { wallClock } from '../model/wall-clock.ts';

/** What a time is read in. */
export interface TimeContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** An IANA name; without one, the machine's own. */
  readonly timeZone: string | undefined;
}

/** A moment as the clock and the calendar on the wall have it. */
export interface CalendarTime {
  readonly year: string;
  /** `Nov` */
  readonly month: string;
  /** From 1. */
  readonly monthNumber: number;
  readonly day: string;
  /** `Mon` */
  readonly weekday: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'];

const readWall = wallClock('en-GB', {
  weekday: 'short',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** `at` is milliseconds since 1970. */
export function calendarOf(at: number, timeZone: string | undefined): CalendarTime {
  const parts = readWall(at, timeZone);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  const monthNumber = Number(part('month'));
  return {
    year: part('year'),
    month: MONTHS[monthNumber - 1] ?? '',
    monthNumber,
    day: String(Number(part('day'))),
    weekday: part('weekday'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

/** Local time: `03:04` today, `22 Nov 03:04` this year, `22 Nov 2025 03:04` before. */
export function formatTime(iso: string, context: TimeContext): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return 'an unknown time';
  const then = calendarOf(at, context.timeZone);
  const today = calendarOf(context.now, context.timeZone);
  const clock = `${then.hour}:${then.minute}`;
  if (then.year !== today.year) return `${then.day} ${then.month} ${then.year} ${clock}`;
  if (then.month === today.month && then.day === today.day) return clock;
  return `${then.day} ${then.month} ${clock}`;
}

/** Milliseconds between two ISO 8601 times, never negative; `undefined` when one is missing or no time. */
export function millisecondsBetween(start: string, end: string | undefined): number | undefined {
  if (end === undefined) return undefined;
  const milliseconds = Date.parse(end) - Date.parse(start);
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
