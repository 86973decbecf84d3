import { EngineError, type Problem } from '../model/problem.ts';
import type { Totals, VolumeResult } from '../model/run.ts';
import type { VolumeStep } from '../plan/plan-sync.ts';
import type { Pass } from '../rsync/arguments.ts';
import type { ChangeRecord, TransferStats } from '../rsync/output.ts';
import { readList, topmost } from '../store/path-list.ts';
import { unlinkPass } from './broken-links.ts';
import type { Compared } from './compare.ts';
import { hasLinkedFiles } from './ask.ts';
import { sweepTemporaries } from './sweep.ts';
import { recheckBeforeRetry, recheckVolume } from './recheck.ts';
import type { PlannedRun } from './run-context.ts';
import { phaseOf } from './progress-meter.ts';
import { transfer, type PassResult } from './transfer.ts';
import { toChange } from './work-collector.ts';

/** Beyond this share of the tree a list of paths costs more than going through the tree again. */
const LISTED_SHARE = 0.5;

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
): Promise<PassResult> {
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
  return result;
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

/** How the files get over: only those of the plan where that is safe, else by going through the tree again. */
async function copyPass(run: PlannedRun, compared: Compared): Promise<Pass | undefined> {
  const { collector, step, work } = compared;
  if (!run.plan.worksByList) {
    if (collector.isEmpty && !collector.rootChanged) return undefined;
    return { kind: 'mirror', maxDelete: compared.readAll ? collector.deletions : 0 };
  }
  // Only where the plan itself has folders to replace, and so has counted what is in them, may the whole tree make room.
  const { contents } = compared;
  const whole: Pass = { kind: 'copy', contents, ...(collector.replacedFolders > 0 && { force: true }) };
  // What the plan misses at its old place may have been moved to where the dry run had been already: before anything is
  // deleted, everything is gone through once more.
  if (work.deleted > 0) return whole;
  if (collector.writes === collector.replacedFolders) return undefined;
  if (collector.hardLinks || collector.writes > work.scanned * LISTED_SHARE) return whole;
  // A file with several names is rewritten by making a new one: its other names must be in the same pass.
  if (step.preserve.hardLinks && collector.sendsFiles && (await linksAmong(run, compared))) return whole;
  return { kind: 'copy', contents, list: compared.changesFile };
}

function linksAmong(run: PlannedRun, { step, changesFile }: Compared): Promise<boolean> {
  return hasLinkedFiles(run.ends.primary, step.volume.source, readList(changesFile), run.signal);
}

/** Deletes exactly what the plan names, when everything on the source could be read, before and now. */
async function removePass(run: PlannedRun, compared: Compared, readAll: boolean): Promise<Pass | undefined> {
  const { collector, step } = compared;
  const mirrors = step.volume.deletion.kind === 'mirror';
  if (!run.plan.worksByList || !mirrors || !readAll || collector.deletions === 0) return undefined;
  const list = run.work.file(`${step.volume.id}.remove`);
  await topmost(compared.deletionsFile, list);
  return { kind: 'remove', list, maxDelete: collector.deletions };
}

export interface Applied {
  readonly state: VolumeResult['state'];
  readonly problems: readonly Problem[];
}

/** Carries out what was compared for one volume (or, with nothing there yet, copies everything). Deletes last. */
export async function applyVolume(
  run: PlannedRun,
  step: VolumeStep,
  compared: Compared | undefined,
): Promise<Applied> {
  const problems: Problem[] = [];
  let retried = false;
  const note = (result: PassResult): void => {
    retried ||= result.retried;
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
    let readAll = compared.readAll;
    const copy = await copyPass(run, compared);
    if (copy !== undefined) {
      const result = await pass(run, step, copy, compared);
      readAll &&= result.readAll;
      note(result);
    }
    const remove = await removePass(run, compared, readAll);
    if (remove !== undefined) note(await pass(run, step, remove, compared));
    const isListed = copy?.kind !== 'copy' || copy.list !== undefined;
    if (compared.collector.replacedFolders > 0 && run.plan.worksByList && isListed)
      note(await pass(run, step, { kind: 'copy', list: compared.replacementsFile, force: true }, compared));
    const { rootChanged, topLevelChanged } = compared.collector;
    const copiedAll = copy?.kind === 'copy' && copy.list === undefined && remove === undefined;
    if ((rootChanged || topLevelChanged) && run.plan.worksByList && !copiedAll)
      note(await pass(run, step, { kind: 'root' }, compared));
  }
  if (retried) await sweepTemporaries(run, step);
  await recheckVolume(run, step);
  return { state: problems.length > 0 ? 'partial' : 'done', problems };
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
  return error.problem.code.startsWith('endpoint.') || error.problem.code === 'rsync.connection-lost';
}
