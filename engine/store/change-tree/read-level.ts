import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { nameKey } from './key.ts';
import {
  AT_BYTES,
  levelFile,
  positionsFile,
  type LevelKind,
  type Range,
  type StoredFolder,
} from './stored.ts';

/** Some records of one level, in order. */
export async function readRecords<T>(
  folder: string,
  level: number,
  kind: LevelKind,
  [first, count]: Range,
): Promise<T[]> {
  if (count === 0) return [];
  return withLevel(folder, level, kind, (file) => file.read<T>(first, count));
}

/** The folder of that name among these, found in steps as many as the number of digits of their number in base two. */
export async function findFolder(
  folder: string,
  level: number,
  [first, count]: Range,
  name: string,
): Promise<StoredFolder | undefined> {
  if (count === 0) return undefined;
  const wanted = Buffer.from(nameKey(name));
  return withLevel(folder, level, 'folders', async (file) => {
    let [low, high] = [first, first + count];
    while (low < high) {
      const middle = (low + high) >> 1;
      const [record] = await file.read<StoredFolder>(middle, 1);
      if (record === undefined) return undefined;
      const order = Buffer.compare(Buffer.from(nameKey(record[0])), wanted);
      if (order === 0) return record;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return undefined;
  });
}

interface LevelReader {
  readonly read: <T>(first: number, count: number) => Promise<T[]>;
}

async function withLevel<R>(
  folder: string,
  level: number,
  kind: LevelKind,
  work: (reader: LevelReader) => Promise<R>,
): Promise<R> {
  const records = await open(join(folder, levelFile(level, kind)));
  try {
    const positions = await open(join(folder, positionsFile(level, kind)));
    try {
      const { size } = await records.stat();
      return await work({ read: (first, count) => readBetween(records, positions, size, first, count) });
    } finally {
      await positions.close();
    }
  } finally {
    await records.close();
  }
}

async function readBetween<T>(
  records: FileHandle,
  positions: FileHandle,
  size: number,
  first: number,
  count: number,
): Promise<T[]> {
  const at = await readBytes(positions, first * AT_BYTES, (count + 1) * AT_BYTES);
  const positionAt = (index: number): number =>
    at.length >= (index + 1) * AT_BYTES ? at.readUIntBE(index * AT_BYTES, AT_BYTES) : size;
  const start = positionAt(0);
  const bytes = await readBytes(records, start, positionAt(count) - start);
  const lines = bytes.toString('utf8').split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as T);
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
