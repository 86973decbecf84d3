import type { Hold, PlanRefusal } from './plan.ts';
import type { Problem, ProblemCode } from './problem.ts';
import type { RunRecord } from './run.ts';

/** Why a run ended as it did: the first reason of several. */
export type RunCause =
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'refusal'; readonly refusal: PlanRefusal }
  | { readonly kind: 'hold'; readonly hold: Hold };

/** Those that a run goes on with; a reason to stop is told before them. */
const GOES_ON: ReadonlySet<ProblemCode> = new Set([
  'rsync.vanished',
  'rsync.partial',
  'history.unwritable',
] satisfies ProblemCode[]);

export function causeOf(run: RunRecord): RunCause | undefined {
  const [refusal] = run.refusals;
  if (run.outcome === 'refused' && refusal !== undefined) return { kind: 'refusal', refusal };
  const [hold] = run.holds;
  if (run.outcome === 'held' && hold !== undefined) return { kind: 'hold', hold };
  if (run.outcome === 'cancelled')
    return { kind: 'problem', problem: { code: 'run.cancelled', retry: 'person', details: {} } };
  // What ended a run stands at the end.
  const problem = run.problems.findLast(({ code }) => !GOES_ON.has(code)) ?? run.problems.at(-1);
  return problem === undefined ? undefined : { kind: 'problem', problem };
}
