import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KeyId, KeyRecord } from '../model/key.ts';
import { EngineError } from '../model/problem.ts';
import { atomicWrite, removeTemporaries, syncFolder } from './atomic-write.ts';
import { errnoOf, errorText } from './errno.ts';
import { isEncrypted } from './private-key-file.ts';
import { makePrivateFolder } from './private-folder.ts';

/** All reject with `config.unreadable` or `config.unwritable`, which name the file. */
export interface KeyRecords {
  /** In the order of their making. Files of others in the folder are left alone. */
  readonly list: () => Promise<readonly KeyRecord[]>;
  readonly get: (id: KeyId) => Promise<KeyRecord | undefined>;
  /** The text of the private key; `undefined` when there is none. */
  readonly privateKey: (id: KeyId) => Promise<string | undefined>;
  /** Writes the private key first, so that a record always has one. Without `privateKey`, that file stays as it is. */
  readonly put: (record: KeyRecord, privateKey?: string) => Promise<void>;
  /** The private key first, so that a key whose removal was interrupted is still listed. Fine when there is none. */
  readonly remove: (id: KeyId) => Promise<void>;
}

/** The keys in `keys/` of the data folder: `ID.json`, and the private key in `ID`, both 0600. */
export function openKeyRecords(home: string): KeyRecords {
  const folder = join(home, 'keys');
  const recordFile = (id: KeyId): string => join(folder, `${id}.json`);
  const keyFile = (id: KeyId): string => join(folder, id);
  const get = async (id: KeyId): Promise<KeyRecord | undefined> => {
    const path = recordFile(id);
    const text = await readIfThere(path);
    return text === undefined ? undefined : parseRecord(text, path, id);
  };
  return {
    get,
    list: async () => {
      const records = await Promise.all((await idsIn(folder)).map(get));
      return records
        .filter((record) => record !== undefined)
        .sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
    },
    privateKey: (id) => readIfThere(keyFile(id)),
    put: async (record, privateKey) => {
      const checked = KeyRecord.parse(record);
      if (privateKey !== undefined) requireSealed(checked, privateKey);
      const path = recordFile(checked.id);
      await writing(path, async () => {
        await makePrivateFolder(folder);
        if (privateKey !== undefined) await atomicWrite(keyFile(checked.id), privateKey);
        await atomicWrite(path, `${JSON.stringify(checked, undefined, 2)}\n`);
      });
    },
    remove: async (id) => {
      for (const path of [keyFile(id), recordFile(id)]) {
        await writing(path, async () => {
          await rm(path, { force: true });
          await removeTemporaries(path);
        });
      }
      await syncFolder(folder).catch(() => undefined);
    },
  };
}

/** The last gate before the disk: no private key in the clear but the one that a person asked for. */
function requireSealed({ id, sealedBy }: KeyRecord, privateKey: string): void {
  const encrypted = isEncrypted(privateKey);
  if (encrypted === undefined) throw new Error(`the private key of ${id} is not in OpenSSH's format`);
  if (encrypted !== (sealedBy === 'keyring')) throw new Error(`the private key of ${id} is not ${sealedBy}`);
}

async function idsIn(folder: string): Promise<KeyId[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw unreadable(folder, errorText(error), error);
  });
  return names.flatMap((name): KeyId[] => {
    const id = KeyId.safeParse(name.replace(/\.json$/, ''));
    return name.endsWith('.json') && id.success ? [id.data] : [];
  });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw unreadable(path, errorText(error), error);
  }
}

function parseRecord(text: string, path: string, id: KeyId): KeyRecord {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw unreadable(path, 'not JSON', error);
  }
  const parsed = KeyRecord.safeParse(document);
  if (!parsed.success) throw unreadable(path, parsed.error.issues[0]?.message ?? 'no key', parsed.error);
  if (parsed.data.id !== id) throw unreadable(path, `it is of ${parsed.data.id}`);
  return parsed.data;
}

function unreadable(path: string, text: string, cause?: unknown): EngineError {
  return EngineError.of('config.unreadable', { path, text }, 'person', cause);
}

async function writing(path: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    throw EngineError.of('config.unwritable', { path, text: errorText(error) }, 'person', error);
  }
}
