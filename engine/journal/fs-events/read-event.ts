import type { WholeReason } from '../../model/changed-paths.ts';
import type { PathText } from '../../model/path-text.ts';
import type { SeenChange } from '../volume-watch.ts';

/** The flags of FSEvents.h that matter here. */
export const FLAG = {
  MustScanSubDirs: 0x1,
  EventIdsWrapped: 0x8,
  HistoryDone: 0x10,
  RootChanged: 0x20,
  Mount: 0x40,
  Unmount: 0x80,
  ItemCreated: 0x100,
  ItemRemoved: 0x200,
  ItemRenamed: 0x800,
  ItemIsFile: 0x1_0000,
  ItemIsDir: 0x2_0000,
  ItemIsSymlink: 0x4_0000,
  ItemIsHardlink: 0x10_0000,
  ItemIsLastHardlink: 0x20_0000,
  ItemCloned: 0x40_0000,
} as const;

/** What one event comes to. `nothing`: it is of no concern. */
export type ReadEvent =
  | { readonly kind: 'changed'; readonly path: PathText; readonly what: SeenChange }
  | { readonly kind: 'lost'; readonly why: WholeReason }
  | { readonly kind: 'history-done' }
  | { readonly kind: 'nothing' };

/** All that says what happened to an item, or what it is. */
const OF_ITEM = 0x7f_ff00;
const LINKS = FLAG.ItemIsHardlink | FLAG.ItemIsLastHardlink;

const STRUCTURE = FLAG.ItemCreated | FLAG.ItemRemoved | FLAG.ItemRenamed | FLAG.ItemCloned;

/**
 * Reads an event of FSEvents. Its flags gather what happened to a path over a while: whether it is there is for the disk to say. A rename
 * is told under both names, by itself each. `root`: with all links resolved, as events have it.
 */
export function readFsEvent(root: string, path: string, flags: number): ReadEvent {
  if ((flags & FLAG.HistoryDone) !== 0) return { kind: 'history-done' };
  if ((flags & FLAG.EventIdsWrapped) !== 0) return { kind: 'lost', why: 'lost' };
  if ((flags & FLAG.RootChanged) !== 0) return { kind: 'lost', why: 'moved' };
  const below = belowRoot(root, path);
  if ((flags & (FLAG.Mount | FLAG.Unmount)) !== 0)
    return below === '.' && (flags & FLAG.Unmount) !== 0
      ? { kind: 'lost', why: 'moved' }
      : { kind: 'nothing' };
  // Old entries of the history name a folder alone: something in it is another.
  const mustScan = (flags & FLAG.MustScanSubDirs) !== 0 || (flags & OF_ITEM) === 0;
  // What the system dropped is told of `/`, too.
  if (mustScan && (below === undefined || below === '.')) return { kind: 'lost', why: 'overflow' };
  // Names that are not where they should be are not understood.
  if (below === undefined) return { kind: 'lost', why: 'failed' };
  // As the history has it: another folder may have its name now.
  if (below === '.' && (flags & (FLAG.ItemRemoved | FLAG.ItemRenamed)) !== 0)
    return { kind: 'lost', why: 'lost' };
  const isFolder = mustScan || (flags & FLAG.ItemIsDir) !== 0;
  const isOther = (flags & (FLAG.ItemIsFile | FLAG.ItemIsSymlink)) !== 0;
  const isStructure = mustScan || (flags & STRUCTURE) !== 0;
  return {
    kind: 'changed',
    path: below,
    what: {
      isFolder: isFolder ? true : isOther ? false : undefined,
      isTree: below !== '.' && isFolder && isStructure,
      isStructure,
      ...((mustScan || (flags & LINKS) !== 0) && { hidesNames: true }),
    },
  };
}

/** The data volume's own files have their names below `/` in events, wherever it is mounted (firmlinks). */
const DATA_VOLUME = '/System/Volumes/Data';

function belowRoot(root: string, path: string): PathText | undefined {
  const at = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  if (at === root) return '.';
  const start = root === '/' ? '/' : `${root}/`;
  if (at.startsWith(start)) return at.slice(start.length);
  return root === DATA_VOLUME && at.startsWith('/') ? at.slice(1) : undefined;
}
