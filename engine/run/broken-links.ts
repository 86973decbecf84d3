import type { Pass } from '../rsync/arguments.ts';
import { ListWriter } from '../store/list-writer.ts';
import { readList } from '../store/path-list.ts';
import { linkedFiles } from './ask.ts';
import type { Compared } from './compare.ts';
import type { PlannedRun } from './run-context.ts';

/**
 * For files that share one inode on the standby and no longer do on the primary: writes them anew, so that each has its own
 * again. rsync would change the attributes of the one inode, and with them those of all its names, in every run.
 */
export async function unlinkPass(run: PlannedRun, compared: Compared): Promise<Pass | undefined> {
  const { collector, step, attributesFile } = compared;
  if (!step.preserve.hardLinks || !run.plan.worksByList || collector.attributeFiles === 0) return undefined;
  const { primary, standby } = run.ends;
  const { source, destination, id } = step.volume;
  const there = await linkedFiles(standby, destination, readList(attributesFile), run.signal);
  if (there.length === 0) return undefined;
  const here = new Set(await linkedFiles(primary, source, there, run.signal));
  const broken = there.filter((path) => !here.has(path));
  if (broken.length === 0) return undefined;
  const list = run.work.file(`${id}.broken-links`);
  const writer = await ListWriter.open(list);
  for (const path of broken) writer.add(path);
  await writer.close();
  return { kind: 'copy', list, anew: true };
}
