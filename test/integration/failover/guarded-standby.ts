import { mkdirSync } from 'node:fs';
import { KeyRecord } from '../../../engine/model/key.ts';
import type { Endpoint } from '../../../engine/model/endpoint.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { ROOT_ACCOUNT } from '../../../engine/keys/key-account.ts';
import { memoryKeyring } from '../../../engine/keys/memory-keyring.ts';
import { systemClock } from '../../../engine/platform/clock.ts';
import { sortLines } from '../../../engine/platform/sort-lines.ts';
import { isAlive, startToken } from '../../../engine/platform/process-identity.ts';
import type { EngineContext } from '../../../engine/run/context.ts';
import { newKeyId } from '../../../engine/run/ids.ts';
import { pinOf } from '../../../engine/ssh/host-keys.ts';
import { makeKeyPair } from '../../../engine/ssh/key-pair.ts';
import { openConfig } from '../../../engine/store/config-store.ts';
import { openHistory } from '../../../engine/store/history.ts';
import { openPromotionStore } from '../../../engine/store/promotion-store.ts';
import { openKeyRecords } from '../../../engine/store/key-records.ts';
import { FAST_BACKOFF } from '../../helpers/pair-fixture.ts';
import type { LoopbackSshd } from '../../helpers/loopback-sshd.ts';
import { aDestination, makeGuard } from '../keys/guard-bench.ts';

/** What operations of the engine work with, over a data folder of the test's own. */
export function engineContext(home: string): EngineContext {
  const owner = { pid: process.pid, startToken: startToken(process.pid) ?? 'unknown' };
  const ports = { isAlive, clock: systemClock };
  return {
    home,
    clock: systemClock,
    config: openConfig(home, { owner, ...ports }),
    history: openHistory(home, { ...ports, sortLines }),
    keys: openKeyRecords(home),
    promotions: openPromotionStore(home),
    secrets: memoryKeyring(),
    keyAccount: ROOT_ACCOUNT,
    backoff: FAST_BACKOFF,
    patience: { connectSeconds: 10, answerSeconds: 60, silenceSeconds: 60 },
    owner,
  };
}

/** Has a key of the app's let in by a real sshd as nothing but the guard; the pair's volumes are its places. */
export async function guardStandby(
  engine: EngineContext,
  sshd: LoopbackSshd,
  folder: string,
  { id, volumes, commands = [] }: Pick<Pair, 'id' | 'volumes'> & Partial<Pick<Pair, 'commands'>>,
): Promise<Endpoint> {
  mkdirSync(folder, { recursive: true });
  const places = volumes.map((volume) => ({ ...aDestination(volume.destination), id: volume.id }));
  const guard = makeGuard(`${folder}/guard`, {
    places,
    pair: id,
    rsync: '/usr/bin/rsync',
    commands: commands.map(({ text }) => text),
  });
  const { publicKey, privateKey } = makeKeyPair({ comment: 'warmspare test' });
  const [type = '', blob = ''] = publicKey.split(' ');
  const record = KeyRecord.parse({
    id: newKeyId(),
    pairId: id,
    role: 'standby',
    publicKey: `${type} ${blob}`,
    fingerprint: pinOf(Buffer.from(blob, 'base64')),
    comment: 'warmspare test',
    createdAt: '2026-11-23T10:00:00.000Z',
    sealedBy: 'unattended',
    installs: [],
    state: 'active',
  });
  await engine.keys.put(record, privateKey);
  sshd.authorize(publicKey, `restrict,command="${guard} ${id}"`);
  return {
    kind: 'ssh',
    user: sshd.user,
    host: sshd.host,
    port: sshd.port,
    hostKey: sshd.hostKeyFingerprint,
    keyId: record.id,
  };
}
