import type { Schedule } from '../../model/schedule.ts';
import type { ScheduleState } from '../../model/schedule-state.ts';
import { nextDue } from './due-times.ts';
import { formatSchedule } from './format.ts';
import { withAnswer } from './answer.ts';

const DAY_MS = 24 * 3_600_000;
/** Two more than a day has: a day's gap stays one when the clocks change. */
const MOST_BELIEVED_MS = DAY_MS + 2 * 3_600_000;

/**
 * Brings what is remembered up to date with the schedule, the zone and the clock; the same object when nothing changed.
 *
 * - A due time that has passed without an answer stays due, whatever changed: it is caught up.
 * - One to come is reckoned anew when the schedule or the zone is another (a zone move: what is to come is by the new clock on
 *   the wall), or when the clock was put back.
 * - A clock put back repeats nothing: the next due time is after the last one with an answer. But put back by more than one
 *   gap between due times (or 26 hours), it must have been wrong before; a pair would stand still for as long as it was. Then
 *   due times count anew from now, and that is recorded.
 */
export function reckon(
  stored: ScheduleState | undefined,
  schedule: Schedule,
  now: number,
  timeZone: string,
): ScheduleState {
  const at = new Date(now).toISOString();
  const fresh = { schedule: formatSchedule(schedule), timeZone, reckonedAt: at };
  if (stored === undefined) return { ...fresh, ...nextAfter(now, schedule, timeZone), answers: [] };
  const isPast = stored.nextDueAt !== undefined && Date.parse(stored.nextDueAt) <= now;
  const isSame = stored.schedule === fresh.schedule && stored.timeZone === timeZone;
  if (isSame && Date.parse(stored.reckonedAt) <= now) return stored;
  if (isPast) return { ...stored, ...fresh };
  const { nextDueAt: _old, pending: _pending, ...kept } = stored;
  const last = stored.lastDueAt === undefined ? undefined : Date.parse(stored.lastDueAt);
  if (last === undefined || last <= now) return { ...kept, ...fresh, ...nextAfter(now, schedule, timeZone) };
  if (isBelievable(last, schedule, now, timeZone))
    return { ...kept, ...fresh, ...nextAfter(last, schedule, timeZone) };
  const { lastDueAt: _last, ...forgotten } = kept;
  return withAnswer(
    { ...forgotten, ...fresh, ...nextAfter(now, schedule, timeZone) },
    { kind: 'clock-set-back', at, lastDueAt: new Date(last).toISOString() },
  );
}

function isBelievable(last: number, schedule: Schedule, now: number, timeZone: string): boolean {
  const next = nextDue(schedule, last, timeZone);
  return last - now <= Math.min(MOST_BELIEVED_MS, next === undefined ? 0 : next - last);
}

function nextAfter(after: number, schedule: Schedule, timeZone: string): { nextDueAt?: string } {
  const next = nextDue(schedule, after, timeZone);
  return next === undefined ? {} : { nextDueAt: new Date(next).toISOString() };
}
