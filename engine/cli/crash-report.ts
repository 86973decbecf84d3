import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { printable } from '../model/path-text.ts';
import type { Problem } from '../model/problem.ts';
import type { Io } from './io.ts';
import type { Output } from './output.ts';

export interface CrashPlace {
  readonly io: Io;
  readonly err: Output;
  /** The data folder; unknown when the engine did not get so far. */
  readonly home: string | undefined;
}

/** Keeps what a bug left behind: in `crash/ID.txt` of the data folder, or on stderr with WARMSPARE_DEBUG=1 or
 *  when there is no such folder. */
export async function reportBug(place: CrashPlace, error: unknown): Promise<Problem> {
  const id = `bug-${randomBytes(4).toString('hex')}`;
  const lines = [id, ...inspect(error, { depth: 4 }).split('\n').map(printable)];
  const text = `${lines.join('\n')}\n`;
  const file = place.io.env['WARMSPARE_DEBUG'] === '1' ? undefined : await writeReport(place.home, id, text);
  if (file === undefined) await place.err.write(text);
  return {
    code: 'bug',
    retry: 'person',
    details: { text: id, ...(file === undefined ? {} : { path: file }) },
  };
}

async function writeReport(home: string | undefined, id: string, text: string): Promise<string | undefined> {
  if (home === undefined) return undefined;
  const file = join(home, 'crash', `${id}.txt`);
  try {
    await mkdir(join(home, 'crash'), { recursive: true, mode: 0o700 });
    await writeFile(file, text, { mode: 0o600, flag: 'wx' });
    return file;
  } catch {
    return undefined;
  }
}
