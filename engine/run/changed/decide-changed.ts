import type { ChangeRound, Doubt } from '../../model/changed-paths.ts';
import type { VolumeId } from '../../model/ids.ts';
import { err, ok, type Result } from '../../model/result.ts';
import { decideWork, deletionLimit, type VolumePast } from '../../plan/decide-work.ts';
import type { Compared } from '../compare.ts';
import { totalsOfPlan } from '../decide.ts';
import { pastOf } from '../past.ts';
import type { PlannedRun } from '../run-context.ts';
import { checkSpace } from '../space.ts';

/**
 * The same limits as for everything, with what is known of the whole volume from the last pass over it. Many small runs in a row may not
 * delete together what one would be held for. A doubt: a person may have to look at it, and gets the plan of a pass over everything.
 */
export async function doubtOf(
  run: PlannedRun,
  round: ChangeRound,
  compared: ReadonlyMap<VolumeId, Compared>,
): Promise<Doubt | undefined> {
  const pasts = await pastOf(run.engine, run.pair);
  const steps = run.plan.steps.filter(({ volume }) => compared.has(volume.id));
  const found = [...compared.values()];
  const works: Compared['work'][] = [];
  for (const one of found) {
    const work = workOfWhole(one, round, pasts.get(one.step.volume.id));
    if (!work.ok) return work.error;
    works.push(work.value);
  }
  const { holds, refusals } = decideWork(steps, works, pasts, { id: undefined, approved: false });
  const full = await checkSpace({ ...run, plan: { ...run.plan, steps } }, compared);
  if (holds.length > 0 || refusals.length > 0 || full.length > 0) return 'limits';
  run.recorder.emit({
    type: 'run.planned',
    planId: undefined,
    totals: totalsOfPlan(found.map(({ work }) => work)),
    holds: [],
    losses: run.plan.losses,
    notices: run.plan.notices,
  });
  return undefined;
}

/** As if everything had been gone through. */
function workOfWhole(
  { work, step }: Compared,
  round: ChangeRound,
  past: VolumePast | undefined,
): Result<Compared['work'], 'size' | 'limits'> {
  if (past?.scanned === undefined) return err('size');
  const { created, deleted } = round.drift(step.volume.id);
  const shrunk = deleted + work.deleted - created - work.created;
  const { deletion } = step.volume;
  const limit = deletion.kind === 'mirror' ? deletionLimit(deletion.limit, past.scanned) : 0;
  // Too much has gone by little and little.
  if (work.deleted > 0 && shrunk > limit) return err('limits');
  // A volume that all was taken out of is for a pass over everything to find.
  return ok({ ...work, scanned: past.scanned - shrunk });
}
