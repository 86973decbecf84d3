import type { Pair } from '../../model/pair.ts';
import type { QuietWindow } from '../../model/schedule-conditions.ts';
import { WEEKDAYS, type ScheduleOf } from '../../model/schedule.ts';
import { dueTimes } from './due-times.ts';

const MINUTE_MS = 60_000;
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** A cron expression is looked at for so long, or so many due times: a Monday at midnight, in a year without a leap day. */
const CRON_FROM = Date.parse('2029-01-01T00:00:00Z');
const CRON_MS = 400 * DAY * MINUTE_MS;
const CRON_TIMES = 5_000;

/**
 * What usually passes between two runs at the most, times of quiet in it: in milliseconds, without what clock changes add. `undefined`:
 * runs are begun by hand, or never.
 */
export function longestGapMs({
  schedule,
  conditions: { quiet },
}: Pick<Pair, 'schedule' | 'conditions'>): number | undefined {
  switch (schedule.kind) {
    case 'times':
      return longestGap(schedule, quietMinutes(quiet)) * MINUTE_MS;
    case 'every':
      return (schedule.minutes + longestStretch(quietMinutes(quiet))) * MINUTE_MS;
    case 'cron': {
      const gap = cronGap(schedule);
      return gap === undefined ? undefined : gap + longestStretch(quietMinutes(quiet)) * MINUTE_MS;
    }
    case 'continuous':
      return DAY * MINUTE_MS;
    case 'manual':
      return undefined;
  }
}

/** To find one may take thousands of due times. */
const cronGaps = new Map<string, number | undefined>();
const MOST_KEPT = 100;

function cronGap(schedule: ScheduleOf<'cron'>): number | undefined {
  const { expression } = schedule;
  if (!cronGaps.has(expression)) {
    if (cronGaps.size >= MOST_KEPT) cronGaps.clear();
    cronGaps.set(expression, longestOf(schedule));
  }
  return cronGaps.get(expression);
}

function longestOf(schedule: ScheduleOf<'cron'>): number | undefined {
  let [longest, count] = [0, 0];
  let last: number | undefined;
  for (const due of dueTimes(schedule, CRON_FROM, 'UTC')) {
    if (last !== undefined) longest = Math.max(longest, due - last);
    last = due;
    count += 1;
    if (count >= CRON_TIMES || (count > 2 && due > CRON_FROM + CRON_MS)) break;
  }
  return longest === 0 ? undefined : longest;
}

/** Between the moments of a week at which runs begin, around its end to its beginning. */
function longestGap({ times, weekdays }: ScheduleOf<'times'>, isQuiet: readonly boolean[]): number {
  const due = weekdays.flatMap((day) => times.map((time) => WEEKDAYS.indexOf(day) * DAY + minuteOf(time)));
  const begun = due.map((minute) => endOfQuiet(minute, isQuiet)).sort((a, b) => a - b);
  const gaps = begun.map((minute, at) => minute - (begun[at - 1] ?? (begun.at(-1) ?? 0) - WEEK));
  return Math.max(...gaps);
}

/** Of each minute of a week, whether no run begins in it; empty where none is quiet, or none else. */
function quietMinutes(windows: readonly QuietWindow[]): readonly boolean[] {
  if (windows.length === 0) return [];
  const isQuiet = Array.from({ length: WEEK }, () => false);
  for (const { from, to, weekdays } of windows)
    for (const day of weekdays) {
      const begin = WEEKDAYS.indexOf(day) * DAY + minuteOf(from);
      const length = (minuteOf(to) - minuteOf(from) + DAY) % DAY;
      for (let minute = begin; minute < begin + length; minute++) isQuiet[minute % WEEK] = true;
    }
  return isQuiet.includes(false) ? isQuiet : [];
}

function endOfQuiet(minute: number, isQuiet: readonly boolean[]): number {
  let end = minute;
  while (isQuiet[end % WEEK] === true) end++;
  return end % WEEK;
}

function longestStretch(isQuiet: readonly boolean[]): number {
  let longest = 0;
  let stretch = 0;
  // Twice, for one that goes on around the end of the week.
  for (const quiet of [...isQuiet, ...isQuiet]) {
    stretch = quiet ? stretch + 1 : 0;
    longest = Math.max(longest, stretch);
  }
  return longest;
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
