import type { PathText } from '../model/path-text.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import type { Totals, VolumeResult } from '../model/run.ts';
import type { VolumeStep } from '../plan/plan-sync.ts';
import type { Pass } from '../rsync/arguments.ts';
import type { ChangeRecord, TransferStats } from '../rsync/output.ts';
import { unlinkPass } from './broken-links.ts';
import { copyLooked, copyPass, removePass } from './choose-passes.ts';
import type { Compared } from './compare.ts';
import { sweepTemporaries } from './sweep.ts';
import { recheckBeforeRetry, recheckVolume } from './recheck.ts';
import type { PlannedRun } from './run-context.ts';
import { phaseOf } from './progress-meter.ts';
import { transfer, type PassResult } from './transfer.ts';
import { toChange } from './work-collector.ts';

interface Tally {
  created: number;
  updated: number;
  deleted: number;
}

/** Carries out one pass, noting what it really did. */
async function pass(
  run: PlannedRun,
  step: VolumeStep,
  what: Pass,
  compared: Compared | undefined,
): Promise<PassResult & { readonly tally: Tally }> {
  const { recorder } = run;
  const tally: Tally = { created: 0, updated: 0, deleted: 0 };
  recorder.phase(phaseOf(what), step.volume.id);
  // An unmounted source is an empty folder, in which everything is missing.
  if (run.ends.standby.kind === 'local' || deletes(what)) await recheckVolume(run, step);
  const work = compared?.work;
  const result = await transfer(run, step, {
    pass: what,
    ...(work === undefined || what.kind !== 'copy'
      ? {}
      : { expected: { files: work.created + work.updated, bytes: work.fileBytes } }),
    onChange: (record) => {
      if (count(tally, record)) recorder.change(toChange(step.volume.id, record));
    },
    recheck: () => recheckBeforeRetry(run, step),
  });
  recorder.addTotals(step.volume.id, totalsOf(tally, result.stats, what, compared));
  return { ...result, tally };
}

function deletes(what: Pass): boolean {
  return what.kind === 'remove' || (what.kind === 'mirror' && what.maxDelete > 0);
}

/** False for what only mends after us: the root's own times after an entry was put into it. */
function count(tally: Tally, { change, path }: ChangeRecord): boolean {
  if (change === 'created') tally.created += 1;
  else if (change === 'deleted') tally.deleted += 1;
  else if (path !== '.') tally.updated += 1;
  return path !== '.' || change === 'created';
}

function totalsOf(
  tally: Tally,
  stats: TransferStats,
  what: Pass,
  compared: Compared | undefined,
): Partial<Totals> {
  const whole = compared === undefined && (what.kind === 'copy' || what.kind === 'mirror');
  return {
    ...tally,
    fileBytes: stats.transferredBytes,
    wireBytes: stats.sent + stats.received,
    ...(whole ? { scanned: stats.files, totalBytes: stats.totalBytes } : {}),
  };
}

export interface Applied {
  readonly state: VolumeResult['state'];
  readonly problems: readonly Problem[];
  /** What went while it was looked at, as rsync names it, where nothing else is wrong. */
  readonly gone: readonly PathText[] | undefined;
  /** Deletions that were not done, since not everything had been read: those of the plan, or the plan does not know them `all`. */
  readonly undeleted: 'none' | 'planned' | 'all';
  readonly created: number;
  readonly deleted: number;
}

/** Carries out what was compared for one volume (or, with nothing there yet, copies everything). Deletes last. */
export async function applyVolume(
  run: PlannedRun,
  step: VolumeStep,
  compared: Compared | undefined,
): Promise<Applied> {
  const problems: Problem[] = [];
  let retried = false;
  let undeleted: Applied['undeleted'] = 'none';
  let gone = compared === undefined ? [] : compared.gone?.paths;
  const done = { created: 0, deleted: 0 };
  const note = (result: Awaited<ReturnType<typeof pass>>): void => {
    retried ||= result.retried;
    gone = gone && result.gone && [...gone, ...result.gone.paths];
    done.created += result.tally.created;
    done.deleted += result.tally.deleted;
    if (result.problem !== undefined)
      problems.push({ ...result.problem, details: { volumeId: step.volume.id, ...result.problem.details } });
  };
  if (compared === undefined) {
    const traits = run.traits.get(step.volume.id);
    const result = await pass(run, step, { kind: 'copy', ...(traits && { traits }) }, undefined);
    note(result);
    // The probe saw files there: whoever emptied it since, this is no copy of it.
    if (result.stats.files <= 1) throw emptied(step);
  } else {
    const unlink = await unlinkPass(run, compared);
    if (unlink !== undefined) note(await pass(run, step, unlink, compared));
    const { looked } = compared;
    // What went while a list was looked at has changed again, and where it went to is copied before anything is deleted.
    const isPlanWhole = looked !== undefined && compared.gone?.passedOverDeletions === false;
    let readAll = compared.readAll || isPlanWhole;
    const { copy, mayDelete } =
      looked === undefined
        ? { copy: await copyPass(run, compared), mayDelete: true }
        : await copyLooked(compared, looked);
    readAll &&= mayDelete;
    if (copy !== undefined) {
      const result = await pass(run, step, copy, compared);
      readAll &&= result.readAll;
      note(result);
    }
    const remove = await removePass(run, compared, readAll);
    if (compared.gone?.passedOverDeletions === true) undeleted = 'all';
    else if (remove === undefined && deletesByPlan(compared)) undeleted = 'planned';
    if (remove !== undefined) note(await pass(run, step, remove, compared));
    const isListed = copy?.kind !== 'copy' || copy.list !== undefined;
    if (compared.collector.replacedFolders > 0 && run.plan.worksByList && isListed && looked === undefined)
      note(await pass(run, step, { kind: 'copy', list: compared.replacementsFile, force: true }, compared));
    const { rootChanged, topLevelChanged } = compared.collector;
    const copiedAll = copy?.kind === 'copy' && copy.list === undefined && remove === undefined;
    const isRoot = rootChanged || topLevelChanged || looked?.root === true;
    if (isRoot && run.plan.worksByList && !copiedAll) note(await pass(run, step, { kind: 'root' }, compared));
  }
  if (retried) await sweepTemporaries(run, step);
  await recheckVolume(run, step);
  return { state: problems.length > 0 ? 'partial' : 'done', problems, gone, undeleted, ...done };
}

function deletesByPlan({ collector, step }: Compared): boolean {
  return step.volume.deletion.kind === 'mirror' && collector.deletions > 0;
}

function emptied({ volume }: VolumeStep): EngineError {
  return EngineError.of('volume.gone-during-run', {
    side: 'primary',
    volumeId: volume.id,
    path: volume.source,
    expected: 'files',
    found: 'nothing',
  });
}

/** Problems that end the whole run: another volume would meet the same. */
export function endsRun(error: EngineError): boolean {
  const { code } = error.problem;
  return code.startsWith('endpoint.') || code === 'rsync.connection-lost' || code === 'standby.promoted';
}
