import type { Pair } from '../../model/pair.ts';
import { longestGapMs } from './longest-gap.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Where no schedule says how old is old: a day, and time for a long night's run. */
export const UNSCHEDULED_OVERDUE_MS = 26 * HOUR_MS;

/** For the run itself, and for clocks that change. */
const SLACK_MS = 2 * HOUR_MS;
const LEAST_SLACK_MS = 15 * MINUTE_MS;

/**
 * The age from which on a copy is overdue: what usually passes between two runs at the most, and some time for the run. That the
 * schedule is paused does not make a copy younger.
 */
export function overdueAfterMs(pair: Pick<Pair, 'schedule' | 'conditions'>): number {
  const gap = longestGapMs(pair);
  if (gap === undefined) return UNSCHEDULED_OVERDUE_MS;
  const { schedule } = pair;
  if (schedule.kind !== 'every') return gap + SLACK_MS;
  return gap + Math.max(LEAST_SLACK_MS, Math.min(schedule.minutes * MINUTE_MS, SLACK_MS));
}
