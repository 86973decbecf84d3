import { open, type FileHandle } from 'node:fs/promises';
import type { PathText } from '../model/path-text.ts';
import { ListWriter } from './list-writer.ts';
import { toPathText } from './path-bytes.ts';

const BLOCK_BYTES = 64 * 1024;
const SLASH = 0x2f;

/** The paths of a list that `ListWriter` wrote, first to last, with bounded memory. Throws when the last one is cut short. */
export async function* readList(file: string): AsyncGenerator<PathText> {
  for await (const records of withFile(file, blocksForwards))
    for (const record of records) yield toPathText(record);
}

/** As `readList`, last to first. */
export async function* readBackwards(file: string): AsyncGenerator<PathText> {
  for await (const records of withFile(file, blocksBackwards))
    for (const record of records) yield toPathText(record);
}

/**
 * Copies the paths that have no ancestor in the list. The list is in depth-first order with a directory after its
 * content, as rsync prints deletions; read backwards, a directory comes just before what is in it, so that the last path
 * kept is all there is to remember. The output is in that backward order.
 */
export async function topmost(
  file: string,
  outFile: string,
): Promise<{ readonly count: number; readonly bytes: number }> {
  const out = await ListWriter.open(outFile);
  try {
    let above: Uint8Array | undefined;
    for await (const records of withFile(file, blocksBackwards)) {
      for (const record of records) {
        if (above !== undefined && isInside(record, above)) continue;
        // A copy: the record is a view that would keep a whole block.
        above = Uint8Array.from(record);
        out.addBytes(record);
      }
      await out.ready();
    }
  } finally {
    await out.close();
  }
  return { count: out.count, bytes: out.bytes };
}

function isInside(path: Uint8Array, directory: Uint8Array): boolean {
  const length = directory.at(-1) === SLASH ? directory.length - 1 : directory.length;
  if (path.length <= length || path[length] !== SLASH) return false;
  return Buffer.compare(path.subarray(0, length), directory.subarray(0, length)) === 0;
}

async function* withFile<T>(path: string, read: (file: FileHandle) => AsyncGenerator<T>): AsyncGenerator<T> {
  const file = await open(path, 'r');
  try {
    yield* read(file);
  } finally {
    await file.close();
  }
}

async function* blocksForwards(file: FileHandle): AsyncGenerator<Uint8Array[]> {
  let pieces: Uint8Array[] = [];
  for (let at = 0; ;) {
    const block = await readBlock(file, at, BLOCK_BYTES);
    if (block.length === 0) break;
    at += block.length;
    const { head, whole, tail } = cut(block);
    if (head === undefined) {
      pieces.push(tail);
      continue;
    }
    yield [Buffer.concat([...pieces, head]), ...whole];
    pieces = tail.length > 0 ? [tail] : [];
  }
  if (pieces.length > 0) throw cutShort();
}

async function* blocksBackwards(file: FileHandle): AsyncGenerator<Uint8Array[]> {
  // The pieces of the record whose start has not been read yet, in the order of the file.
  let pieces: Uint8Array[] = [];
  let isEnd = true;
  for (let end = (await file.stat()).size; end > 0;) {
    const start = Math.max(0, end - BLOCK_BYTES);
    const block = await readBlock(file, start, end - start);
    if (block.length < end - start) throw cutShort();
    end = start;
    const { head, whole, tail } = cut(block);
    if (isEnd && (head === undefined || tail.length > 0)) throw cutShort();
    if (head === undefined) {
      pieces.unshift(tail);
      continue;
    }
    const last = isEnd ? [] : [Buffer.concat([tail, ...pieces])];
    isEnd = false;
    yield [...last, ...whole.reverse()];
    pieces = [head];
  }
  if (!isEnd) yield [Buffer.concat(pieces)];
}

/** A block between its NULs: what ends at the first, the records after it, and what follows the last. */
function cut(block: Uint8Array): { head: Uint8Array | undefined; whole: Uint8Array[]; tail: Uint8Array } {
  const whole: Uint8Array[] = [];
  let from = 0;
  let head: Uint8Array | undefined;
  for (let nul = block.indexOf(0); nul !== -1; nul = block.indexOf(0, from)) {
    if (head === undefined) head = block.subarray(0, nul);
    else whole.push(block.subarray(from, nul));
    from = nul + 1;
  }
  return { head, whole, tail: block.subarray(from) };
}

async function readBlock(file: FileHandle, at: number, length: number): Promise<Uint8Array> {
  const block = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(block, filled, length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return block.subarray(0, filled);
}

function cutShort(): Error {
  return new Error('a list of paths is cut short');
}
