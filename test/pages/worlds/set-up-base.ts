import type { ShownHostKey } from '../../../engine/api/engine.ts';
import type { AppInfo, SetupDraft } from '../../../engine/api/settings.ts';
import { beginView, type SetupView } from '../../../engine/api/setup-view.ts';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { FoundMachine } from '../../../engine/model/found-machine.ts';
import { PairId, VolumeId } from '../../../engine/model/ids.ts';
import type { LocalVolume } from '../../../engine/model/local-volume.ts';
import { NO_FAILOVER_SETTINGS } from '../../../engine/model/failover.ts';
import { COPIES_ONLY, Pair, UNSCHEDULED } from '../../../engine/model/pair.ts';
import type { FakeAnswers } from '../fake-main.ts';

export const PAIR_ID = PairId.parse('pair-a1b2c3d4e5');
export const USERS_ID = VolumeId.parse('vol-users1');
export const WORK_ID = VolumeId.parse('vol-work01');

export const PIN = 'SHA256:uNiVztksCsDhcc0u9e8BrqxR1kBbJ4qLw0o8zB5q3Xk';
export const RSA_PIN = 'SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8';
export const NEW_PIN = 'SHA256:47DEQpj8HBSaTImW5JCeuQeRkm5NMpJWZG3hSuFUx0s';

export const RANDOMART = [
  '+--[ED25519 256]--+',
  '|        .o=..    |',
  '|       . o.*     |',
  '|        = * +    |',
  '|       o B B .   |',
  '|      . S O o    |',
  '|       . O.=     |',
  '|        =.*o.    |',
  '|       ..Eo+o    |',
  '|        .+=+     |',
  '+----[SHA256]-----+',
].join('\n');

export const HOST_KEYS: readonly ShownHostKey[] = [
  { type: 'ssh-ed25519', pin: PIN, randomart: RANDOMART, yours: 'same' },
  { type: 'rsa-sha2-512', pin: RSA_PIN, randomart: RANDOMART, yours: undefined },
];

export const APP_INFO: AppInfo = {
  version: '0.1.0',
  platform: 'darwin',
  home: '/Users/anna/Library/Application Support/warmspare',
  isRoot: false,
  electron: '40.0.0',
  canStartAtLogin: true,
  demoStandby: undefined,
};

export const MACHINES: readonly FoundMachine[] = [
  { name: 'Spare Mac mini', host: 'spare.local', port: 22, addresses: ['192.168.1.20'] },
  { name: 'Studio', host: 'studio.local', port: 22, addresses: ['192.168.1.31', 'fe80::1%en0'] },
];

export const LOCAL_VOLUMES: readonly LocalVolume[] = [
  {
    path: '/System/Volumes/Data',
    name: 'Macintosh HD',
    kind: 'volume',
    fileSystem: 'apfs',
    usedBytes: 412_000_000_000,
    freeBytes: 80_000_000_000,
    role: 'system',
    isSystem: true,
  },
  {
    path: '/Volumes/Work',
    name: 'Work',
    kind: 'volume',
    fileSystem: 'apfs',
    usedBytes: 212_000_000_000,
    freeBytes: 780_000_000_000,
    role: 'data',
    isSystem: false,
  },
  {
    path: '/Users/anna',
    name: 'anna',
    kind: 'home',
    fileSystem: 'apfs',
    usedBytes: undefined,
    freeBytes: 80_000_000_000,
    role: 'data',
    isSystem: false,
  },
];

export const DRAFT: SetupDraft = {
  step: 'volumes',
  name: 'Spare Mac mini',
  address: { user: 'root', host: 'spare.local', port: 22 },
  hostKey: PIN,
  volumes: [{ source: '/Volumes/Work', destination: '/Volumes/Work', role: 'data' }],
  preset: 'macos-data',
  excludes: ['*.tmp'],
  asRootHere: false,
};

/** `keyId`: what a set-up that has ended leaves behind. */
export function samplePair(change: { readonly name?: string; readonly keyId?: string } = {}): Pair {
  const { name = 'Spare Mac mini', keyId } = change;
  return Pair.parse({
    id: PAIR_ID,
    name,
    primary: { kind: 'local' },
    standby: {
      kind: 'ssh',
      user: 'root',
      host: 'spare.local',
      port: 22,
      hostKey: PIN,
      ...(keyId !== undefined && { keyId }),
    },
    driver: 'local',
    volumes: [
      {
        id: WORK_ID,
        source: '/Volumes/Work',
        destination: '/Volumes/Work',
        role: 'data',
        deletion: { kind: 'mirror', limit: { kind: 'default' } },
      },
    ],
    filters: { preset: 'macos-data', excludes: ['*.tmp'] },
    ...UNSCHEDULED,
    ...COPIES_ONLY,
    failover: NO_FAILOVER_SETTINGS,
    createdAt: '2026-11-26T09:00:00.000Z',
  });
}

export function pairView(change: Partial<PairView> = {}): PairView {
  return {
    pair: samplePair(),
    recoveryPoint: undefined,
    lastRun: undefined,
    lastVerify: undefined,
    running: undefined,
    live: undefined,
    standing: undefined,
    readiness: undefined,
    drill: undefined,
    ...change,
  };
}

export function setupView(change: Partial<SetupView> = {}): SetupView {
  return { ...beginView(PAIR_ID, 'set-up'), ...change };
}

/** Nothing is set up, and nothing was begun; `answers` say what differs. */
export function freshAnswers(answers: FakeAnswers = {}): FakeAnswers {
  return {
    'snapshot.get': async () => ({ sequence: 0, pairs: [], fault: undefined }),
    'setup.list': async () => [],
    'app.info': async () => APP_INFO,
    'app.copy': async () => undefined,
    'draft.get': async () => undefined,
    'draft.save': async () => undefined,
    'draft.drop': async () => undefined,
    'machines.find': async () => ({ machines: MACHINES, isCut: false }),
    'work.stop': async () => undefined,
    'host-keys.show': async () => HOST_KEYS,
    'volumes.local': async () => LOCAL_VOLUMES,
    'keys.list': async () => [],
    'history.list': async () => [],
    ...answers,
  };
}

/** One pair, with its set-up at some point. */
export function pairAnswers(
  view: PairView,
  setup: SetupView | undefined,
  answers: FakeAnswers = {},
): FakeAnswers {
  return freshAnswers({
    'snapshot.get': async () => ({ sequence: 0, pairs: [view], fault: undefined }),
    'setup.list': async () => (setup === undefined ? [] : [setup]),
    'setup.begin': async ({ kind }) => setupView({ kind }),
    'setup.answer': async () => undefined,
    'setup.stop': async () => undefined,
    ...answers,
  });
}
