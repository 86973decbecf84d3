import type { Schedule } from '../../model/schedule.ts';
import { dueTimes } from './due-times.ts';

/** Due times that get one answer together. Moments are milliseconds since 1970. */
export interface DueSpan {
  readonly first: number;
  readonly last: number;
  /** Up to `MOST_COUNTED`. */
  readonly count: number;
}

const MOST_COUNTED = 1000;
const HOUR_MS = 3_600_000;
/** Where the last due time is looked for when there are too many to go through: a schedule has one in one of these. */
const LOOK_BACK_MS = [HOUR_MS, 24 * HOUR_MS, 8 * 24 * HOUR_MS, 367 * 24 * HOUR_MS];

/** From a due time to the last one that is not after `now`. The first is believed, also where the schedule has changed since. */
export function dueSpan(schedule: Schedule, first: number, now: number, timeZone: string): DueSpan {
  const rest = countThrough(schedule, first, now, timeZone);
  const count = rest.count + 1;
  if (rest.isAll) return { first, last: rest.last ?? first, count };
  for (const back of LOOK_BACK_MS) {
    const { last } = countThrough(schedule, Math.max(first, now - back), now, timeZone);
    if (last !== undefined) return { first, last, count };
  }
  return { first, last: rest.last ?? first, count };
}

function countThrough(
  schedule: Schedule,
  after: number,
  through: number,
  timeZone: string,
): { readonly count: number; readonly last: number | undefined; readonly isAll: boolean } {
  let count = 0;
  let last: number | undefined;
  for (const at of dueTimes(schedule, after, timeZone)) {
    if (at > through) break;
    count++;
    last = at;
    if (count >= MOST_COUNTED - 1) return { count, last, isAll: false };
  }
  return { count, last, isAll: true };
}
