import type { ChangedPath, ChangeRound, Doubt } from '../../model/changed-paths.ts';
import { hasRawBytes, type PathText } from '../../model/path-text.ts';
import { err, ok, type Result } from '../../model/result.ts';
import type { VolumeStep } from '../../plan/plan-sync.ts';
import { ListWriter } from '../../store/list-writer.ts';
import type { LookedAt } from '../compare.ts';
import type { PlannedRun } from '../run-context.ts';
import { dropReplaced } from './drop-replaced.ts';
import { gatherPaths, type Gathered } from './gather-paths.ts';
import { keptPaths } from './kept-paths.ts';
import type { LinkNames } from './link-names.ts';

/** Turns what the journal knows of one volume into a list for rsync. */
export async function lookAtChanges(
  run: PlannedRun,
  step: VolumeStep,
  round: ChangeRound,
  links: LinkNames,
): Promise<Result<LookedAt, Doubt>> {
  const { id } = step.volume;
  const list = run.work.file(`${id}.looked`);
  const gathered = await gather(run, step, round.paths(id), links);
  if (!gathered.ok) return gathered;
  const paths = await writeList(list, gathered.value);
  const addArrived = async (): Promise<boolean> => {
    const arrived = await round.arrived(id);
    if (arrived === undefined) return false;
    if (arrived.length === 0) return true;
    const more = await gather(run, step, [...round.paths(id), ...arrived], links);
    if (!more.ok) return false;
    await writeList(list, more.value);
    return true;
  };
  return ok({ list, paths, root: gathered.value.root, addArrived });
}

async function gather(
  run: PlannedRun,
  { volume, filters }: VolumeStep,
  changed: readonly ChangedPath[],
  links: LinkNames,
): Promise<Result<Gathered, Doubt>> {
  const { work, signal, plan } = run;
  const found = await gatherPaths(volume.source, changed);
  if (!found.ok) return found;
  const gathered = found.value;
  const word = (): Promise<string> => asWord(run, volume.source);
  if (!(await links.complete(volume.source, gathered, word))) return err('links');
  if (gathered.paths.size === 0) return found;
  const kept = await keptPaths({ rsync: plan.primaryRsync, filters, work, signal }, gathered.paths);
  if (!kept.ok) return kept;
  for (const path of gathered.paths.keys()) {
    if (kept.value.has(path)) continue;
    gathered.paths.delete(path);
    gathered.contents.delete(path);
  }
  await dropReplaced(volume.source, gathered);
  return found;
}

/** A source as an argument of a command: a path with other bytes than text goes by a symbolic link of ours. */
export async function asWord({ work }: Pick<PlannedRun, 'work'>, source: PathText): Promise<string> {
  return hasRawBytes(source) ? await work.linkTo(source) : source;
}

async function writeList(file: string, { paths, contents }: Gathered): Promise<number> {
  const list = await ListWriter.open(file);
  try {
    for (const path of paths.keys()) list.add(path);
    for (const path of contents) list.add(`${path}/` as PathText);
  } finally {
    await list.close();
  }
  return paths.size;
}
