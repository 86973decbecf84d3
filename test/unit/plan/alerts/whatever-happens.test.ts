import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertState } from '../../../../engine/model/alert.ts';
import { NO_ALERTS, type AlertKind, type AlertNotice } from '../../../../engine/model/alert.ts';
import type { Outcome } from '../../../../engine/model/run.ts';
import { decideAlerts } from '../../../../engine/plan/alerts/decide-alerts.ts';
import { gapAfter } from '../../../../engine/plan/alerts/reminders.ts';
import { isRunKind } from '../../../../engine/plan/alerts/run-kind.ts';
import type { WatchedPair } from '../../../../engine/plan/alerts/watched-pair.ts';
import { aPair } from '../../../fakes/builders.ts';
import { START, MINUTE, HOUR, DAY, iso, aWatched, anInput, aRunAt, brief } from './watched-story.ts';

type Step = {
  readonly minutes: number;
  readonly what: Outcome | 'unreachable' | 'host-key-changed' | 'nothing' | 'disk-full' | 'disk-well';
};
const STEP: fc.Arbitrary<Step> = fc.record({
  minutes: fc.oneof(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 20_000 })),
  what: fc.constantFrom<Step['what']>(
    'succeeded',
    'failed',
    'partial',
    'held',
    'refused',
    'cancelled',
    'unreachable',
    'host-key-changed',
    'nothing',
    'nothing',
    'disk-full',
    'disk-well',
  ),
});

/** What happened at each moment, and what was told then. */
interface Told {
  readonly now: number;
  readonly watched: WatchedPair;
  readonly notices: readonly AlertNotice[];
}

function live(steps: readonly Step[]): Told[] {
  let now = START;
  let watched = aWatched();
  let state: AlertState = NO_ALERTS;
  return steps.map(({ minutes, what }) => {
    now += minutes * MINUTE;
    watched = after(watched, what, now);
    const decided = decideAlerts(state, anInput(now, watched));
    state = decided.state;
    // Asked again at once, nothing is told.
    expect(decideAlerts(state, anInput(now, watched))).toEqual({ notices: [], state });
    return { now, watched, notices: decided.notices };
  });
}

function after(watched: WatchedPair, what: Step['what'], now: number): WatchedPair {
  const disk = (freeBytes: number) => [{ path: '/Volumes/Spare', freeBytes, totalBytes: 1e12 }];
  switch (what) {
    case 'nothing':
      return watched;
    case 'disk-full':
      return { ...watched, spaces: disk(1e9) };
    case 'disk-well':
      return { ...watched, spaces: disk(9e11) };
    case 'succeeded':
      return { ...watched, lastRun: aRunAt(now, what), recoveryPoint: iso(now) };
    case 'unreachable':
      return { ...watched, lastRun: aRunAt(now, 'failed', 'endpoint.unreachable') };
    case 'host-key-changed':
      return { ...watched, lastRun: aRunAt(now, 'failed', 'endpoint.host-key-changed') };
    case 'failed':
    case 'partial':
    case 'held':
    case 'refused':
    case 'cancelled':
      return { ...watched, lastRun: aRunAt(now, what, 'rsync.io') };
  }
}

const STORIES = fc.array(STEP, { minLength: 1, maxLength: 60 });

describe('whatever happens to a pair', () => {
  it('nothing is told twice, and each kind that was told ends once: over, or in another end of a run', () => {
    fc.assert(
      fc.property(STORIES, (steps) => {
        const open = new Set<AlertKind>();
        for (const { notices } of live(steps)) {
          for (const notice of notices) {
            if (notice.type === 'recovered')
              for (const kind of notice.kinds) {
                expect(open.delete(kind)).toBe(true);
              }
            if (notice.type !== 'alert') continue;
            const { kind } = notice.alert;
            expect(open.has(kind)).toBe(notice.reminder > 0);
            if (isRunKind(kind)) for (const each of open) if (isRunKind(each)) open.delete(each);
            open.add(kind);
          }
          expect(notices.filter(({ type }) => type === 'recovered').length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('after a whole copy and with room on the disk nothing is left open', () => {
    fc.assert(
      fc.property(STORIES, (steps) => {
        const told = live([...steps, { minutes: 1, what: 'disk-well' }, { minutes: 1, what: 'succeeded' }]);
        const open = new Set<AlertKind>();
        for (const notice of told.flatMap(({ notices }) => notices)) {
          if (notice.type === 'recovered') for (const kind of notice.kinds) open.delete(kind);
          if (notice.type !== 'alert') continue;
          if (isRunKind(notice.alert.kind)) for (const each of open) if (isRunKind(each)) open.delete(each);
          open.add(notice.alert.kind);
        }
        expect([...open]).toEqual([]);
      }),
    );
  });

  it('reminders are never closer than said', () => {
    fc.assert(
      fc.property(STORIES, (steps) => {
        const last = new Map<AlertKind, number>();
        for (const { now, notices } of live(steps))
          for (const notice of notices) {
            if (notice.type !== 'alert') continue;
            const { kind } = notice.alert;
            if (notice.reminder > 0)
              expect(now - (last.get(kind) ?? NaN)).toBeGreaterThanOrEqual(gapAfter(notice.reminder - 1));
            last.set(kind, now);
          }
      }),
    );
  });

  it('silence is told at the first look after the limit, and only then', () => {
    fc.assert(
      fc.property(STORIES, (steps) => {
        let isOpen = false;
        for (const { now, watched, notices } of live(steps)) {
          const isSilent = now - Date.parse(watched.recoveryPoint ?? '') > 26 * HOUR;
          const isTold = notices.some((one) => brief(one) === 'silence');
          expect(isTold).toBe(isSilent && !isOpen);
          isOpen = isSilent;
        }
      }),
    );
  });

  it('silence is told whatever the clocks say', () => {
    const strange = fc.constantFrom(undefined, 'no time', '2099-01-01T00:00:00.000Z', iso(START));
    fc.assert(
      fc.property(strange, strange, fc.array(fc.integer({ min: -3, max: 3 })), (point, created, days) => {
        const watched = aWatched({
          recoveryPoint: point,
          pair: aPair({ createdAt: created ?? iso(START) }),
        });
        let state: AlertState = NO_ALERTS;
        let now = START;
        const told: string[] = [];
        const look = (): void => {
          const decided = decideAlerts(state, anInput(now, watched));
          state = decided.state;
          told.push(...decided.notices.map(brief));
        };
        look();
        for (const each of days) {
          now += each * DAY;
          look();
        }
        for (let hours = 0; hours <= 27; hours += 9) {
          now += 9 * HOUR;
          look();
        }
        const isTold = told.lastIndexOf('silence') > told.lastIndexOf('well: silence');
        expect(isTold).toBe(true);
      }),
    );
  });
});
