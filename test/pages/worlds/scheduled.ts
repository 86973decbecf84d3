import type { PairView } from '../../../engine/api/snapshot.ts';
import { PairId } from '../../../engine/model/ids.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { ScheduleStanding } from '../../../engine/model/schedule-standing.ts';
import { WEEKDAYS, type Schedule } from '../../../engine/model/schedule.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { ago, nightsOf, officePair, viewOf } from './office.ts';
import { aWorld } from './world.ts';

/* An office whose Mac is copied every night by its schedule. The host is in Berlin: 10:16 there. */

export const NIGHTLY: Schedule = { kind: 'times', times: ['04:04'], weekdays: [...WEEKDAYS] };

export function aStanding(fields: Partial<ScheduleStanding> = {}): ScheduleStanding {
  return {
    nextDueAt: '2026-11-27T03:04:00.000Z',
    waits: undefined,
    absence: undefined,
    pause: undefined,
    lastAnswer: {
      kind: 'run',
      firstDueAt: '2026-11-26T03:04:00.000Z',
      lastDueAt: '2026-11-26T03:04:00.000Z',
      dueTimes: 1,
      at: '2026-11-26T03:04:00.000Z',
    },
    timeZone: 'Europe/Berlin',
    follow: undefined,
    wake: undefined,
    ...fields,
  };
}

/** `null`: nobody keeps its schedule. */
export function scheduledWorld(
  standing: Partial<ScheduleStanding> | null = {},
  fields: Partial<Pair> = {},
): FakeAnswers {
  const pair = officePair({ schedule: NIGHTLY, ...fields });
  const runs = nightsOf(pair);
  const view = viewOf(pair, runs, { standing: standing === null ? undefined : aStanding(standing) });
  return answering([view], runs);
}

/** Until tomorrow morning. */
export function pausedWorld(): FakeAnswers {
  return scheduledWorld({ pause: { since: ago(60_000), until: '2026-11-27T06:00:00.000Z' } });
}

/** This machine was asleep at night, and is not on mains power now. */
export function waitingWorld(): FakeAnswers {
  return scheduledWorld(
    {
      nextDueAt: '2026-11-26T03:04:00.000Z',
      waits: { for: 'mains', until: undefined },
      absence: 'asleep',
      lastAnswer: {
        kind: 'run',
        firstDueAt: '2026-11-24T03:04:00.000Z',
        lastDueAt: '2026-11-25T03:04:00.000Z',
        dueTimes: 2,
        at: '2026-11-25T07:30:00.000Z',
        late: { kind: 'absent', absence: 'off' },
      },
    },
    {
      conditions: {
        onMains: true,
        networks: ['Lighthouse Office', 'Lighthouse Guests'],
        quiet: [{ from: '09:00', to: '17:30', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] }],
      },
    },
  );
}

/** As things change: three have, and are not there yet. */
export function continuousWorld(): FakeAnswers {
  return scheduledWorld(
    { follow: { state: 'following', why: undefined, waiting: 3, waitsFor: undefined } },
    { schedule: { kind: 'continuous', settleSeconds: 5, longestSeconds: 60, fullPassAt: '04:04' } },
  );
}

/** A Mac that is to wake up for its runs; how that stands is the host's to say. */
export function wakingWorld(wake: ScheduleStanding['wake']): FakeAnswers {
  return scheduledWorld({ wake }, { wake: true });
}

export const WAKE_REFUSED = {
  kind: 'not-permitted',
  at: '2026-11-27T03:03:00.000Z',
  command: 'sudo pmset schedule wakeorpoweron "11/27/26 04:03:00" warmspare-0123abcd',
} as const;

/** One by its schedule, one paused until somebody resumes, and one by hand. */
export function threeSchedulesWorld(): FakeAnswers {
  const office = officePair({ schedule: NIGHTLY });
  const studio = officePair({
    id: PairId.parse('pair-studio0001'),
    name: 'Studio',
    schedule: { kind: 'every', minutes: 120 },
  });
  const archive = officePair({ id: PairId.parse('pair-archive001'), name: 'Archive Mac' });
  const runs = [...nightsOf(office), ...nightsOf(studio), ...nightsOf(archive)];
  const views = [
    viewOf(office, runs, { standing: aStanding() }),
    viewOf(studio, runs, { standing: aStanding({ pause: { since: ago(3_600_000) } }) }),
    viewOf(archive, runs),
  ];
  return answering(views, runs);
}

function answering(pairs: readonly PairView[], runs: ReturnType<typeof nightsOf>): FakeAnswers {
  const world = aWorld({ pairs, runs });
  return {
    ...world,
    'pair.change': async ({ pairId, change }) => {
      const view = pairs.find(({ pair }) => pair.id === pairId);
      if (view === undefined) throw new Error('no such pair');
      const { schedule, conditions, wake } = { ...view.pair, ...change };
      return { ...view.pair, schedule, conditions, wake };
    },
    'schedule.pause': async () => undefined,
    'schedule.resume': async () => undefined,
  };
}
