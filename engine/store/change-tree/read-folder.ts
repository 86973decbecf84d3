import type { FolderEntry, FolderPage, FolderQuery } from '../../model/browse.ts';
import type { VolumeId } from '../../model/ids.ts';
import { namesOf } from './key.ts';
import { findFolder, readRecords } from './read-level.ts';
import { changeOf, KINDS, type Head, type Range, type StoredFolder, type StoredLeaf } from './stored.ts';

export const DEFAULT_PAGE = 200;

/** The children of one folder. A folder in which nothing changed has none. */
export async function readFolder(tree: string, head: Head, query: FolderQuery): Promise<FolderPage> {
  const { volumeId, path = '', offset = 0, limit = DEFAULT_PAGE } = query;
  const names = volumeId === undefined ? [] : [volumeId, ...namesOf(path)];
  const found = await descend(tree, head, names);
  if (found === undefined) return { total: 0, entries: [] };
  const { folders, leaves } = found;
  const level = names.length;
  const [inFolders, inLeaves] = pageOf(folders, leaves, Math.max(0, offset), Math.max(0, limit));
  const here = names.slice(1).join('/');
  const entryOf = entryMaker(volumeId, here);
  return {
    total: folders[1] + leaves[1],
    entries: [
      ...(await readRecords<StoredFolder>(tree, level, 'folders', inFolders)).map(entryOf.folder),
      ...(await readRecords<StoredLeaf>(tree, level, 'leaves', inLeaves)).map(entryOf.leaf),
    ],
  };
}

interface Children {
  readonly folders: Range;
  readonly leaves: Range;
}

async function descend(tree: string, head: Head, names: readonly string[]): Promise<Children | undefined> {
  let here: Children = { folders: [0, head.volumes], leaves: [0, 0] };
  for (const [level, name] of names.entries()) {
    const next = await findFolder(tree, level, here.folders, name);
    if (next === undefined) return undefined;
    here = { folders: next[3], leaves: next[4] };
  }
  return here;
}

/** Which of the folders, and which of what follows them. */
function pageOf(folders: Range, leaves: Range, offset: number, limit: number): readonly [Range, Range] {
  const part = ([first, count]: Range, from: number, to: number): Range => {
    const [begin, end] = [Math.min(Math.max(from, 0), count), Math.min(Math.max(to, 0), count)];
    return [first + begin, end - begin];
  };
  const after = offset - folders[1];
  return [part(folders, offset, offset + limit), part(leaves, after, after + limit)];
}

const NOTHING = { created: 0, updated: 0, attributes: 0, deleted: 0 };

function entryMaker(
  volumeId: VolumeId | undefined,
  here: string,
): {
  readonly folder: (record: StoredFolder) => FolderEntry;
  readonly leaf: (record: StoredLeaf) => FolderEntry;
} {
  const pathOf = (name: string): string => (here === '' ? name : `${here}/${name}`);
  return {
    folder: ([name, counts, bytesBelow, , , change]) => {
      // The name of a volume is its id.
      const [volume, path] = volumeId === undefined ? [name as VolumeId, ''] : [volumeId, pathOf(name)];
      return {
        name,
        volumeId: volume,
        path,
        isFolder: true,
        change: change === null ? undefined : changeOf(volume, path, change),
        below: Object.fromEntries(KINDS.map((kind, at) => [kind, counts[at] ?? 0])) as FolderEntry['below'],
        bytesBelow,
      };
    },
    leaf: ([name, change]) => {
      const volume = volumeId ?? (name as VolumeId);
      const path = pathOf(name);
      const own = changeOf(volume, path, change);
      return { name, volumeId: volume, path, isFolder: false, change: own, below: NOTHING, bytesBelow: 0 };
    },
  };
}
