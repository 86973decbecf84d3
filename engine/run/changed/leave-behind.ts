import type { ChangeRound, LeftPaths } from '../../model/changed-paths.ts';
import type { VolumeId } from '../../model/ids.ts';
import type { PathText } from '../../model/path-text.ts';
import { readList } from '../../store/path-list.ts';
import type { AppliedAll } from '../apply-all.ts';
import type { Applied } from '../apply.ts';
import type { Compared } from '../compare.ts';
import type { PlannedRun } from '../run-context.ts';
import { asWord } from './look-at-changes.ts';

/** Beyond this, all of it is looked at again. */
const MOST_UNDELETED = 10_000;

/**
 * Where things come and go all the time, some always go while they are looked at. All else is on the standby, and what went is left to the
 * next run, which the journal knows the way for. False: it does not, or something else is wrong.
 */
export async function leaveBehind(
  run: PlannedRun,
  round: ChangeRound,
  compared: ReadonlyMap<VolumeId, Compared>,
  { applied, complete, isWorthAnotherLook }: AppliedAll,
): Promise<boolean> {
  if (!complete && !isWorthAnotherLook) return false;
  let count = 0;
  for (const [id, one] of compared) {
    const left = await leftOf(run, one, applied.get(id));
    const isLeft = left !== undefined && (await round.leave(id, left));
    if (!isLeft && !complete) return false;
    if (left !== undefined)
      count += left.gone.length + (left.undeleted === 'all' ? 1 : left.undeleted.length);
  }
  if (complete) return true;
  const { scope } = run.recorder.record;
  if (count === 0 || scope?.kind !== 'changed') return false;
  run.recorder.set({ scope: { ...scope, left: count } });
  for (const id of compared.keys()) run.recorder.volumeState(id, 'done');
  return true;
}

async function leftOf(
  run: PlannedRun,
  { step, collector, deletionsFile }: Compared,
  applied: Applied | undefined,
): Promise<LeftPaths | undefined> {
  if (applied?.gone === undefined) return undefined;
  const root = await asWord(run, step.volume.source);
  const gone = new Set<PathText>();
  for (const named of applied.gone) {
    const path = pathBelow(root, named);
    if (path === undefined) return undefined;
    gone.add(path);
  }
  if (applied.undeleted !== 'planned')
    return { gone: [...gone], undeleted: applied.undeleted === 'all' ? 'all' : [] };
  if (collector.deletions > MOST_UNDELETED) return undefined;
  const undeleted: PathText[] = [];
  for await (const path of readList(deletionsFile)) undeleted.push(path.replace(/\/$/, ''));
  return { gone: [...gone], undeleted };
}

/** As rsync names it in its messages: with the source in front. */
function pathBelow(root: string, named: PathText): PathText | undefined {
  const prefix = root.endsWith('/') ? root : `${root}/`;
  return named.startsWith(prefix) ? named.slice(prefix.length) : undefined;
}
