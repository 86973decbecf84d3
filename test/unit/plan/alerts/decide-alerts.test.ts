import { describe, expect, it } from 'vitest';
import type { AlertState } from '../../../../engine/model/alert.ts';
import { NO_ALERTS, type AlertNotice } from '../../../../engine/model/alert.ts';
import type { Outcome, RunRecord } from '../../../../engine/model/run.ts';
import { decideAlerts } from '../../../../engine/plan/alerts/decide-alerts.ts';
import type { WatchedPair } from '../../../../engine/plan/alerts/watched-pair.ts';
import { START, MINUTE, HOUR, iso, aWatched, anInput, aRunAt, tellings } from './watched-story.ts';

describe('the alerts of a pair', () => {
  it('tell of a failure once, remind at growing gaps, and tell once that it is over', () => {
    const bad = aWatched({ recoveryPoint: iso(START), lastRun: aRunAt(START, 'failed', 'rsync.io') });
    const at = [0, 1, 59, 60, 61, 299, 300].map((minutes) => [minutes * MINUTE, bad] as const);
    const good = aWatched({
      recoveryPoint: iso(START + 6 * HOUR),
      lastRun: aRunAt(START + 6 * HOUR, 'succeeded'),
    });
    expect(tellings(...at, [6 * HOUR, good], [7 * HOUR, good])).toEqual([
      ['failed'],
      [],
      [],
      ['failed again 1'],
      [],
      [],
      ['failed again 2'],
      ['well: failed'],
      [],
    ]);
  });

  it('tell of each runbook once, of whichever change was seen last', () => {
    const seen = (changedAt: string | undefined) =>
      aWatched({ runbook: changedAt === undefined ? undefined : { changedAt, changes: [] } });
    expect(
      tellings(
        [0, seen(undefined)],
        [1, seen(iso(START))],
        [2, seen(iso(START))],
        [3, seen(undefined)],
        [4, seen(iso(START))],
        [5, seen(iso(START + 5))],
      ),
    ).toEqual([[], ['runbook'], [], [], [], ['runbook']]);
  });

  it('tell of another end, and do not call the first one over', () => {
    const seen = (outcome: Outcome) => aWatched({ lastRun: aRunAt(START, outcome) });
    expect(
      tellings([0, seen('failed')], [1, seen('partial')], [2, seen('cancelled')], [3, seen('succeeded')]),
    ).toEqual([['failed'], ['partial'], [], ['well: partial']]);
  });

  it('go on while the next run hides the last one, which is not over by that', () => {
    const failed = aWatched({ lastRun: aRunAt(START, 'failed', 'rsync.io') });
    const again = aWatched({ running: { mode: 'sync' } });
    const verify = { scope: { kind: 'full' }, compared: 9, different: 2 } as const;
    const differs = { ...aRunAt(START, 'succeeded'), mode: 'verify', verify } as const;
    const found = aWatched({ lastRun: aRunAt(START - HOUR, 'succeeded'), lastVerify: differs });
    const looking = aWatched({ ...found, lastVerify: { ...aRunAt(START, 'failed'), state: 'running' } });
    expect([
      tellings([0, failed], [1, again], [2, failed], [3, again]),
      tellings([0, found], [1, looking], [2, found]),
    ]).toEqual([
      [['failed'], [], [], []],
      [['readiness-lost'], [], []],
    ]);
  });

  it('say nothing of a copy that is too old while a sync is under way that may mend it, but not for ever', () => {
    const old = aWatched();
    const coming = aWatched({ comingSince: iso(START + 27 * HOUR) });
    expect(tellings([27 * HOUR, coming], [32 * HOUR, coming], [34 * HOUR, coming], [35 * HOUR, old])).toEqual(
      [[], [], ['silence'], ['silence again 1']],
    );
  });

  it('say nothing of the age of a copy that nobody makes, since its standby serves', () => {
    const role = { state: 'promoted', generation: 1 } as const;
    const serving = aWatched({ promotion: { role, seenAt: iso(START) } });
    expect(tellings([27 * HOUR, serving], [2_000 * HOUR, serving])).toEqual([[], []]);
    expect(tellings([27 * HOUR, aWatched()], [28 * HOUR, serving])).toEqual([['silence'], []]);
  });

  it('wait for a standby that is away, and keep what was told before', () => {
    const away = (hours: number) =>
      aWatched({ lastRun: aRunAt(START + hours * HOUR, 'failed', 'endpoint.unreachable') });
    const good = aWatched({ lastRun: aRunAt(START, 'succeeded') });
    const failed = aWatched({ lastRun: aRunAt(START, 'failed', 'rsync.io') });
    expect([
      tellings([0, away(0)], [5 * HOUR, away(5)], [7 * HOUR, away(7)], [8 * HOUR, good]),
      tellings([0, away(0)], [5 * HOUR, away(5)], [5 * HOUR + 1, good]),
      tellings([0, failed], [HOUR / 2, away(0.4)], [HOUR, good]),
    ]).toEqual([
      [[], [], ['unreachable'], ['well: unreachable']],
      [[], [], []],
      [['failed'], [], ['well: failed']],
    ]);
  });

  it('count the runs that ended so, and give the latest reason without lists of names', () => {
    let state: AlertState = NO_ALERTS;
    const first = aRunAt(START, 'failed', 'rsync.io');
    const second = {
      ...aRunAt(START + HOUR, 'failed'),
      problems: [
        { code: 'rsync.failed', retry: 'person', details: { exitCode: 12, output: 'x', files: ['y'] } },
      ],
    } satisfies RunRecord;
    let notices: readonly AlertNotice[] = [];
    for (const [ms, lastRun] of [
      [0, first],
      [1, first],
      [HOUR, second],
    ] as const)
      ({ state, notices } = decideAlerts(state, anInput(START + ms, aWatched({ lastRun }))));
    expect(notices).toEqual([
      {
        type: 'alert',
        reminder: 1,
        alert: {
          pair: { id: 'pair-0123456789', name: 'Office' },
          kind: 'failed',
          since: iso(START),
          count: 2,
          loss: { kind: 'since', at: iso(START) },
          details: {
            mode: 'sync',
            outcome: 'failed',
            cause: {
              kind: 'problem',
              problem: { code: 'rsync.failed', retry: 'person', details: { exitCode: 12 } },
            },
          },
        },
      },
    ]);
  });

  it('speak of a disk about its limit once', () => {
    const free = (freeBytes: number) =>
      aWatched({ spaces: [{ path: '/Volumes/Spare', freeBytes, totalBytes: 1e12 }] });
    expect(
      tellings(
        [0, free(51e9)],
        [1, free(49e9)],
        [2, free(51e9)],
        [3, free(49e9)],
        [4, aWatched()],
        [5, free(61e9)],
      ),
    ).toEqual([[], ['disk-nearly-full'], [], [], [], ['well: disk-nearly-full']]);
  });

  it('tell a changed host key, a hold, a verify and readiness by their names', () => {
    const kindsOf = (fields: Partial<WatchedPair>) => tellings([0, aWatched(fields)])[0];
    const differs = { scope: { kind: 'full' }, compared: 9, different: 2 } as const;
    const verify = { ...aRunAt(START, 'succeeded'), mode: 'verify' } as const;
    expect([
      kindsOf({ lastRun: aRunAt(START, 'failed', 'endpoint.host-key-changed', 'rsync.failed') }),
      kindsOf({ lastRun: aRunAt(START, 'held') }),
      kindsOf({ lastRun: aRunAt(START, 'refused') }),
      kindsOf({ lastVerify: { ...verify, outcome: 'failed' } }),
      kindsOf({ lastVerify: { ...verify, verify: differs } }),
      kindsOf({ readiness: { state: 'lost', reason: 'It does not start.' } }),
    ]).toEqual([
      ['host-key-changed'],
      ['held'],
      ['failed'],
      ['failed'],
      ['readiness-lost'],
      ['readiness-lost'],
    ]);
  });

  it('forget a pair that is gone, and not one that cannot be read', () => {
    const bad = aWatched({ lastRun: aRunAt(START, 'failed') });
    const { state } = decideAlerts(NO_ALERTS, anInput(START, bad));
    const after = (areAll: boolean) =>
      decideAlerts(state, { ...anInput(START + 1), areAll }).state.pairs.length;
    expect([after(true), after(false)]).toEqual([0, 1]);
  });
});
