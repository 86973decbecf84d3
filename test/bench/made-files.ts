import { randomFillSync } from 'node:crypto';
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const FILES_IN_FOLDER = 250;
const POOL = randomFillSync(Buffer.alloc(1 << 20));
const BLOCK_BYTES = 1 << 24;

/** The path of small file number `index`, below the tree's root. */
function pathOf(index: number): string {
  const folder = Math.floor(index / FILES_IN_FOLDER);
  return `d${String(Math.floor(folder / 50))}/folder ${String(folder)}/file-${String(index)}.dat`;
}

/** 512 to 4,095 bytes that no compression makes smaller; other ones for another `version`. */
function contentOf(index: number, version: number): Buffer {
  const length = 512 + ((index * 7919) % 3584);
  const start = ((index + version * 104_729) * 6151) % (POOL.length - length);
  return POOL.subarray(start, start + length);
}

/** Makes so many small files in a tree three folders deep. */
export function makeSmallFiles(root: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const path = join(root, pathOf(index));
    if (index % FILES_IN_FOLDER === 0) mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, contentOf(index, 0));
  }
}

/** The paths of some of so many small files, spread over the whole tree. */
export function someOfMade(count: number, some: number): string[] {
  return spread(count, Math.min(some, count), 0).map(pathOf);
}

/** The same names without anything in them: for what is to be counted, and not moved. */
export function makeEmptyFiles(root: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const path = join(root, pathOf(index));
    if (index % FILES_IN_FOLDER === 0) mkdirSync(join(path, '..'), { recursive: true });
    closeSync(openSync(path, 'wx'));
  }
}

/** Rewrites `changed` of the `count` files, spread over the whole tree, with other content. */
export function rewriteSome(root: string, count: number, changed: number, version: number): void {
  for (const index of spread(count, changed, 0))
    writeFileSync(join(root, pathOf(index)), contentOf(index, version));
}

/** Deletes some and renames some; each `version` others, none of them twice nor among those that are rewritten. */
export function deleteAndRename(
  root: string,
  count: number,
  what: { readonly deleted: number; readonly renamed: number; readonly version: number },
): void {
  for (const index of spread(count, what.deleted, what.version * 2 + 1)) rmSync(join(root, pathOf(index)));
  for (const index of spread(count, what.renamed, what.version * 2 + 2))
    renameSync(join(root, pathOf(index)), join(root, `${pathOf(index)}.renamed`));
}

/** `wanted` numbers below `count`, as far from each other as can be. */
function spread(count: number, wanted: number, offset: number): number[] {
  const step = Math.max(1, Math.floor(count / Math.max(1, wanted)));
  return Array.from({ length: Math.min(wanted, count) }, (_, at) => (at * step + offset) % count);
}

/** One file, neither sparse nor compressible: random blocks, each stamped with its place. */
export function makeBigFile(path: string, bytes: number): void {
  const block = Buffer.concat(Array.from({ length: BLOCK_BYTES / POOL.length }, () => POOL));
  const file = openSync(path, 'wx');
  for (let at = 0; at < bytes; at += BLOCK_BYTES) {
    for (let page = 0; page < BLOCK_BYTES; page += 4096) block.writeDoubleLE(at + page, page);
    writeSync(file, block, 0, Math.min(BLOCK_BYTES, bytes - at));
  }
  closeSync(file);
}
