import { createHash } from 'node:crypto';
import type { SyncOptions } from '../api/engine.ts';
import { PlanId, type VolumeId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import type { PlanRefusal } from '../model/plan.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import { addTotals, NO_TOTALS, type Outcome, type RunRecord } from '../model/run.ts';
import { decideWork } from '../plan/decide-work.ts';
import type { PlanNotice } from '../model/notice.ts';
import { applyVolume, endsRun } from './apply.ts';
import { claimVolumes } from './claim.ts';
import { compareVolume, type Compared } from './compare.ts';
import type { EngineContext } from './context.ts';
import { pastOf } from './past.ts';
import { withPlan } from './planned.ts';
import { checkSpace } from './space.ts';
import type { PlannedRun } from './run-context.ts';
import { withRun } from './run-frame.ts';
import { Cancelled } from './transfer.ts';

/** One sync or preview from lock to history. Resolves whatever the outcome; rejects only with `pair.busy`, what keeps the pair from being read, and bugs. */
export function runSync(engine: EngineContext, pair: Pair, options: SyncOptions): Promise<RunRecord> {
  return withRun(engine, pair, options, (run) =>
    withPlan(run, async (planned) => {
      const compared = await compareAll(planned, options);
      const verdict = await decide(planned, compared, options);
      if (verdict !== undefined || options.mode === 'preview') return verdict ?? 'succeeded';
      await claimVolumes(planned);
      run.recorder.beginDoing();
      return applyAll(planned, compared);
    }),
  );
}

/** A place with nothing in it cannot lose anything: a first clone into it needs no dry run, which would double its time. */
function needsComparison(run: PlannedRun, index: number, options: SyncOptions): boolean {
  const step = run.plan.steps[index];
  if (step === undefined) return false;
  return !(options.mode === 'sync' && options.approve === undefined && step.destination.empty);
}

async function compareAll(run: PlannedRun, options: SyncOptions): Promise<ReadonlyMap<VolumeId, Compared>> {
  const compared = new Map<VolumeId, Compared>();
  for (const [index, step] of run.plan.steps.entries()) {
    if (!needsComparison(run, index, options)) continue;
    compared.set(step.volume.id, await compareVolume(run, step, options.contents ?? false));
  }
  return compared;
}

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
async function decide(
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
  const planned = works.reduce(
    (sum, work) =>
      addTotals(sum, { ...NO_TOTALS, ...work, updated: work.updated + work.attributes, wireBytes: 0 }),
    NO_TOTALS,
  );
  recorder.emit({
    type: 'run.planned',
    planId,
    totals: pickTotals(planned),
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

/** Volume after volume. One that fails by itself does not keep the others from being copied; a lost machine does. */
async function applyAll(run: PlannedRun, compared: ReadonlyMap<VolumeId, Compared>): Promise<Outcome> {
  const { recorder, plan } = run;
  const problems: Problem[] = recorder.record.problems.slice();
  let failed = false;
  for (const step of plan.steps) {
    try {
      const applied = await applyVolume(run, step, compared.get(step.volume.id));
      for (const problem of applied.problems) recorder.problem(problem);
      problems.push(...applied.problems);
      const readAll = compared.get(step.volume.id)?.readAll ?? true;
      recorder.volumeState(step.volume.id, readAll ? applied.state : 'partial');
    } catch (error) {
      if (!(error instanceof EngineError) || run.signal.aborted || error instanceof Cancelled) throw error;
      recorder.volumeState(step.volume.id, 'failed');
      if (endsRun(error)) throw error;
      recorder.problem(error.problem);
      failed = true;
    }
  }
  const complete = !failed && problems.every(({ code }) => code === 'history.unwritable');
  if (complete) recorder.set({ recoveryPoint: recorder.record.startedAt });
  if (failed) return 'failed';
  return problems.length > 0 ? 'partial' : 'succeeded';
}
