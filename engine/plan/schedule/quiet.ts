import { WEEKDAYS, type Weekday } from '../../model/schedule.ts';
import type { QuietWindow } from '../../model/schedule-conditions.ts';
import { wallClock } from '../../model/wall-clock.ts';
import { nextDue } from './due-times.ts';

/** When the quiet window is over that `now` lies in; `undefined` when it lies in none. Moments are milliseconds since 1970. */
export function quietUntil(
  windows: readonly QuietWindow[],
  now: number,
  timeZone: string,
): number | undefined {
  if (windows.length === 0) return undefined;
  const wall = readWall(now, timeZone);
  const ends = windows
    .filter((window) => isWithin(window, wall))
    .flatMap(
      ({ to }) => nextDue({ kind: 'times', times: [to], weekdays: [...WEEKDAYS] }, now, timeZone) ?? [],
    );
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** Does this moment lie in the window? */
export function isWithinWindow(window: QuietWindow, now: number, timeZone: string): boolean {
  return isWithin(window, readWall(now, timeZone));
}

interface WallTime {
  readonly weekday: Weekday;
  /** `03:00` */
  readonly time: string;
}

function isWithin({ from, to, weekdays }: QuietWindow, { weekday, time }: WallTime): boolean {
  const isToday = weekdays.includes(weekday) && time >= from;
  if (from < to) return isToday && time < to;
  return isToday || (weekdays.includes(dayBefore(weekday)) && time < to);
}

function dayBefore(weekday: Weekday): Weekday {
  return WEEKDAYS.at(WEEKDAYS.indexOf(weekday) - 1) ?? weekday;
}

const parts = wallClock('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function readWall(at: number, timeZone: string): WallTime {
  const read = parts(at, timeZone);
  const name = (read.get('weekday') ?? '').toLowerCase();
  return {
    weekday: WEEKDAYS.find((day) => day === name) ?? 'mon',
    time: `${read.get('hour') ?? ''}:${read.get('minute') ?? ''}`,
  };
}
