import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../model/problem.ts';
import { atomicWrite, removeTemporaries } from './atomic-write.ts';
import { errnoOf, errorText } from './errno.ts';
import { makePrivateFolder } from './private-folder.ts';

/** One small JSON file of one process, with what it holds checked by a schema. For the user alone to read. */
export interface StoredDocument<T extends object> {
  /** `undefined`: there is none. Rejects with `config.unreadable` or `config.newer`. */
  readonly read: () => Promise<T | undefined>;
  /**
   * Replaces it; resolves to what was written. Fields that this version does not know stay. What cannot be read is not
   * overwritten: rejects as `read` does then, and with `config.unwritable`.
   */
  readonly update: (change: (before: T | undefined) => T) => Promise<T>;
  /** Takes it away, readable or not. */
  readonly remove: () => Promise<void>;
  /** Resolves when what was asked for before is done, well or not. */
  readonly settled: () => Promise<void>;
}

const VERSION = 1;
const Envelope = z.looseObject({ version: z.number().int().min(1) });

export function openDocument<T extends object>(path: string, schema: z.ZodType<T>): StoredDocument<T> {
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other. */
  const inTurn = <R>(work: () => Promise<R>): Promise<R> => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
  return {
    read: async () => (await readStored(path, schema))?.value,
    update: (change) =>
      inTurn(async () => {
        const stored = await readStored(path, schema);
        const value = schema.parse(change(stored?.value));
        await write(path, { ...stored?.document, ...value, version: VERSION });
        return value;
      }),
    remove: () =>
      inTurn(async () => {
        await rm(path, { force: true }).catch(throwUnwritable(path));
      }),
    settled: async () => {
      await last;
    },
  };
}

async function write(path: string, document: object): Promise<void> {
  try {
    await makePrivateFolder(dirname(path));
    await removeTemporaries(path);
    await atomicWrite(path, `${JSON.stringify(document, undefined, 2)}\n`);
  } catch (error) {
    throwUnwritable(path)(error);
  }
}

async function readStored<T>(
  path: string,
  schema: z.ZodType<T>,
): Promise<{ readonly document: object; readonly value: T } | undefined> {
  const unreadable = (text: string, cause: unknown): EngineError =>
    EngineError.of('config.unreadable', { path, text }, 'person', cause);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw unreadable(errorText(error), error);
  }
  let document: z.infer<typeof Envelope>;
  try {
    document = Envelope.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (error) {
    throw unreadable('it is not a document of ours', error);
  }
  if (document.version > VERSION)
    throw EngineError.of('config.newer', {
      path,
      expected: String(VERSION),
      found: String(document.version),
    });
  const parsed = schema.safeParse(document);
  if (!parsed.success) throw unreadable('something in it is not as it should be', parsed.error);
  return { document, value: parsed.data };
}

function throwUnwritable(path: string): (error: unknown) => never {
  return (error) => {
    throw EngineError.of('config.unwritable', { path, text: errorText(error) }, 'person', error);
  };
}

/** Puts it in the place of what is there, also of what cannot be read: of a version that is gone. Where it cannot be written, that stays. */
export async function replaceDocument<T extends object>(
  document: StoredDocument<T>,
  value: T,
): Promise<void> {
  await document.read().catch(async (error: unknown) => {
    if (!(error instanceof EngineError)) throw error;
    await document.remove();
  });
  await document.update(() => value);
}
