import type { KeyId, KeyRecord } from '../model/key.ts';
import { EngineError } from '../model/problem.ts';
import { openPrivateKey, type SigningKey } from '../ssh/private-key.ts';
import type { EngineContext } from './context.ts';

type Keyring = Pick<EngineContext, 'keys' | 'secrets'>;

/** `undefined` where the private key or its passphrase is gone, or the one does not open the other. Throws `keyring.*`. */
export async function openOwnKey(
  { keys, secrets }: Keyring,
  record: KeyRecord,
): Promise<SigningKey | undefined> {
  const text = await keys.privateKey(record.id);
  const passphrase = record.sealedBy === 'keyring' ? await secrets.get(record.id) : undefined;
  if (text === undefined || (record.sealedBy === 'keyring' && passphrase === undefined)) return undefined;
  try {
    return await openPrivateKey(text, passphrase);
  } catch (error) {
    // Another passphrase, or no key any more: of no use to anybody.
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

/** The key that an endpoint names, to sign in with. Throws `keyring.*`, or `key.unusable` where it cannot be opened any more. */
export async function signingKey(keyring: Keyring, id: KeyId): Promise<SigningKey> {
  const record = await keyring.keys.get(id);
  const key = record === undefined ? undefined : await openOwnKey(keyring, record);
  if (key === undefined) throw EngineError.of('key.unusable', { text: id });
  return key;
}

/** Notes when a key was last let in. Of no weight: a record that cannot be written is left as it is. */
export async function noteUse({ keys }: Keyring, id: KeyId, endpoint: string, at: Date): Promise<void> {
  try {
    const record = await keys.get(id);
    if (record === undefined) return;
    const installs = record.installs.map((each) =>
      each.endpoint === endpoint ? { ...each, lastUsedAt: at.toISOString() } : each,
    );
    await keys.put({ ...record, installs });
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
  }
}
