import { randomBytes } from 'node:crypto';
import { pinOf } from '../../ssh/host-keys.ts';
import { makeKeyPair } from '../../ssh/key-pair.ts';
import { openPrivateKey, type SigningKey } from '../../ssh/private-key.ts';
import { KeyRecord } from '../../model/key.ts';
import type { Side } from '../../model/endpoint.ts';
import type { Pair } from '../../model/pair.ts';
import { newKeyId } from '../ids.ts';
import { openOwnKey } from '../own-keys.ts';
import { runStep, type SetupContext, type SetupRun } from './setup-run.ts';

/** A key of the app's, open for as long as this process holds it. */
export interface OwnKey {
  readonly record: KeyRecord;
  readonly key: SigningKey;
  readonly already: boolean;
}

/** What the comments of all this pair's keys for that machine begin with; see `addLine`. */
export function markerOf({ id }: Pair, side: Side): string {
  return `warmspare ${id} ${side}`;
}

/** The pair's own key, made when there is none that can be opened. `fresh`: another than the active one. */
export function ensureKey(run: SetupRun, fresh: boolean): Promise<OwnKey> {
  return runStep(run, 'key', async () => {
    const own = (await findKey(run, fresh)) ?? (await makeKey(run));
    const { fingerprint, comment, sealedBy } = own.record;
    return [{ step: 'key', already: own.already, fingerprint, comment, sealedBy }, own] as const;
  });
}

/** The active key before one that was never proved; `undefined` where none can be opened any more. */
export async function findKey(run: SetupRun, fresh: boolean): Promise<OwnKey | undefined> {
  const all = await keysOf(run.engine, run.pair, run.side);
  const states = fresh ? (['new'] as const) : (['active', 'new'] as const);
  for (const state of states) {
    for (const record of all.filter((each) => each.state === state)) {
      if (run.options.unattended === true && record.sealedBy === 'keyring') continue;
      const key = await openOwnKey(run.engine, record);
      if (key !== undefined) return { record, key, already: true };
    }
  }
  return undefined;
}

/** All that the app has made for this machine of the pair, newest first. */
export async function keysOf({ keys }: SetupContext, pair: Pair, side: Side): Promise<KeyRecord[]> {
  const all = await keys.list();
  return all.filter(({ pairId, role }) => pairId === pair.id && role === side).reverse();
}

/** The passphrase goes to the keyring before the key goes to the disk: no key is there that nobody can open. */
async function makeKey({ engine, pair, side, options }: SetupRun): Promise<OwnKey> {
  const createdAt = new Date(engine.clock.now()).toISOString();
  const comment = `${markerOf(pair, side)} ${pair.name} ${createdAt.slice(0, 10)}`;
  const passphrase = options.unattended === true ? undefined : randomBytes(32).toString('base64url');
  const made = makeKeyPair({ comment, ...(passphrase !== undefined && { passphrase }) });
  const [type = '', blob = ''] = made.publicKey.split(' ');
  const record = KeyRecord.parse({
    id: newKeyId(),
    pairId: pair.id,
    role: side,
    publicKey: `${type} ${blob}`,
    fingerprint: pinOf(Buffer.from(blob, 'base64')),
    comment,
    createdAt,
    sealedBy: passphrase === undefined ? 'unattended' : 'keyring',
    installs: [],
    state: 'new',
  });
  if (passphrase !== undefined) await engine.secrets.set(record.id, passphrase);
  try {
    await engine.keys.put(record, made.privateKey);
  } catch (error) {
    if (passphrase !== undefined) await engine.secrets.delete(record.id).catch(() => undefined);
    throw error;
  }
  return { record, key: await openPrivateKey(made.privateKey, passphrase), already: false };
}

/** The record first says that it goes, so that an interruption leaves no secret without a name. */
export async function forgetKey({ keys, secrets }: SetupContext, record: KeyRecord): Promise<void> {
  await keys.put({ ...record, state: 'revoking' });
  if (record.sealedBy === 'keyring') await secrets.delete(record.id);
  await keys.remove(record.id);
}
