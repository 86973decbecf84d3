import type { Schedule } from '../../../engine/model/schedule.ts';
import type { ScheduleState } from '../../../engine/model/schedule-state.ts';
import { formatSchedule } from '../../../engine/plan/schedule/format.ts';
import { timeZone } from '../../../engine/platform/time-zone.ts';
import { openSchedules } from '../../../engine/store/schedule-store.ts';
import type { PairFixture } from '../../helpers/pair-fixture.ts';

export const NIGHTLY: Schedule = {
  kind: 'times',
  times: ['03:00'],
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
};

/** What is remembered of a nightly schedule that was reckoned to be due then. */
export function nightlyDueAt(dueAt: number, zone: string): ScheduleState {
  return {
    schedule: formatSchedule(NIGHTLY),
    timeZone: zone,
    reckonedAt: new Date(Math.min(Date.now(), dueAt) - 3_600_000).toISOString(),
    nextDueAt: new Date(dueAt).toISOString(),
    answers: [],
  };
}

/** Gives the fixture's pair a nightly schedule that was reckoned to be due then. */
export async function dueSoon(pair: PairFixture, dueAt: number, zone = timeZone()): Promise<void> {
  const { id } = await pair.engine.pairs.change('Office', { schedule: NIGHTLY });
  await openSchedules(pair.home).update(() => ({ pairs: { [id]: nightlyDueAt(dueAt, zone) } }));
}
