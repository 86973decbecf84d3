import { parentOf } from '../../model/path-parts.ts';
import type { PathText } from '../../model/path-text.ts';
import type { Gathered } from './gather-paths.ts';
import { PathResolver } from './resolve-path.ts';

/**
 * Between the look at the paths and the list of them, a folder may have become a file: rsync stumbles over what is to be below it, and the
 * journal has heard of it since, so that the next list has it right.
 */
export async function dropReplaced(root: PathText, { paths, contents }: Gathered): Promise<void> {
  const now = new PathResolver(root);
  const isFolder = new Map<PathText, boolean>([['.', true]]);
  for (const path of paths.keys()) {
    const parent = parentOf(path);
    if (!isFolder.has(parent)) isFolder.set(parent, await mayHoldEntries(now, parent));
    if (isFolder.get(parent) === true) continue;
    paths.delete(path);
    contents.delete(path);
  }
}

/** A missing one is rsync's to deal with. */
async function mayHoldEntries(now: PathResolver, folder: PathText): Promise<boolean> {
  const found = await now.resolve(folder);
  return found.kind !== 'there' || found.stats.isDirectory();
}
