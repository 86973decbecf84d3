import { NO_CONDITIONS, type ScheduleConditions } from '../../../engine/model/schedule-conditions.ts';
import type { Schedule } from '../../../engine/model/schedule.ts';
import { nextDueTimes } from '../../../engine/plan/schedule/due-times.ts';
import { quietUntil } from '../../../engine/plan/schedule/quiet.ts';

export const COMING_RUNS = 5;

/** A due time to come. Milliseconds since 1970. */
export interface ComingRun {
  readonly at: number;
  /** It falls into a time of quiet, and waits for its end. */
  readonly waitsUntil: number | undefined;
}

export function comingRuns(
  schedule: Schedule,
  { quiet }: ScheduleConditions = NO_CONDITIONS,
  now: number,
  timeZone: string,
): readonly ComingRun[] {
  return nextDueTimes(schedule, now, timeZone, COMING_RUNS).map((at) => ({
    at,
    waitsUntil: quietUntil(quiet, at, timeZone),
  }));
}
