import { describe, expect, it } from 'vitest';
import { statusOfOutcome, statusOfProblem, statusOfRun } from '../../../engine/cli/exit-status.ts';
import { PROBLEM_CODES } from '../../../engine/model/problem.ts';
import type { Outcome } from '../../../engine/model/run.ts';
import { aRun } from '../../fakes/fake-engine.ts';

const OUTCOMES: readonly (readonly [Outcome, number])[] = [
  ['succeeded', 0],
  ['failed', 1],
  ['partial', 3],
  ['refused', 4],
  ['held', 4],
  ['cancelled', 130],
];

describe('the exit status', () => {
  it.each(OUTCOMES)('of a run that ended "%s" is %i', (outcome, status) => {
    expect([statusOfOutcome(outcome), statusOfRun(aRun({ outcome }))]).toEqual([status, status]);
  });

  it('of every problem is one of the contract, and never "done"', () => {
    const others = PROBLEM_CODES.map((code) =>
      statusOfProblem({ code, retry: 'person', details: {} }),
    ).filter((status) => ![1, 2, 3, 4, 6, 130].includes(status));
    expect(others).toEqual([]);
  });

  it.each([
    ['pair.busy', 6],
    ['pair.unknown', 2],
    ['endpoint.unreachable', 1],
    ['run.cancelled', 130],
    ['bug', 1],
  ] as const)('of %s is %i', (code, status) => {
    expect(statusOfProblem({ code, retry: 'person', details: {} })).toEqual(status);
  });

  it('of a verify that found differences is never 0', () => {
    const verify = { scope: { kind: 'full' as const }, compared: 10, different: 1 };
    expect(statusOfRun(aRun({ outcome: 'succeeded', verify }))).toEqual(3);
  });

  it('of a run without an end is 1', () => {
    expect(statusOfRun(aRun({ outcome: undefined }))).toEqual(1);
  });

  it('of a run that failed because of another one is 6', () => {
    const problems = [{ code: 'pair.busy' as const, retry: 'transient' as const, details: {} }];
    expect(statusOfRun(aRun({ outcome: 'failed', problems }))).toEqual(6);
  });
});
