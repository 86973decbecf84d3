import type { VolumeId } from '../model/ids.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import type { Outcome } from '../model/run.ts';
import { applyVolume, endsRun, type Applied } from './apply.ts';
import type { Compared } from './compare.ts';
import { noteSpaceAgain } from './note-space.ts';
import type { PlannedRun } from './run-context.ts';
import { Cancelled } from './transfer.ts';

/** What came of all volumes. */
export interface AppliedAll {
  readonly outcome: Outcome;
  /** Everything that was to be copied is on the standby. */
  readonly complete: boolean;
  /** What stands against it may be gone when it is looked at again: files that went away or were in the way. */
  readonly isWorthAnotherLook: boolean;
  /** Of which nobody has been told yet. */
  readonly untold: readonly Problem[];
  /** What was done to each volume that did not fail. */
  readonly applied: ReadonlyMap<VolumeId, Applied>;
}

/**
 * Volume after volume. One that fails by itself does not keep the others from being copied; a lost machine does.
 * `looksAgain`: what may be gone then is left untold.
 */
export async function applyAll(
  run: PlannedRun,
  compared: ReadonlyMap<VolumeId, Compared>,
  { looksAgain = false }: { readonly looksAgain?: boolean } = {},
): Promise<AppliedAll> {
  const { recorder, plan } = run;
  const problems: Problem[] = recorder.record.problems.slice();
  const untold: Problem[] = [];
  const done = new Map<VolumeId, Applied>();
  let failed = false;
  let readAll = true;
  for (const step of plan.steps) {
    try {
      const applied = await applyVolume(run, step, compared.get(step.volume.id));
      done.set(step.volume.id, applied);
      for (const problem of applied.problems) {
        if (looksAgain && mayBeGone(problem)) untold.push(problem);
        else recorder.problem(problem);
      }
      problems.push(...applied.problems);
      const wasRead = compared.get(step.volume.id)?.readAll ?? true;
      readAll &&= wasRead;
      recorder.volumeState(step.volume.id, wasRead ? applied.state : 'partial');
    } catch (error) {
      if (!(error instanceof EngineError) || run.signal.aborted || error instanceof Cancelled) throw error;
      recorder.volumeState(step.volume.id, 'failed');
      if (endsRun(error)) throw error;
      recorder.problem(error.problem);
      failed = true;
    }
  }
  await noteSpaceAgain(run);
  const harms = problems.filter(({ code }) => !isBesideTheCopy(code));
  const complete = !failed && harms.length === 0 && readAll;
  const isWorthAnotherLook = !failed && !complete && harms.every(mayBeGone);
  const outcome = failed ? 'failed' : problems.length > 0 ? 'partial' : 'succeeded';
  return { outcome, complete, isWorthAnotherLook, untold, applied: done };
}

/** Of single files: rsync's own codes 23 and 24. */
export function mayBeGone({ code }: Problem): boolean {
  return code === 'rsync.vanished' || code === 'rsync.partial';
}

/** A problem that leaves the copy whole. */
function isBesideTheCopy(code: Problem['code']): boolean {
  return code === 'history.unwritable' || code.startsWith('command.');
}
