import { createHash } from 'node:crypto';
import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  type BigIntStats,
} from 'node:fs';
import { joinBytes } from './path-bytes.ts';
import { readAcls, readXattrs } from './tree-attributes.ts';

export type EntryType =
  'file' | 'folder' | 'symlink' | 'fifo' | 'socket' | 'character device' | 'block device';

export interface TreeEntry {
  readonly type: EntryType;
  /** Permission bits with setuid, setgid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeNs: bigint;
  readonly size: bigint;
  readonly allocatedBytes: bigint;
  /** SHA-256; files only. */
  readonly content?: string;
  /** Symlinks only, bytes as latin-1. */
  readonly target?: string;
  /** Devices only, as the kernel numbers them. */
  readonly device?: bigint;
  /** Which inode; only where there is more than one name for it. */
  readonly inode?: string;
  /** Lines of name and value in hexadecimal, sorted. */
  readonly xattrs: string;
  /** getfacl's lines, only where there is more than the mode says. */
  readonly acl: string;
}

/** A tree as it was: paths below the root (bytes as latin-1, '.' is the root) to what is there. */
export type Tree = ReadonlyMap<string, TreeEntry>;

/** Reads all of a tree that compareTrees can compare, so that a test can keep it and compare later. */
export function readTree(root: string): Tree {
  const xattrs = readXattrs(root);
  const acls = readAcls(root);
  const entries = new Map<string, TreeEntry>();
  for (const path of walk(Buffer.from(root), '.')) {
    const full = path === '.' ? Buffer.from(root) : joinBytes(root, Buffer.from(path, 'latin1'));
    const stats = lstatSync(full, { bigint: true });
    const attributes = { xattrs: xattrs.get(path) ?? '', acl: acls.get(path) ?? '' };
    entries.set(path, { ...describe(full, stats), ...attributes });
  }
  return entries;
}

function* walk(folder: Buffer, path: string): Generator<string> {
  yield path;
  for (const entry of readdirSync(folder, { withFileTypes: true, encoding: 'buffer' })) {
    const name = entry.name.toString('latin1');
    const below = path === '.' ? name : `${path}/${name}`;
    if (entry.isDirectory()) yield* walk(joinBytes(folder, entry.name), below);
    else yield below;
  }
}

function describe(path: Buffer, stats: BigIntStats): Omit<TreeEntry, 'xattrs' | 'acl'> {
  const type = typeOf(stats);
  const isDevice = type === 'character device' || type === 'block device';
  const hasOtherNames = type !== 'folder' && stats.nlink > 1n;
  return {
    type,
    mode: Number(stats.mode & 0o7777n),
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    mtimeNs: stats.mtimeNs,
    size: stats.size,
    allocatedBytes: stats.blocks * 512n,
    ...(type === 'file' ? { content: hashFile(path) } : {}),
    ...(type === 'symlink' ? { target: readlinkSync(path, { encoding: 'buffer' }).toString('latin1') } : {}),
    ...(isDevice ? { device: stats.rdev } : {}),
    ...(hasOtherNames ? { inode: `${stats.dev}:${stats.ino}` } : {}),
  };
}

function typeOf(stats: BigIntStats): EntryType {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  if (stats.isSymbolicLink()) return 'symlink';
  if (stats.isFIFO()) return 'fifo';
  if (stats.isSocket()) return 'socket';
  return stats.isCharacterDevice() ? 'character device' : 'block device';
}

const buffer = Buffer.alloc(1 << 20);

function hashFile(path: Buffer): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const length = readSync(file, buffer, 0, buffer.length, null);
      if (length === 0) return hash.digest('hex');
      hash.update(buffer.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}
