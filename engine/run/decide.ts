import { createHash } from 'node:crypto';
import type { SyncOptions } from '../api/engine.ts';
import { PlanId, type VolumeId } from '../model/ids.ts';
import type { PlanNotice } from '../model/notice.ts';
import type { PlanRefusal } from '../model/plan.ts';
import { addTotals, NO_TOTALS, type Outcome } from '../model/run.ts';
import { decideWork, type VolumeWork } from '../plan/decide-work.ts';
import type { Compared } from './compare.ts';
import { pastOf } from './past.ts';
import type { PlannedRun } from './run-context.ts';
import { checkSpace } from './space.ts';

/** The name of everything that the plan would change: any other tree gives another name. */
function planIdOf(run: PlannedRun, compared: ReadonlyMap<VolumeId, Compared>): PlanId | undefined {
  if (compared.size < run.plan.steps.length) return undefined;
  const digest = createHash('sha256').update(run.pair.id);
  for (const step of run.plan.steps) {
    const { source, destination, id } = step.volume;
    const found = compared.get(id)?.collector.digest() ?? '';
    digest.update(JSON.stringify([id, source, destination, step.filters, found]));
  }
  return PlanId.parse(`plan-${digest.digest('hex').slice(0, 12)}`);
}

/** Limits, space and approval. `undefined`: go ahead. */
export async function decide(
  run: PlannedRun,
  compared: ReadonlyMap<VolumeId, Compared>,
  options: SyncOptions,
): Promise<Outcome | undefined> {
  const { plan, recorder } = run;
  const works = [...compared.values()].map(({ work }) => work);
  const planId = planIdOf(run, compared);
  const approved = options.approve !== undefined && options.approve === planId;
  const pasts = await pastOf(run.engine, run.pair);
  const decided = decideWork(plan.steps, works, pasts, { id: planId, approved });
  const refusals: PlanRefusal[] = [...decided.refusals, ...(await checkSpace(run, compared))];
  if (options.approve !== undefined && !approved)
    refusals.unshift({
      reason: 'plan.changed',
      details: { expected: options.approve, ...(planId === undefined ? {} : { planId }) },
    });
  recorder.set({ planId, refusals, holds: decided.holds, losses: plan.losses });
  recorder.emit({
    type: 'run.planned',
    planId,
    totals: totalsOfPlan(works),
    holds: decided.holds,
    losses: plan.losses,
    notices: [...plan.notices, ...[...compared.values()].flatMap(idlePatterns)],
  });
  const unread = [...compared.values()].flatMap((one) => (one.problem === undefined ? [] : [one.problem]));
  for (const problem of unread) recorder.problem(problem);
  const changesNothing = options.mode === 'preview' || refusals.length > 0 || decided.holds.length > 0;
  if (changesNothing)
    for (const one of compared.values()) recorder.addTotals(one.step.volume.id, plannedTotals(one));
  if (refusals.length > 0) return 'refused';
  return decided.holds.length > 0 ? 'held' : undefined;
}

export function totalsOfPlan(works: readonly VolumeWork[]): typeof NO_TOTALS {
  const planned = works.reduce(
    (sum, work) =>
      addTotals(sum, { ...NO_TOTALS, ...work, updated: work.updated + work.attributes, wireBytes: 0 }),
    NO_TOTALS,
  );
  return pickTotals(planned);
}

function pickTotals({
  scanned,
  created,
  updated,
  deleted,
  fileBytes,
  wireBytes,
  totalBytes,
}: typeof NO_TOTALS): typeof NO_TOTALS {
  return { scanned, created, updated, deleted, fileBytes, wireBytes, totalBytes };
}

function plannedTotals({ work }: Compared): Partial<typeof NO_TOTALS> {
  const { created, updated, attributes, deleted, fileBytes } = work;
  return { created, updated: updated + attributes, deleted, fileBytes };
}

function idlePatterns({ step, unusedPatterns }: Compared): PlanNotice[] {
  return unusedPatterns.map((pattern) => ({
    kind: 'pattern-matches-nothing',
    pattern,
    volumeId: step.volume.id,
  }));
}
