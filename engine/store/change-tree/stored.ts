import type { VolumeId } from '../../model/ids.ts';
import type { Change, ChangeKind, EntryType } from '../../model/run.ts';

export const KINDS: readonly ChangeKind[] = ['created', 'updated', 'attributes', 'deleted'];

/** A change without where it is: kind, type, bytes, itemized. */
export type StoredChange = readonly [ChangeKind, EntryType, number, string];

/** Records of one level that belong together: the number of the first, and how many. */
export type Range = readonly [number, number];

/** `name`, how many changes of each kind and bytes below, its folders and its other entries one level further down, its own change. */
export type StoredFolder = readonly [
  name: string,
  counts: readonly number[],
  bytes: number,
  folders: Range,
  leaves: Range,
  change: StoredChange | null,
];
export type StoredLeaf = readonly [name: string, change: StoredChange];

export type LevelKind = 'folders' | 'leaves';

export function levelFile(level: number, kind: LevelKind): string {
  return `${String(level)}.${kind}`;
}

/** Where each record of a level's file begins, in `AT_BYTES` bytes each. */
export function positionsFile(level: number, kind: LevelKind): string {
  return `${levelFile(level, kind)}.at`;
}
export const AT_BYTES = 6;

/** A line a change, by path: the path as it is searched, a tab, the rest as JSON. */
export const SEARCH_NAME = 'search';
export const HEAD_NAME = 'head.json';

/** `size`: of the changes that it was made from, to the byte; `volumes`: what is on level 0. */
export interface Head {
  readonly version: 1;
  readonly size: number;
  readonly volumes: number;
}

export function changeOf(
  volumeId: VolumeId,
  path: string,
  [kind, type, bytes, itemized]: StoredChange,
): Change {
  return { volumeId, kind, type, path: path === '' ? '.' : path, bytes, itemized };
}
