import type { CheckReport, PairStatus } from '../../api/engine.ts';
import type { VolumeId } from '../../model/ids.ts';
import type { Pair } from '../../model/pair.ts';
import type { Hold } from '../../model/plan.ts';
import type { Change, Outcome, RunRecord } from '../../model/run.ts';
import { countOf, formatBytes } from '../../text/amounts.ts';
import { printProblem, printRefusal } from '../print/problem.ts';
import { printRunReasons } from '../print/run-result.ts';
import type { DayOfWork, Place } from './change-primary.ts';
import { ensure } from './demo-failure.ts';
import { volumeOf } from './stage.ts';

/** A second clone that sends more than this share of what the first one sent has not moved only the difference. */
const LARGEST_SHARE = 0.05;

/** Says why the run ended otherwise. */
export function expectOutcome(run: RunRecord, wanted: Outcome): void {
  const reasons = printRunReasons(run).trim();
  ensure(
    run.outcome === wanted,
    `The ${run.mode} should have ended as ${wanted}, and ended as ${run.outcome ?? 'running'}.${reasons === '' ? '' : `\n${reasons}`}`,
  );
}

export function expectReady({ pair, primary, standby, refusals }: CheckReport): void {
  for (const end of [primary, standby])
    ensure(end.state === 'reached', end.state === 'failed' ? printProblem(end.problem, pair.name) : '');
  const reasons = refusals.map((refusal) => printRefusal(refusal, pair.name));
  ensure(reasons.length === 0, `A sync would be refused.\n${reasons.join('\n')}`);
}

/** `before` and `after` are `snapshotOf` the same folder. */
export function expectUntouched(what: string, before: readonly string[], after: readonly string[]): void {
  const changed = [
    ...after.filter((line) => !before.includes(line)),
    ...before.filter((line) => !after.includes(line)),
  ];
  ensure(
    changed.length === 0,
    `${what} should be untouched, and is not: ${countOf(changed.length, 'entry', 'entries')}, first ${changed[0] ?? ''}`,
  );
}

/** `differences` as `compareFolders` finds them, of all volumes together. */
export function expectSame(differences: readonly string[]): void {
  ensure(
    differences.length === 0,
    `The standby should be as the primary, and is not:\n${differences.join('\n')}`,
  );
}

/** A file that is a hole must not have become that many bytes of zeros on the standby's disk. */
export function expectSparse(source: { diskBytes: number }, copy: { diskBytes: number }): void {
  ensure(
    copy.diskBytes <= source.diskBytes * 2 + 1_000_000,
    `The sparse file takes ${formatBytes(source.diskBytes)} of disk on the primary, and ${formatBytes(copy.diskBytes)} on the standby.`,
  );
}

/** Exactly the files of the day were sent or deleted, and little crossed the line. */
export function expectOnlyTheDay(
  run: RunRecord,
  changes: readonly Change[],
  day: DayOfWork,
  { pair, first }: { readonly pair: Pair; readonly first: RunRecord },
): void {
  const named = ({ volume, path }: Place): string => `${volumeOf(pair, volume).id} ${path}`;
  const found = (kind: Change['kind']): string[] =>
    changes
      .filter((change) => change.kind === kind && change.type === 'file')
      .map(({ volumeId, path }) => `${volumeId} ${path}`);
  expectPaths('edited', day.edited.map(named), found('updated'));
  expectPaths('new', [...day.added, day.renamed.to].map(named), found('created'));
  // rsync does not say of what type a deleted entry was, only whether it was a folder.
  const deleted = changes.filter(({ kind }) => kind === 'deleted').map((it) => `${it.volumeId} ${it.path}`);
  expectPaths('deleted', [...day.deleted, day.renamed.from].map(named), deleted);
  ensure(
    run.totals.wireBytes < first.totals.wireBytes * LARGEST_SHARE,
    `The second clone should have moved only the difference, and moved ${formatBytes(run.totals.wireBytes)} after ${formatBytes(first.totals.wireBytes)} the first time.`,
  );
}

function expectPaths(what: string, wanted: readonly string[], found: readonly string[]): void {
  const [a, b] = [[...wanted].sort(), [...found].sort()];
  const odd = [...a.filter((path) => !b.includes(path)), ...b.filter((path) => !a.includes(path))];
  ensure(
    odd.length === 0 && a.length === b.length,
    `The run should have treated ${countOf(a.length, 'file')} as ${what}, and treated ${String(b.length)}: ${odd.join(', ')}`,
  );
}

export function expectRefusedAsEmpty(run: RunRecord, volumeId: VolumeId): void {
  expectOutcome(run, 'refused');
  const reasons = run.refusals.map(({ reason }) => reason).join(', ');
  ensure(
    run.refusals.some((refusal) => refusal.reason === 'source.empty' && refusal.volumeId === volumeId),
    `The run should have been refused because a source is empty, and was for: ${reasons}`,
  );
}

/** Returns the hold. */
export function expectHeld(run: RunRecord, volumeId: VolumeId, atLeast: number): Hold {
  expectOutcome(run, 'held');
  const hold = run.holds.find((each) => each.volumeId === volumeId && each.reason === 'deletes');
  ensure(
    hold !== undefined && hold.count >= atLeast && hold.sample.length > 0,
    `The run should have been held over ${countOf(atLeast, 'deletion')} with some of their names, and was over ${String(hold?.count ?? 0)}.`,
  );
  ensure(run.planId !== undefined, 'A held run should have a plan to approve, and has none.');
  return hold;
}

/** `runs` is newest first, `outcomes` in the order in which they were run. */
export function expectStatus(
  status: PairStatus | undefined,
  runs: readonly RunRecord[],
  outcomes: readonly Outcome[],
): void {
  const found = runs.map((run) => run.outcome ?? 'running').reverse();
  ensure(
    found.join(', ') === outcomes.join(', '),
    `The history should tell ${outcomes.join(', ')}, and tells ${found.join(', ')}.`,
  );
  ensure(status !== undefined, 'The status should know the pair, and does not.');
  ensure(
    status.recoveryPoint !== undefined && status.recoveryPoint === runs[0]?.recoveryPoint,
    `The recovery point should be that of the last run, ${runs[0]?.recoveryPoint ?? 'none'}, and is ${status.recoveryPoint ?? 'none'}.`,
  );
}
