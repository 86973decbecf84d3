import type { VolumeId } from '../model/ids.ts';
import type { PlanRefusal } from '../model/plan.ts';
import { fits, spaceRefusal } from '../plan/decide-work.ts';
import type { VolumeStep } from '../plan/plan-sync.ts';
import { diskUsage } from './ask.ts';
import type { Compared } from './compare.ts';
import type { PlannedRun } from './run-context.ts';

/**
 * Refuses volumes whose work does not fit. Volumes on one file system share its room. Cheap bounds first: what the source's
 * file system holds at all, then what the dry run would send; a walk over the source (sparse files take less than they
 * show) only where these say no.
 */
export async function checkSpace(
  run: PlannedRun,
  compared: ReadonlyMap<VolumeId, Compared>,
): Promise<readonly PlanRefusal[]> {
  const refusals: PlanRefusal[] = [];
  const taken = new Map<string, number>();
  for (const step of run.plan.steps) {
    const { destination } = step.facts;
    const place = destination.volumeUuid ?? destination.mountPoint;
    const before = taken.get(place) ?? 0;
    const bytes = await neededBytes(run, step, compared.get(step.volume.id), before);
    if (!fits(step, before + bytes)) refusals.push(spaceRefusal(step, before + bytes));
    taken.set(place, before + bytes);
  }
  return refusals;
}

async function neededBytes(
  run: PlannedRun,
  step: VolumeStep,
  compared: Compared | undefined,
  before: number,
): Promise<number> {
  const wholeVolume = step.facts.source.usedBytes;
  const bound = Math.min(compared?.work.neededBytes ?? wholeVolume, wholeVolume);
  if (fits(step, before + bound)) return bound;
  const usage = await diskUsage(run.ends.primary, step.volume.source, run.signal);
  return Math.min(bound, usage.bytes);
}
