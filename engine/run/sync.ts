import type { SyncOptions } from '../api/engine.ts';
import type { ChangeRound, ChangeSource } from '../model/changed-paths.ts';
import type { VolumeId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import type { Outcome, RunRecord } from '../model/run.ts';
import { followedKey } from '../plan/followed.ts';
import { applyAll, type AppliedAll } from './apply-all.ts';
import { MissCount } from './changed/miss-count.ts';
import { learnLinks, syncChanged } from './changed/sync-changed.ts';
import { claimVolumes } from './claim.ts';
import { compareVolume, type Compared } from './compare.ts';
import type { EngineContext } from './context.ts';
import { decide } from './decide.ts';
import { noteRoleOfRun, refuseWhatServes } from './known-role.ts';
import { withPlan } from './planned.ts';
import type { PlannedRun } from './run-context.ts';
import { withRun } from './run-frame.ts';

/** One sync or preview from lock to history. Resolves whatever the outcome; rejects only with `pair.busy`, `standby.promoted` where it was promoted from here, what keeps the pair from being read, and bugs. */
export async function runSync(engine: EngineContext, pair: Pair, options: SyncOptions): Promise<RunRecord> {
  await refuseWhatServes(engine, pair);
  // What a command changes would be followed by the next run, and so on: commands go with runs that go through everything on purpose.
  const commands = options.changes?.only !== true;
  const record = await withRun(engine, pair, options, (run) =>
    withPlan(run, (planned) => syncPlanned(planned, options), { commands }),
  );
  await noteRoleOfRun(engine, pair, record);
  return record;
}

async function syncPlanned(run: PlannedRun, options: SyncOptions): Promise<Outcome> {
  const { changes } = options;
  // A journal of what the pair was before knows nothing of what it is now.
  const isFollowed = options.mode === 'sync' && changes?.source.key === followedKey(run.pair);
  if (!isFollowed || changes === undefined) return (await syncWhole(run, options)).outcome;
  if (!changes.only)
    return (await syncInRound(run, options, await changes.source.begin({ why: 'asked' }), changes.source))
      .outcome;
  const followed = await syncChanged(run, changes.source);
  if (followed.ok) return followed.value;
  const doubt = followed.error;
  const round = await changes.source.begin({ why: 'doubt', ...(doubt && { doubt }) });
  return (await syncInRound(run, options, round, changes.source)).outcome;
}

type Ended = Pick<AppliedAll, 'outcome' | 'complete'>;

/** Whatever comes of it, what was taken from the journal is on the standby then, or given back. */
async function syncInRound(
  run: PlannedRun,
  options: SyncOptions,
  round: ChangeRound,
  source: ChangeSource,
): Promise<Ended> {
  let isCovered = false;
  try {
    if (run.ends.primary.kind === 'local') await learnLinks(run, source);
    const result = await syncWhole(run, options, round);
    isCovered = result.complete;
    return result;
  } finally {
    round.end(isCovered ? 'covered' : 'not');
  }
}

/** Goes through everything. */
async function syncWhole(run: PlannedRun, options: SyncOptions, round?: ChangeRound): Promise<Ended> {
  const compared = await compareAll(run, options, round);
  const verdict = await decide(run, compared, options);
  if (verdict !== undefined || options.mode === 'preview')
    return { outcome: verdict ?? 'succeeded', complete: false };
  await claimVolumes(run);
  run.recorder.beginDoing();
  const result = await applyAll(run, compared);
  if (result.complete) run.recorder.set({ recoveryPoint: run.recorder.record.startedAt });
  return result;
}

/**
 * A place with nothing in it cannot lose anything: a first clone into it needs no dry run, which would double its time. One
 * that was claimed before may hold what an earlier try left half written, which a probe does not count.
 */
function needsComparison(run: PlannedRun, index: number, options: SyncOptions): boolean {
  const step = run.plan.steps[index];
  if (step === undefined) return false;
  const { empty, claim } = step.destination;
  return !(options.mode === 'sync' && options.approve === undefined && empty && claim);
}

async function compareAll(
  run: PlannedRun,
  options: SyncOptions,
  round: ChangeRound | undefined,
): Promise<ReadonlyMap<VolumeId, Compared>> {
  const compared = new Map<VolumeId, Compared>();
  const missed = round === undefined ? undefined : new MissCount(round);
  for (const [index, step] of run.plan.steps.entries()) {
    if (!needsComparison(run, index, options)) continue;
    const onChange = missed && { onChange: missed.found.bind(missed, step.volume.id) };
    const contents = options.contents ?? false;
    compared.set(step.volume.id, await compareVolume(run, step, { contents, ...onChange }));
  }
  if (round?.scope.kind === 'whole') {
    const misses = await missed?.count(run, run.plan.steps);
    run.recorder.set({ scope: { ...round.scope, ...(misses !== undefined && { misses }) } });
  }
  return compared;
}
