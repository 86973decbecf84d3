import type { FolderEntry } from '../../../engine/model/browse.ts';

export interface Item {
  readonly path: string;
  readonly bytes: number;
  readonly isFolder: boolean;
}

const MOST = 6;

/** The largest of what would be copied, of entries at the top of the volumes. `roots`: each volume's own path. */
export function largestOf(
  folders: readonly { readonly root: string; readonly entries: readonly FolderEntry[] }[],
): Item[] {
  const items = folders.flatMap(({ root, entries }) =>
    entries.map(({ path, isFolder, change, bytesBelow }) => ({
      path: `${root === '/' ? '' : root}/${path}`,
      bytes: bytesBelow + (change !== undefined && change.kind !== 'deleted' && !isFolder ? change.bytes : 0),
      isFolder,
    })),
  );
  return items
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, MOST);
}
