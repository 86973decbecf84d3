import type { Pass } from '../rsync/arguments.ts';
import { readList, topmost } from '../store/path-list.ts';
import { hasLinkedFiles } from './ask.ts';
import type { Compared, LookedAt } from './compare.ts';
import type { PlannedRun } from './run-context.ts';

/** Beyond this share of the tree a list of paths costs more than going through the tree again. */
const LISTED_SHARE = 0.5;

/** How the files get over: only those of the plan where that is safe, else by going through the tree again. */
export async function copyPass(run: PlannedRun, compared: Compared): Promise<Pass | undefined> {
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

/**
 * How what changed gets over: by the paths that were looked at. Before anything is deleted, what came meanwhile is among them; where
 * nobody can tell what did, nothing may be.
 */
export async function copyLooked(
  { collector, work }: Compared,
  looked: LookedAt,
): Promise<{ readonly copy: Pass | undefined; readonly mayDelete: boolean }> {
  const mayDelete = work.deleted === 0 || (await looked.addArrived());
  if (collector.writes === 0 && work.deleted === 0) return { copy: undefined, mayDelete };
  const force = collector.replacedFolders > 0 && { force: true };
  return { copy: { kind: 'copy', list: looked.list, missingIsFine: true, ...force }, mayDelete };
}

/** Deletes exactly what the plan names, when everything on the source could be read, before and now. */
export async function removePass(
  run: PlannedRun,
  compared: Compared,
  readAll: boolean,
): Promise<Pass | undefined> {
  const { collector, step } = compared;
  const mirrors = step.volume.deletion.kind === 'mirror';
  if (!run.plan.worksByList || !mirrors || !readAll || collector.deletions === 0) return undefined;
  const list = run.work.file(`${step.volume.id}.remove`);
  await topmost(compared.deletionsFile, list);
  return { kind: 'remove', list, maxDelete: collector.deletions };
}
