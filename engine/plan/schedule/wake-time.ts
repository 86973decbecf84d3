import type { Schedule } from '../../model/schedule.ts';
import type { Pause, ScheduleConditions } from '../../model/schedule-conditions.ts';
import { wallClock } from '../../model/wall-clock.ts';
import { dueTimes } from './due-times.ts';
import { quietUntil } from './quiet.ts';

/** Disks and network are there again when the run is due. */
export const WAKE_LEAD_MS = 60_000;

/** A pair for whose runs this machine wakes up, and how its schedule stands. */
export interface WakingPair {
  readonly schedule: Schedule;
  readonly conditions: Pick<ScheduleConditions, 'quiet'>;
  /** The first due time without an answer, ISO 8601; it may be past while the run waits. */
  readonly nextDueAt: string | undefined;
  readonly pause: Pause | undefined;
}

/**
 * When this machine is to wake up next for a run of the pair, in milliseconds since 1970; `undefined` when nothing is to come. A run
 * that a pause or a time of quiet holds up is woken for when that is over, and none for a pause that only a person ends.
 */
export function wakeTime(
  { schedule, conditions, nextDueAt, pause }: WakingPair,
  now: number,
  timeZone: string,
): number | undefined {
  if (schedule.kind === 'manual' || nextDueAt === undefined) return undefined;
  if (pause !== undefined && pause.until === undefined) return undefined;
  const notBefore = Math.max(now, pause?.until === undefined ? now : Date.parse(pause.until));
  const runsAt = (due: number): number => {
    const at = Math.max(due, notBefore);
    return quietUntil(conditions.quiet, at, timeZone) ?? at;
  };
  const wakesAt = (due: number): number => wholeSecond(runsAt(due) - WAKE_LEAD_MS);
  const first = Date.parse(nextDueAt);
  if (wakesAt(first) > now) return neverEarly(wakesAt(first), timeZone);
  // Whoever is awake already needs no wake for what can begin now.
  for (const due of dueTimes(schedule, Math.max(first, now), timeZone))
    if (wakesAt(due) > now) return neverEarly(wakesAt(due), timeZone);
  return undefined;
}

const wallParts = wallClock('en-US', {
  year: '2-digit',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** `MM/dd/yy HH:mm:ss`, by the clock on the wall: what pmset(1) takes. */
export function wallText(at: number, timeZone: string): string {
  const parts = wallParts(at, timeZone);
  const [month, day, year, hour, minute, second] = (
    ['month', 'day', 'year', 'hour', 'minute', 'second'] as const
  ).map((type) => parts.get(type) ?? '');
  return `${month ?? ''}/${day ?? ''}/${year ?? ''} ${hour ?? ''}:${minute ?? ''}:${second ?? ''}`;
}

const MINUTE_MS = 60_000;
/** What clocks are put back by: half an hour on Lord Howe Island, two at Troll. */
const PUT_BACK_MS = [30 * MINUTE_MS, 60 * MINUTE_MS, 120 * MINUTE_MS];

/**
 * A time that the clock has twice in autumn may be taken for either. Too late is caught up, too early is slept through again: the
 * first is told as it is, the second becomes the first moment that the clock has once.
 */
function neverEarly(at: number, timeZone: string): number {
  const wasBefore = (moment: number): boolean => {
    const text = wallText(moment, timeZone);
    return PUT_BACK_MS.some((ms) => wallText(moment - ms, timeZone) === text);
  };
  let after = at;
  while (wasBefore(after)) after += MINUTE_MS;
  return after;
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1_000) * 1_000;
}
