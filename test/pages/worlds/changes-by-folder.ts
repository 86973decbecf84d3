import type { FolderEntry, FolderPage, KindCounts } from '../../../engine/model/browse.ts';
import type { VolumeId } from '../../../engine/model/ids.ts';
import type { Change } from '../../../engine/model/run.ts';

interface Query {
  readonly volumeId?: VolumeId | undefined;
  readonly path?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/** Answers `history.folder` from a list of changes, as the engine would. */
export function foldersOf(changes: readonly Change[]): (query: Query) => Promise<FolderPage> {
  return async ({ volumeId, path = '', offset = 0, limit = 200 }) => {
    const entries =
      volumeId === undefined
        ? [...new Set(changes.map((change) => change.volumeId))].map((id) => volumeEntry(id, changes))
        : inFolder(volumeId, path, changes);
    return { total: entries.length, entries: entries.slice(offset, offset + limit) };
  };
}

function volumeEntry(id: VolumeId, changes: readonly Change[]): FolderEntry {
  return folder(
    id,
    id,
    '',
    undefined,
    changes.filter(({ volumeId }) => volumeId === id),
  );
}

function inFolder(volumeId: VolumeId, path: string, changes: readonly Change[]): FolderEntry[] {
  const start = path === '' ? '' : `${path}/`;
  const within = changes.filter((change) => change.volumeId === volumeId && change.path.startsWith(start));
  const byName = new Map<string, Change[]>();
  for (const change of within) {
    const name = change.path.slice(start.length).split('/')[0] ?? '';
    const own = byName.get(name) ?? [];
    own.push(change);
    byName.set(name, own);
  }
  const entries = [...byName].map(([name, own]): FolderEntry => {
    const here = `${start}${name}`;
    const change = own.find((each) => each.path === here);
    const below = own.filter((each) => each !== change);
    return change?.type === 'directory' || below.length > 0
      ? folder(name, volumeId, here, change, below)
      : { ...folder(name, volumeId, here, change, []), isFolder: false };
  });
  return entries.toSorted(
    (a, b) =>
      Number(b.isFolder) - Number(a.isFolder) || (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1),
  );
}

function folder(
  name: string,
  volumeId: VolumeId,
  path: string,
  change: Change | undefined,
  below: readonly Change[],
): FolderEntry {
  return {
    name,
    volumeId,
    path,
    isFolder: true,
    change,
    below: countsOf(below),
    bytesBelow: below.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function countsOf(changes: readonly Change[]): KindCounts {
  const counts = { created: 0, updated: 0, attributes: 0, deleted: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}
