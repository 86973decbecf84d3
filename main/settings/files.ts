import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { EngineError } from '../../engine/model/problem.ts';
import { FILE_WORDS } from './words.ts';

const MOST_BYTES = 1024 * 1024;

/** Of a file: in parts, or at once. */
export type Content = AsyncIterable<string> | Promise<string | Uint8Array>;

/** Writes a file as a whole or not at all. Rejects with `file.unwritable`, or with why there is no content. */
export async function writeWhole(path: string, makeContent: () => Content, mode: number): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.chmod(mode);
      const content = makeContent();
      if (content instanceof Promise) await file.writeFile(await content);
      else for await (const part of content) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw asProblem('file.unwritable', path, error);
  }
}

export async function readSmallFile(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) throw EngineError.of('file.unreadable', { path, text: FILE_WORDS.tooLarge });
    const file = await open(path);
    try {
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    throw asProblem('file.unreadable', path, error);
  }
}

function asProblem(code: 'file.unreadable' | 'file.unwritable', path: string, error: unknown): unknown {
  const isOfTheSystem = error instanceof Error && 'syscall' in error;
  if (!isOfTheSystem) return error;
  return EngineError.of(code, { path, text: error.message.replace(/ '.*'$/s, '') }, 'person', error);
}
