import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '../../model/run.ts';
import { BufferedFile } from '../buffered-file.ts';
import { EntryFolder } from './fold-entries.ts';
import { END, escapeControls, foldText, keyNames, namesOf, pathKey } from './key.ts';
import { LevelWriter } from './level-writer.ts';
import { lineBatches } from './line-batches.ts';
import { HEAD_NAME, SEARCH_NAME, type Head, type StoredChange } from './stored.ts';

export type SortLines = (file: string, sorted: string, workFolder: string) => Promise<void>;

/** Digits that a line's number has, so that numbers sort as text. */
const NUMBER_DIGITS = 12;

/** Makes a tree in `folder` of the first `size` bytes of a run's changes, with memory that does not grow with them. */
export async function buildTree(
  changesFile: string,
  size: number,
  folder: string,
  sort: SortLines,
): Promise<void> {
  const [keyed, sorted] = [join(folder, 'keyed'), join(folder, 'sorted')];
  await writeKeyed(changesFile, size, keyed);
  await sort(keyed, sorted, folder);
  await rm(keyed);
  const volumes = await fold(sorted, folder);
  await rm(sorted);
  const head: Head = { version: 1, size, volumes };
  await writeFile(join(folder, HEAD_NAME), JSON.stringify(head));
}

/** A line a change: its key, its number, what else it is. */
async function writeKeyed(changesFile: string, size: number, keyed: string): Promise<void> {
  const out = new BufferedFile(keyed, 'wx');
  let number = 0;
  if (size > 0)
    for await (const lines of lineBatches(changesFile, { end: size - 1 })) {
      for (const line of lines) {
        const change = parse<Change>(line);
        if (typeof change?.path !== 'string') continue;
        const key = pathKey([change.volumeId, ...namesOf(change.path)]);
        const stored: StoredChange = [change.kind, change.type, change.bytes, change.itemized];
        const place = String(number++).padStart(NUMBER_DIGITS, '0');
        out.append(`${key}${END}${place}${END}${JSON.stringify(stored)}\n`);
      }
      await out.ready();
    }
  await closed(out);
}

async function fold(sorted: string, folder: string): Promise<number> {
  const levels = new LevelWriter(folder);
  const entries = new EntryFolder(levels);
  const search = new BufferedFile(join(folder, SEARCH_NAME), 'wx');
  for await (const lines of lineBatches(sorted)) {
    for (const line of lines) {
      const [key = '', , rest = ''] = line.split(END);
      const change = parse<StoredChange>(rest);
      if (change === undefined) continue;
      const names = keyNames(key);
      entries.add(names, change);
      const [volumeId, ...inside] = names;
      const path = inside.join('/');
      search.append(
        `${escapeControls(foldText(path))}${END}${JSON.stringify([volumeId, path, ...change])}\n`,
      );
    }
    await levels.ready();
    await search.ready();
  }
  entries.end();
  await levels.flush();
  await closed(search);
  return levels.count(0, 'folders');
}

async function closed(file: BufferedFile): Promise<void> {
  await file.close({ sync: false });
  if (file.failure !== undefined) throw file.failure.error;
}

function parse<T>(text: string): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
