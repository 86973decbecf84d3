import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../engine/api/snapshot.ts';
import { RunId } from '../../../engine/model/ids.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import type { Outcome, RunRecord } from '../../../engine/model/run.ts';
import { knownStates, stateChanges } from '../../../main/notify/state-changes.ts';
import { aPair } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';

const PAIR = aPair({ name: 'Office' });
const CONTEXT = { now: Date.parse('2026-11-26T09:16:00Z'), timeZone: 'UTC' };
const LOST: Problem = { code: 'rsync.connection-lost', retry: 'transient', details: {} };
const FULL: Problem = { code: 'rsync.disk-full', retry: 'person', details: {} };

let runs = 0;
function ran(outcome: Outcome, problems: readonly Problem[] = []): RunRecord {
  const id = RunId.parse(`20261126-0304${String((runs += 1)).padStart(2, '0')}-aaaa`);
  return aRun({ id, pairId: PAIR.id, outcome, problems });
}

function after(lastRun: RunRecord | undefined): Snapshot {
  const view = { pair: PAIR, recoveryPoint: undefined, lastRun, lastVerify: undefined, running: undefined };
  return {
    sequence: 1,
    pairs: [{ ...view, live: undefined, standing: undefined, readiness: undefined, drill: undefined }],
    fault: undefined,
  };
}

/** The titles that a person reads, one list a snapshot after the first. */
function told(...lastRuns: readonly (RunRecord | undefined)[]): string[][] {
  let known = knownStates(after(lastRuns[0]));
  return lastRuns.slice(1).map((run) => {
    const titles = stateChanges(known, after(run), CONTEXT).map(({ title }) => title);
    known = knownStates(after(run), known);
    return titles;
  });
}

describe('what a person is told of unasked', () => {
  it('is that a sync ended badly, and where to look', () => {
    const run = ran('failed', [LOST]);
    const [change, ...more] = stateChanges(knownStates(after(ran('succeeded'))), after(run), CONTEXT);
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      title: expect.stringMatching(/^Office: /),
      place: { screen: 'history', pairId: PAIR.id, runId: run.id },
    });
    expect(change?.body).not.toBe('');
  });

  it('is each bad end in another way, and the same one once', () => {
    const counts = told(
      ran('succeeded'),
      ran('failed', [LOST]),
      ran('failed', [LOST]),
      ran('failed', [FULL]),
      ran('held'),
      ran('partial'),
      ran('refused'),
    ).map(({ length }) => length);
    expect(counts).toEqual([1, 0, 1, 1, 1, 1]);
  });

  it('is that it is good again, once', () => {
    expect(told(ran('failed', [LOST]), ran('succeeded'), ran('succeeded'))).toEqual([
      ['Office: good again'],
      [],
    ]);
  });

  it('is nothing of a plain success, and nothing that was so when the app began', () => {
    const failed = ran('failed', [LOST]);
    expect(told(undefined, ran('succeeded'), ran('succeeded'))).toEqual([[], []]);
    expect(told(failed, failed)).toEqual([[]]);
  });

  it('is not changed by a run that somebody called off', () => {
    expect(told(ran('failed', [LOST]), ran('cancelled'), ran('failed', [LOST]), ran('succeeded'))).toEqual([
      [],
      [],
      ['Office: good again'],
    ]);
  });
});
