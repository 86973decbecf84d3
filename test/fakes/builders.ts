import type { HostFacts, PlaceFacts, RsyncFacts } from '../../engine/model/facts.ts';
import { PairId, VolumeId } from '../../engine/model/ids.ts';
import type { Pair } from '../../engine/model/pair.ts';
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
