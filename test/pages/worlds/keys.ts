import type { KeyStatus } from '../../../engine/api/setup.ts';
import { PairId } from '../../../engine/model/ids.ts';
import { KeyRecord } from '../../../engine/model/key.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { NEW_PIN, PAIR_ID, pairAnswers, RSA_PIN } from './set-up-base.ts';
import { keyedPairView } from './set-up-run.ts';

function record(change: Partial<KeyRecord> = {}): KeyRecord {
  return KeyRecord.parse({
    id: 'key-a1b2c3d4e5',
    pairId: PAIR_ID,
    role: 'standby',
    publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKjCmBtQcIbr1s0m0Yb4yXwGqW2m3rN8o8tZkT9vB1Qe',
    fingerprint: NEW_PIN,
    comment: 'warmspare pair-a1b2c3d4e5 standby Spare Mac mini 2026-11-20',
    createdAt: '2026-11-20T09:00:00.000Z',
    sealedBy: 'keyring',
    installs: [
      {
        endpoint: 'ssh://root@spare.local',
        authorizedKeysFile: '/var/root/.ssh/authorized_keys',
        installedAt: '2026-11-20T09:00:00.000Z',
        provedAt: '2026-11-20T09:00:00.000Z',
      },
    ],
    state: 'active',
    ...change,
  });
}

export const KEYS: readonly KeyStatus[] = [
  { key: record(), role: 'standby', pairName: 'Spare Mac mini', lastUsedAt: '2026-11-26T03:04:41.000Z' },
  {
    key: record({
      id: KeyRecord.shape.id.parse('key-f6g7h8i9j0'),
      pairId: PairId.parse('pair-zzzzzzzzzz'),
      fingerprint: RSA_PIN,
      sealedBy: 'unattended',
      state: 'revoking',
    }),
    role: 'standby',
    pairName: undefined,
    lastUsedAt: undefined,
  },
];

export function keysWorld(): FakeAnswers {
  const view = keyedPairView({ recoveryPoint: '2026-11-26T03:04:00.000Z' });
  return pairAnswers(view, undefined, { 'keys.list': async () => KEYS });
}

export function noKeysWorld(): FakeAnswers {
  const view = keyedPairView({ recoveryPoint: '2026-11-26T03:04:00.000Z' });
  return pairAnswers({ ...view, pair: { ...view.pair, standby: { kind: 'local' } } }, undefined);
}
