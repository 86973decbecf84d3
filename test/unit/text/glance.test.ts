import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { PairId, RunId } from '../../../engine/model/ids.ts';
import type { Outcome, RunRecord } from '../../../engine/model/run.ts';
import type { Schedule } from '../../../engine/model/schedule.ts';
import { glanceAll, type Glance } from '../../../engine/text/glance.ts';
import { aLiveRun, aPair, aProgress, aSnapshot, aView } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';
import { AT, POINT, BEFORE, AFTER, aProblem, aCopied, afterSync, aVerify, glance } from './glance-views.ts';

describe('a pair at a glance', () => {
  it('is ready when its last sync succeeded and the copy is young', () => {
    expect(glance(aCopied())).toEqual({
      state: 'ready',
      headline: 'Copied 6 h 12 min ago',
      detail: 'The spare holds the copy from 03:04.',
      cause: undefined,
      remedy: undefined,
      activity: undefined,
    });
  });

  it('tells of a verify that found nothing', () => {
    expect(glance(aCopied({ lastVerify: aVerify() })).detail).toEqual(
      'The spare holds the copy from 03:04. Verified 05:00: 1,000 files were compared, and none differs.',
    );
    expect(glance(aCopied({ lastVerify: aVerify({ startedAt: BEFORE }) })).detail).toEqual(
      'The spare holds the copy from 03:04.',
    );
  });

  it('has no copy before the first', () => {
    expect(glance(aView())).toEqual({
      state: 'no-copy',
      headline: 'No whole copy yet',
      detail: 'The spare holds no whole copy: all would be lost if the primary died now.',
      cause: undefined,
      remedy: { text: 'Make the first copy. It takes longest.', action: 'sync' },
      activity: undefined,
    });
  });

  it('has no copy once other places are meant', () => {
    const { state, detail, remedy } = glance(aCopied({ recoveryPoint: undefined }));
    expect([state, detail, remedy?.text]).toEqual([
      'no-copy',
      'The pair was changed since its last copy. The spare holds no whole copy: all would be lost if the primary died now.',
      'A sync makes it whole.',
    ]);
  });

  it('is promoted and not overdue, whatever its last run came to', () => {
    const role = { state: 'promoted', generation: 3, since: POINT } as const;
    const promoted = aCopied({ promotion: { role, seenAt: POINT } });
    expect(glance(promoted, Date.parse(POINT) + 40 * 24 * 3_600_000)).toEqual({
      state: 'needs-you',
      headline: 'Promoted, generation 3',
      detail:
        'The spare has served in the primary’s place since 23 Nov 2026 03:04. Nothing is copied, and what is changed there has no copy.',
      cause: undefined,
      remedy: { text: 'Fail back when the primary is well.', action: undefined },
      activity: undefined,
    });
    const wayBack = aCopied({ promotion: { role, seenAt: POINT, isWayBack: true } });
    expect([glance(wayBack).state, glance(wayBack).headline]).toEqual([
      'ready',
      'Closed until the next fail-back',
    ]);
    const given = aCopied({ promotion: { role: { ...role, state: 'standby' }, seenAt: POINT } });
    expect(glance(given).state).toBe('ready');
    const cut = aCopied({ promotion: { role: { ...role, state: 'unfinished' }, seenAt: POINT } });
    expect(glance(cut).headline).toBe('Promotion not finished, generation 3');
  });

  it('is overdue by its schedule', () => {
    const after = (schedule: Schedule, hours: number): Glance =>
      glance(aCopied({ pair: aPair({ schedule }) }), Date.parse(POINT) + hours * 3_600_000);
    const weekly: Schedule = { kind: 'times', times: ['03:00'], weekdays: ['mon'] };
    const often: Schedule = { kind: 'every', minutes: 15 };
    expect([after(weekly, 170), after(weekly, 170.1), after(often, 0.5)].map(({ state }) => state)).toEqual([
      'ready',
      'overdue',
      'ready',
    ]);
    expect(after(often, 0.6)).toMatchObject({
      state: 'overdue',
      detail: 'The spare holds the copy from 03:04. That is longer ago than 30 min.',
    });
  });

  it('is overdue when more than 26 hours are past', () => {
    const due = Date.parse(POINT) + 26 * 3_600_000;
    expect([glance(aCopied(), due).state, glance(aCopied(), due + 1)]).toEqual([
      'ready',
      {
        state: 'overdue',
        headline: 'Overdue, copied 1 d 2 h ago',
        detail: 'The spare holds the copy from 23 Nov 03:04. That is longer ago than 1 d 2 h.',
        cause: undefined,
        remedy: { text: 'Sync now, so that less would be lost.', action: 'sync' },
        activity: undefined,
      },
    ]);
  });

  it('ticks', () => {
    const start = Date.parse(POINT);
    expect(
      [59_999, 60_000, 3_599_999, 3_600_000].map((ms) => glance(aCopied(), start + ms).headline),
    ).toEqual(['Copied just now', 'Copied 1 min ago', 'Copied 59 min ago', 'Copied 1 h ago']);
  });

  it('is unknown when its copy is from the future, or from no time at all', () => {
    expect(glance(aCopied(), Date.parse(POINT) - 60_000).state).toEqual('ready');
    expect(glance(aCopied(), Date.parse(POINT) - 60_001)).toEqual({
      state: 'unknown',
      headline: 'Age of the copy unknown',
      detail:
        'The spare’s copy is dated 03:04, in the future: the clock of this machine was set back since, and nobody knows how old the copy is.',
      cause: undefined,
      remedy: {
        text: 'Let this machine set its time by itself; the next sync puts the date right.',
        action: 'sync',
      },
      activity: undefined,
    });
    expect(glance(aCopied({ recoveryPoint: 'soon' })).state).toEqual('unknown');
  });

  it('is unknown when there is a copy, and no word of how the last sync ended', () => {
    const { state, detail } = glance(aCopied({ lastRun: undefined }));
    expect([state, detail]).toEqual([
      'unknown',
      'The spare holds the copy from 03:04. The history does not say how the last sync ended.',
    ]);
  });
});

describe('while a run is under way, a pair', () => {
  const live = aLiveRun({ progress: aProgress() });

  it('says what is done and how far it is', () => {
    expect(glance(aCopied({ live }))).toEqual({
      state: 'syncing',
      headline: 'Copying Users',
      detail: 'The spare holds the copy from 03:04.',
      cause: undefined,
      remedy: undefined,
      activity: {
        runId: live.runId,
        mode: 'sync',
        text: 'Copying Users',
        percent: 42,
        isCancelling: false,
        isOurs: true,
      },
    });
  });

  it('has no per cent while it waits or is called off', () => {
    const retrying = aProblem('endpoint.timeout');
    const activities = [aLiveRun({ ...live, retrying }), aLiveRun({ ...live, isCancelling: true })].map(
      (run) => glance(aCopied({ live: run })).activity,
    );
    expect(activities.map((one) => [one?.text, one?.percent, one?.isCancelling])).toEqual([
      ['Waiting to try again', undefined, false],
      ['Cancelling', undefined, true],
    ]);
  });

  it('cannot be called off here when another process runs it', () => {
    const running = aRun({ state: 'running', outcome: undefined, finishedAt: undefined });
    const { state, activity } = glance(aCopied({ running }));
    expect([state, activity?.text, activity?.isOurs]).toEqual([
      'syncing',
      'Syncing in another process',
      false,
    ]);
  });

  it('makes its first copy, and still has none', () => {
    const { state, headline, remedy } = glance(aView({ live }));
    expect([state, headline, remedy]).toEqual(['no-copy', 'First copy under way', undefined]);
  });

  it('still tells that the last sync failed, without offering another', () => {
    const view = { ...afterSync({ outcome: 'failed', problems: [aProblem('rsync.killed')] }), live };
    const { state, remedy, activity } = glance(view);
    expect([state, remedy, activity?.percent]).toEqual(['needs-you', undefined, 42]);
  });
});

describe('all pairs at a glance', () => {
  const of = (id: string, view: PairView): PairView => ({
    ...view,
    pair: aPair({ id: PairId.parse(`pair-${id.padEnd(10, '0')}`), name: id }),
  });

  it('come worst first, those alike in their order', () => {
    const pairs = [
      of('ready1', aCopied()),
      of('syncing', aCopied({ live: aLiveRun() })),
      of('overdue', aCopied({ recoveryPoint: '2026-11-20T03:04:00.000Z' })),
      of('unknown', aCopied({ recoveryPoint: 'soon' })),
      of('none', aView()),
      of('failed', afterSync({ outcome: 'failed' })),
      of('ready2', aCopied()),
    ];
    const sorted = glanceAll(aSnapshot({ pairs }), AT).pairs.map(({ view }) => view.pair.name);
    expect(sorted).toEqual(['failed', 'none', 'unknown', 'overdue', 'syncing', 'ready1', 'ready2']);
  });

  it('are not ready while the configuration cannot be read', () => {
    const fault = aProblem('config.unreadable', { path: '/data/config.json' });
    const all = glanceAll(aSnapshot({ pairs: [aCopied()], fault }), AT);
    expect([all.fault, all.pairs.map(({ glance: { state, headline } }) => [state, headline])]).toEqual([
      {
        state: 'needs-you',
        headline: 'Pairs cannot be read',
        detail:
          'The configuration /data/config.json cannot be read. What is shown of the spares may have changed since.',
        cause: { kind: 'problem', problem: fault },
        remedy: {
          text: 'Nothing was changed. Mend the file or put back a copy of it.',
          action: 'reveal-config',
        },
        activity: undefined,
      },
      [['unknown', 'Last known: copied 6 h 12 min ago']],
    ]);
  });
});

describe('a glance', () => {
  const time = fc.constantFrom(BEFORE, POINT, AFTER, '2026-12-24T00:00:00.000Z', 'soon');
  const outcome = fc.constantFrom<Outcome | undefined>(
    'succeeded',
    'partial',
    'failed',
    'cancelled',
    'held',
    'refused',
    undefined,
  );
  const run = (mode: RunRecord['mode']) =>
    fc
      .record({
        startedAt: time,
        outcome,
        state: fc.constantFrom('running' as const, 'finished' as const),
        problems: fc.subarray([aProblem('rsync.partial'), aProblem('run.interrupted')]),
        recoveryPoint: fc.option(time, { nil: undefined }),
        different: fc.nat({ max: 2 }),
      })
      .map(({ different, ...fields }) =>
        aRun({
          ...fields,
          mode,
          id: RunId.parse('20261123-030400-k3x9'),
          verify: aVerify({}, different).verify,
        }),
      );
  const view = fc
    .record({
      recoveryPoint: fc.option(time, { nil: undefined }),
      lastRun: fc.option(run('sync'), { nil: undefined }),
      lastVerify: fc.option(run('verify'), { nil: undefined }),
      running: fc.option(run('sync'), { nil: undefined }),
      live: fc.constantFrom(undefined, aLiveRun()),
    })
    .map(aView);

  it('is never ready unless the last sync succeeded, a copy of known age is there, and nothing is known to differ', () => {
    fc.assert(
      fc.property(view, (one) => {
        const { state } = glance(one);
        if (state !== 'ready') return;
        expect(one.lastRun?.outcome).toEqual('succeeded');
        expect([BEFORE, POINT, AFTER]).toContain(one.recoveryPoint);
        if (one.lastVerify?.state === 'finished') expect(one.lastVerify.verify?.different).toEqual(0);
        expect([one.live, one.running]).toEqual([undefined, undefined]);
      }),
      { numRuns: 500 },
    );
  });

  it('always has a headline and whole sentences', () => {
    fc.assert(
      fc.property(view, (one) => {
        const { headline, detail, remedy } = glance(one);
        expect(headline).toMatch(/^\p{Lu}[^.]+$/u);
        expect(detail).toMatch(/^\p{Lu}.+\.$/u);
        expect(`${headline} ${detail} ${remedy?.text ?? ''}`).not.toMatch(/undefined|NaN|\s{2}|\.\./);
      }),
      { numRuns: 500 },
    );
  });
});
