import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EngineError } from '../model/problem.ts';
import type { Change } from '../model/run.ts';
import { errorText } from './errno.ts';
import { CHANGES_NAME, LOG_NAME } from './run-record-file.ts';

/** The changes of one run, read as they are asked for. `offset` and `limit` count lines. */
export async function* readChanges(
  folder: string,
  { offset, limit }: { readonly offset: number; readonly limit: number } = { offset: 0, limit: Infinity },
): AsyncGenerator<Change> {
  let line = 0;
  let rest = '';
  if (limit <= 0) return;
  for await (const chunk of readText(folder, CHANGES_NAME)) {
    const lines = (rest + chunk).split('\n');
    // What follows the last line break is a line that is being written, or that a killed run never finished.
    rest = lines.pop() ?? '';
    for (const text of lines) {
      const at = line++;
      const change = at < offset ? undefined : parseChange(text);
      if (change !== undefined) yield change;
      if (at + 1 >= offset + limit) return;
    }
  }
}

/** The raw output of the tools, in pieces as they come from the disk. */
export function readLog(folder: string): AsyncGenerator<string> {
  return readText(folder, LOG_NAME);
}

/** A run without this file has nothing to tell. */
async function* readText(folder: string, name: string): AsyncGenerator<string> {
  const path = join(folder, name);
  try {
    if ((await exists(path)) === false) {
      await stat(folder);
      return;
    }
    const stream: AsyncIterable<string> = createReadStream(path, { encoding: 'utf8' });
    yield* stream;
  } catch (error) {
    const details = { found: basename(folder), path, text: errorText(error) };
    throw EngineError.of('history.unknown-run', details, 'person', error);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function parseChange(text: string): Change | undefined {
  try {
    const value = JSON.parse(text) as Change | null;
    return typeof value?.path === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
