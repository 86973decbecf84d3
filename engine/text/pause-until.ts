import { calendarOf, type TimeContext } from './times.ts';

/** For how long a schedule can be paused at a click. */
export const PAUSE_CHOICES = ['hour', 'morning', 'resumed'] as const;
export type PauseChoice = (typeof PAUSE_CHOICES)[number];

export const PAUSE_LABELS: Readonly<Record<PauseChoice, string>> = {
  hour: 'For 1 Hour',
  morning: 'Until Tomorrow 07:00',
  resumed: 'Until I Resume',
};

const HOUR_MS = 3_600_000;
const MORNING = 7;

/** When a pause that begins now is over, ISO 8601; `undefined`: when somebody resumes. */
export function pauseUntil(choice: PauseChoice, { now, timeZone }: TimeContext): string | undefined {
  if (choice === 'resumed') return undefined;
  return new Date(choice === 'hour' ? now + HOUR_MS : tomorrowAt(MORNING, now, timeZone)).toISOString();
}

/** What the wall clock will show tomorrow, whatever it is put forward or back by until then. */
function tomorrowAt(hour: number, now: number, timeZone: string | undefined): number {
  const { year, monthNumber, day } = calendarOf(now, timeZone);
  const wanted = Date.UTC(Number(year), monthNumber - 1, Number(day) + 1, hour);
  // Found by the offset of now, it may lie behind a change of the clock, and has that one's offset.
  const near = wanted - offsetAt(now, timeZone);
  return wanted - offsetAt(near, timeZone);
}

/** By how much the wall clock is before UTC. */
function offsetAt(at: number, timeZone: string | undefined): number {
  const { year, monthNumber, day, hour, minute, second } = calendarOf(at, timeZone);
  const wall = Date.UTC(
    Number(year),
    monthNumber - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  return wall - Math.floor(at / 1_000) * 1_000;
}
