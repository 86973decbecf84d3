import { open } from 'node:fs/promises';
import { bytesToPathText, printable } from '../../model/path-text.ts';
import { MARKER_NAME } from '../../model/volume.ts';
import { joinBytes, walk, type WalkedEntry } from './walk.ts';

type Tree = ReadonlyMap<string, WalkedEntry>;

export interface CompareOptions {
  /** Where a side keeps whole seconds only. */
  readonly wholeSeconds: boolean;
}

const CHUNK = 1 << 20;
const MOST_DIFFERENCES = 5;

/**
 * How a copy differs from its source, at most five lines, each a sentence's end; `[]` when it is the same: names, types,
 * permissions, times, link targets, hard links and every byte. Read by the demo itself, not by the engine it shows.
 */
export async function compareFolders(
  source: string,
  copy: string,
  { wholeSeconds }: CompareOptions,
): Promise<readonly string[]> {
  const [before, after] = await Promise.all([walk(source), walk(copy)]);
  const differences: string[] = [];
  const paths = new Set([...before.keys(), ...after.keys()]);
  paths.delete(MARKER_NAME);
  for (const path of paths) {
    if (differences.length >= MOST_DIFFERENCES) break;
    const [a, b] = [before.get(path), after.get(path)];
    const how = await differenceBetween(a, b, { source, copy, wholeSeconds });
    if (how !== undefined) differences.push(`${shown(path)}: ${how}`);
  }
  return [...differences, ...differentLinks(before, after)].slice(0, MOST_DIFFERENCES);
}

async function differenceBetween(
  a: WalkedEntry | undefined,
  b: WalkedEntry | undefined,
  { source, copy, wholeSeconds }: { source: string; copy: string; wholeSeconds: boolean },
): Promise<string | undefined> {
  if (a === undefined) return 'only in the copy';
  if (b === undefined) return 'missing in the copy';
  if (a.stats.mode !== b.stats.mode) return 'another type or other permissions';
  if (a.target !== b.target) return 'a link to another place';
  // The marker at the root of a copy moves the root's own time.
  const isRoot = a.path.toString() === '.';
  const unit = wholeSeconds ? 1_000_000_000n : 1n;
  if (!isRoot && a.stats.mtimeNs / unit !== b.stats.mtimeNs / unit) return 'another time';
  if (!a.stats.isFile()) return undefined;
  if (a.stats.size !== b.stats.size) return 'another size';
  const isSame = await isSameContent(
    joinBytes(Buffer.from(source), a.path),
    joinBytes(Buffer.from(copy), b.path),
  );
  return isSame ? undefined : 'other content';
}

/** One file after the other is read into these. */
const [ONE, OTHER] = [Buffer.alloc(CHUNK), Buffer.alloc(CHUNK)];

async function isSameContent(a: Buffer, b: Buffer): Promise<boolean> {
  const [left, right] = [await open(a), await open(b)];
  try {
    for (;;) {
      const [{ bytesRead: n }, { bytesRead: m }] = await Promise.all([left.read(ONE), right.read(OTHER)]);
      if (n !== m || !ONE.subarray(0, n).equals(OTHER.subarray(0, m))) return false;
      if (n === 0) return true;
    }
  } finally {
    await left.close();
    await right.close();
  }
}

/** Files with several names must have the same names in both. */
function differentLinks(before: Tree, after: Tree): string[] {
  const [a, b] = [linkGroups(before), linkGroups(after)];
  return [...a.filter((group) => !b.includes(group)), ...b.filter((group) => !a.includes(group))].map(
    (group) => `${group}: not hard links of each other on both sides`,
  );
}

function linkGroups(tree: Tree): string[] {
  const names = new Map<bigint, string[]>();
  for (const [path, { stats }] of tree)
    if (stats.isFile() && stats.nlink > 1n)
      names.set(stats.ino, [...(names.get(stats.ino) ?? []), shown(path)]);
  return [...names.values()].map((group) => group.sort().join(' = ')).sort();
}

/** Everything that a write would move: two that are equal were taken with nothing written in between. */
export async function snapshotOf(folder: string): Promise<readonly string[]> {
  const tree = await walk(folder);
  return [...tree]
    .map(([path, { stats }]) => [shown(path), stats.ino, stats.size, stats.mode, stats.ctimeNs].join(' '))
    .sort();
}

function shown(latin1: string): string {
  return printable(bytesToPathText(Buffer.from(latin1, 'latin1')));
}
