import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../model/problem.ts';
import type { KeyRecord } from '../../model/key.ts';
import { ensure } from './demo-failure.ts';
import type { Stage } from './stage.ts';

/** The key that set-up made, opened. */
export interface OwnKey {
  readonly privateKey: string;
  readonly passphrase: string;
}

export async function readOwnKey({ folder, keyring }: Stage, { id }: Pick<KeyRecord, 'id'>): Promise<OwnKey> {
  const privateKey = await readFile(join(folder.home, 'keys', id), 'utf8');
  const passphrase = await keyring.get(id);
  ensure(passphrase !== undefined, 'The keyring should hold the passphrase of the key, and does not.');
  return { privateKey, passphrase };
}

/** Takes the account's authorized_keys away for a moment: then the standby knows no key. */
export async function expectOpensByItsLineAlone({ folder, standby }: Stage, key: OwnKey): Promise<void> {
  const file = folder.authorizedKeysFile;
  const away = `${file} away`;
  await rename(file, away);
  try {
    const problem = await problemOf(standby.signIn(key));
    ensure(problem === 'endpoint.auth-failed', 'Without its line the key should be refused, and was not.');
  } finally {
    await rename(away, file);
  }
}

/** The code of the problem that it ends with. */
export async function problemOf(work: Promise<unknown>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof EngineError) return error.problem.code;
    throw error;
  }
}
