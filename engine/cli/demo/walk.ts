import type { BigIntStats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';

/** One entry of a tree. */
export interface WalkedEntry {
  /** Below the root; `.` is the root itself. */
  readonly path: Buffer;
  readonly stats: BigIntStats;
  /** Of a symbolic link. */
  readonly target: string;
}

/** Joins bytes: a name that is not UTF-8 passes through no text. */
export function joinBytes(folder: Buffer, name: Buffer | string): Buffer {
  return Buffer.concat([folder, Buffer.from('/'), Buffer.from(name)]);
}

/** Every entry of a tree, by its path as latin1 text (which holds any bytes), the root as `.`; follows no links. */
export async function walk(root: string): Promise<ReadonlyMap<string, WalkedEntry>> {
  const found = new Map<string, WalkedEntry>();
  const visit = async (path: Buffer, full: Buffer): Promise<void> => {
    const stats = await lstat(full, { bigint: true });
    const target = stats.isSymbolicLink() ? (await readlink(full, 'buffer')).toString('latin1') : '';
    found.set(path.toString('latin1'), { path, stats, target });
    if (!stats.isDirectory()) return;
    for (const name of await readdir(full, 'buffer'))
      await visit(path.equals(ROOT) ? name : joinBytes(path, name), joinBytes(full, name));
  };
  await visit(ROOT, Buffer.from(root));
  return found;
}

const ROOT = Buffer.from('.');

/** What a tree holds, for a person. */
export interface TreeSize {
  readonly files: number;
  readonly entries: number;
  /** As a listing shows them. */
  readonly bytes: number;
  /** As they take room on the disk. */
  readonly diskBytes: number;
}

export function sizeOf(tree: ReadonlyMap<string, WalkedEntry>): TreeSize {
  const size = { files: 0, entries: 0, bytes: 0, diskBytes: 0 };
  const seen = new Set<bigint>();
  for (const { stats } of tree.values()) {
    size.entries += 1;
    if (!stats.isFile()) continue;
    size.files += 1;
    // A second name takes no room of its own.
    if (seen.has(stats.ino)) continue;
    seen.add(stats.ino);
    size.bytes += Number(stats.size);
    size.diskBytes += Number(stats.blocks) * 512;
  }
  return size;
}
