import { describe, expect, it } from 'vitest';
import { DAY_OF_WORK, type Place } from '../../../engine/cli/demo/change-primary.ts';
import { DemoFailure } from '../../../engine/cli/demo/demo-failure.ts';
import {
  expectHeld,
  expectOnlyTheDay,
  expectOutcome,
  expectReady,
  expectRefusedAsEmpty,
  expectSame,
  expectSparse,
  expectStatus,
  expectUntouched,
} from '../../../engine/cli/demo/expectations.ts';
import { volumeOf } from '../../../engine/cli/demo/stage.ts';
import type { CheckReport } from '../../../engine/api/engine.ts';
import { PlanId, VolumeId } from '../../../engine/model/ids.ts';
import { NO_TOTALS, type Change, type Outcome, type RunRecord } from '../../../engine/model/run.ts';
import { aHost, aPair, aVolume, VOL_A, VOL_B } from '../../fakes/builders.ts';
import { aRun } from './run-record.ts';

const VOL_C = VolumeId.parse('vol-cccccc');
const PAIR = aPair({ volumes: [VOL_A, VOL_B, VOL_C].map((id) => aVolume({ id })) });

/** What the failure says; `undefined` when the expectation was met. */
function failure(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof DemoFailure) return error.message;
    throw error;
  }
}

describe('what the demo expects of a run’s outcome', () => {
  it('is met by that outcome alone', () => {
    const outcomes: readonly Outcome[] = ['succeeded', 'partial', 'failed', 'cancelled', 'held', 'refused'];
    const met = outcomes.filter(
      (outcome) => failure(() => expectOutcome(aRun({ outcome }), 'succeeded')) === undefined,
    );
    expect(met).toEqual(['succeeded']);
  });

  it('says why the run ended otherwise', () => {
    const run = aRun({
      outcome: 'failed',
      problems: [{ code: 'rsync.disk-full', retry: 'person', details: { side: 'standby' } }],
    });
    expect(failure(() => expectOutcome(run, 'succeeded'))).toMatch(
      /ended as failed\.\nThe disk of the standby is full/,
    );
  });
});

describe('what the demo expects of a check', () => {
  const report: CheckReport = {
    pair: PAIR,
    primary: { state: 'reached', facts: aHost() },
    standby: { state: 'reached', facts: aHost() },
    refusals: [],
    losses: [],
    notices: [],
  };

  it('is met when both machines are reached and nothing is refused', () => {
    expect(failure(() => expectReady(report))).toBeUndefined();
  });

  it('is not met when a machine is away or a sync would be refused', () => {
    const problem = { code: 'endpoint.refused', retry: 'transient', details: { side: 'standby' } } as const;
    expect(failure(() => expectReady({ ...report, standby: { state: 'failed', problem } }))).toContain(
      'standby',
    );
    const refusals = [{ reason: 'rsync.missing-standby', details: {} } as const];
    expect(failure(() => expectReady({ ...report, refusals }))).toContain('no usable rsync');
  });
});

describe('what the demo expects of the standby', () => {
  it('is untouched only when no line of the snapshot moved', () => {
    expect(failure(() => expectUntouched('It', ['a 1', 'b 2'], ['a 1', 'b 2']))).toBeUndefined();
    for (const after of [['a 1'], ['a 1', 'b 3'], ['a 1', 'b 2', 'c 3']])
      expect(failure(() => expectUntouched('It', ['a 1', 'b 2'], after))).toMatch(
        /^It should be untouched, and is not/,
      );
  });

  it('is the same only without a difference, and sparse only with a hole', () => {
    expect(failure(() => expectSame([]))).toBeUndefined();
    expect(failure(() => expectSame(['a: other content']))).toContain('a: other content');
    expect(failure(() => expectSparse({ diskBytes: 12_288 }, { diskBytes: 20_480 }))).toBeUndefined();
    expect(failure(() => expectSparse({ diskBytes: 12_288 }, { diskBytes: 200_000_000 }))).toContain(
      '200 MB on the standby',
    );
  });
});

describe('what the demo expects of the second clone', () => {
  const first = aRun({ totals: { ...NO_TOTALS, wireBytes: 1_000_000 } });
  const run = aRun({ totals: { ...NO_TOTALS, wireBytes: 40_000 } });
  const change =
    (kind: Change['kind']) =>
    (place: Place): Change => ({
      volumeId: volumeOf(PAIR, place.volume).id,
      kind,
      type: kind === 'deleted' ? 'unknown' : 'file',
      path: place.path,
      bytes: 1,
      itemized: '',
    });
  const folder: Change = {
    volumeId: VOL_A,
    kind: 'attributes',
    type: 'directory',
    path: 'x',
    bytes: 0,
    itemized: '',
  };
  const day = [
    ...DAY_OF_WORK.edited.map(change('updated')),
    ...[...DAY_OF_WORK.added, DAY_OF_WORK.renamed.to].map(change('created')),
    ...[...DAY_OF_WORK.deleted, DAY_OF_WORK.renamed.from].map(change('deleted')),
    folder,
  ];
  const judge = (changes: readonly Change[], second: RunRecord = run): string | undefined =>
    failure(() => expectOnlyTheDay(second, changes, DAY_OF_WORK, { pair: PAIR, first }));

  it('is met by exactly the changes of the day', () => {
    expect(judge(day)).toBeUndefined();
  });

  it('is not met when any one of them is missing', () => {
    const judged = day.slice(0, -1).map((_, at) => judge(day.filter((_change, other) => other !== at)));
    expect(judged.map((said) => said?.startsWith('The run should have treated'))).toEqual(
      judged.map(() => true),
    );
  });

  it('is not met when a file was sent that nobody touched, or in another volume', () => {
    const other: Change = { ...folder, kind: 'updated', type: 'file', path: 'untouched' };
    expect(judge([...day, other])).toContain('untouched');
    expect(judge(day.map((each) => ({ ...each, volumeId: VOL_A })))).toContain('should have treated');
  });

  it('is not met when much of it all crossed again', () => {
    const much = aRun({ totals: { ...NO_TOTALS, wireBytes: 60_000 } });
    expect(judge(day, much)).toContain('should have moved only the difference');
  });
});

describe('what the demo expects of the safety stops', () => {
  const planId = PlanId.parse('plan-0123456789ab');
  const hold = { volumeId: VOL_B, reason: 'deletes', count: 41, limit: 25, sample: ['a'] } as const;

  it('is a refusal for an empty source, of that volume', () => {
    const refused = (reason: 'source.empty' | 'source.missing', volumeId: VolumeId): string | undefined =>
      failure(() =>
        expectRefusedAsEmpty(
          aRun({ outcome: 'refused', refusals: [{ reason, volumeId, details: {} }] }),
          VOL_C,
        ),
      );
    expect(refused('source.empty', VOL_C)).toBeUndefined();
    expect(refused('source.empty', VOL_A)).toContain('because a source is empty');
    expect(refused('source.missing', VOL_C)).toContain('source.missing');
    expect(failure(() => expectRefusedAsEmpty(aRun({ outcome: 'succeeded' }), VOL_C))).toContain(
      'ended as succeeded',
    );
  });

  it('is a hold with names and a plan to approve', () => {
    const held = (fields: Partial<RunRecord>): string | undefined =>
      failure(() => expectHeld(aRun({ outcome: 'held', holds: [hold], planId, ...fields }), VOL_B, 41));
    expect(held({})).toBeUndefined();
    expect(held({ outcome: 'succeeded' })).toContain('ended as held');
    expect(held({ holds: [] })).toContain('held over 41 deletions');
    expect(held({ holds: [{ ...hold, count: 40 }] })).toContain('was over 40');
    expect(held({ holds: [{ ...hold, sample: [] }] })).toContain('some of their names');
    expect(held({ planId: undefined })).toContain('a plan to approve');
  });

  it('is a recovery point that only whole runs move', () => {
    const recoveryPoint = '2026-11-23T10:00:00.000Z';
    const runs = [aRun({ recoveryPoint }), aRun({ outcome: 'held' })];
    const status = { pair: PAIR, recoveryPoint, lastRun: runs[0], lastVerify: undefined, running: undefined };
    expect(failure(() => expectStatus(status, runs, ['held', 'succeeded']))).toBeUndefined();
    expect(failure(() => expectStatus(status, runs, ['succeeded', 'held']))).toContain(
      'tells held, succeeded',
    );
    expect(
      failure(() => expectStatus({ ...status, recoveryPoint: undefined }, runs, ['held', 'succeeded'])),
    ).toContain('is none');
    expect(failure(() => expectStatus(undefined, runs, ['held', 'succeeded']))).toContain('know the pair');
  });
});
