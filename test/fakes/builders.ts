import type { RunProgress } from '../../engine/api/events.ts';
import type { LiveRun, PairView, Snapshot } from '../../engine/api/snapshot.ts';
import type { HostFacts, PlaceFacts, RsyncFacts } from '../../engine/model/facts.ts';
import { PairId, RunId, VolumeId } from '../../engine/model/ids.ts';
import { NO_FAILOVER_SETTINGS } from '../../engine/model/failover.ts';
import { COPIES_ONLY, UNSCHEDULED, type Pair } from '../../engine/model/pair.ts';
import type { Volume } from '../../engine/model/volume.ts';

export const VOL_A = VolumeId.parse('vol-aaaaaa');
export const VOL_B = VolumeId.parse('vol-bbbbbb');

export function aVolume(fields: Partial<Volume> = {}): Volume {
  return {
    id: VOL_A,
    source: '/Volumes/Users',
    destination: '/Volumes/Users',
    role: 'data',
    deletion: { kind: 'mirror', limit: { kind: 'default' } },
    ...fields,
  };
}

export function aPair(fields: Partial<Pair> = {}): Pair {
  return {
    id: PairId.parse('pair-0123456789'),
    name: 'Office',
    primary: { kind: 'local' },
    standby: {
      kind: 'ssh',
      user: 'root',
      host: 'spare.local',
      port: 22,
      hostKey: `SHA256:${'A'.repeat(43)}`,
    },
    driver: 'local',
    volumes: [aVolume()],
    filters: { preset: 'none', excludes: [] },
    ...UNSCHEDULED,
    ...COPIES_ONLY,
    failover: NO_FAILOVER_SETTINGS,
    createdAt: '2026-11-23T10:00:00.000Z',
    ...fields,
  };
}

export function anRsync(fields: Partial<RsyncFacts> = {}): RsyncFacts {
  return {
    path: '/usr/bin/rsync',
    flavour: 'gnu',
    version: '3.5.0',
    protocol: 32,
    can: {
      hardLinks: true,
      acls: true,
      xattrs: true,
      creationTimes: true,
      fileFlags: true,
      appleExtended: false,
    },
    ...fields,
  };
}

export function aPlace(fields: Partial<PlaceFacts> = {}): PlaceFacts {
  const path = fields.path ?? '/Volumes/Users';
  return {
    path,
    state: 'present',
    realPath: path,
    node: undefined,
    mountPoint: path,
    fileSystem: 'apfs',
    volumeUuid: 'UUID-1',
    readOnly: false,
    writable: true,
    freeBytes: 1e12,
    usedBytes: 1e9,
    freeInodes: undefined,
    entries: 12,
    hasFiles: true,
    marker: undefined,
    caseSensitive: true,
    nanoseconds: true,
    xattrs: true,
    acls: true,
    ownersIgnored: false,
    ...fields,
  };
}

export function aHost(fields: Partial<HostFacts> = {}): HostFacts {
  return {
    os: 'darwin',
    osName: 'macOS 15.5',
    arch: 'arm64',
    hostName: 'office',
    machineId: 'machine-1',
    user: { name: 'root', uid: 0 },
    clockSkewMs: 0,
    rsyncs: [anRsync()],
    places: [aPlace()],
    fullDiskAccess: true,
    ...fields,
  };
}

export function markerText(pair: Pair, volume: Volume): string {
  return JSON.stringify({ version: 1, pairId: pair.id, volumeId: volume.id });
}

/** A pair that was never copied. */
export function aView(fields: Partial<PairView> = {}): PairView {
  return {
    pair: aPair(),
    recoveryPoint: undefined,
    lastRun: undefined,
    lastVerify: undefined,
    running: undefined,
    live: undefined,
    standing: undefined,
    readiness: undefined,
    drill: undefined,
    ...fields,
  };
}

export function aSnapshot(fields: Partial<Snapshot> = {}): Snapshot {
  return { sequence: 1, pairs: [], fault: undefined, ...fields };
}

/** A sync that copies. */
export function aLiveRun(fields: Partial<LiveRun> = {}): LiveRun {
  return {
    runId: RunId.parse('20261123-090000-r4n8'),
    mode: 'sync',
    startedAt: '2026-11-23T09:00:00.000Z',
    phase: 'copying',
    volumeId: VOL_A,
    progress: undefined,
    retrying: undefined,
    isCancelling: false,
    followsChanges: false,
    ...fields,
  };
}

export function aProgress(fields: Partial<RunProgress> = {}): RunProgress {
  return {
    type: 'run.progress',
    phase: 'copying',
    volumeId: VOL_A,
    filesDone: 1_200,
    filesTotal: 4_000,
    bytesDone: 212_000_000,
    fraction: 0.42,
    bytesPerSecond: 12_400_000,
    secondsLeft: 200,
    ...fields,
  };
}
