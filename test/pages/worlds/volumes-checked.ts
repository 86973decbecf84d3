import type { CheckReport, EndReport } from '../../../engine/api/engine.ts';
import type { HostFacts, PlaceFacts } from '../../../engine/model/facts.ts';
import type { LocalVolume } from '../../../engine/model/local-volume.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import type { PlanRefusal } from '../../../engine/model/plan.ts';
import { EngineError, type Problem } from '../../../engine/model/problem.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { nightsOf, officePair, SPACE, USERS, viewOf } from './office.ts';
import { aWorld } from './world.ts';

/* What two machines say of the places of a pair. */

const GB = 1e9;

/** Where the disks of the office are mounted, and how full they are, in GB. */
const DISKS: readonly (readonly [mountPoint: string, used: number, free: number])[] = [
  ['/System/Volumes/Data', 412, 588],
  ['/Volumes/System', 405, 1_595],
  ['/Volumes/Users', 1_240, 760],
  ['/Volumes/Space', 3_870, 130],
];

export function aPlace(path: string, fields: Partial<PlaceFacts> = {}): PlaceFacts {
  const [mountPoint, used, free] = DISKS.find(([disk]) => path === disk || path.startsWith(`${disk}/`)) ?? [
    path,
    96,
    404,
  ];
  return {
    path,
    state: 'present',
    realPath: path,
    node: undefined,
    mountPoint,
    fileSystem: 'apfs',
    volumeUuid: '8F2C0A11',
    readOnly: false,
    writable: true,
    freeBytes: free * GB,
    usedBytes: used * GB,
    freeInodes: undefined,
    entries: 12,
    hasFiles: true,
    marker: undefined,
    caseSensitive: false,
    nanoseconds: true,
    xattrs: true,
    acls: true,
    ownersIgnored: false,
    ...fields,
  };
}

function reached(hostName: string, places: readonly PlaceFacts[]): EndReport {
  const facts: HostFacts = {
    os: 'darwin',
    osName: 'macOS 26.1',
    arch: 'arm64',
    hostName,
    machineId: hostName,
    user: { name: 'root', uid: 0 },
    clockSkewMs: 0,
    rsyncs: [],
    places,
    fullDiskAccess: true,
  };
  return { state: 'reached', facts };
}

export function aCheck(pair: Pair, fields: Partial<CheckReport> = {}): CheckReport {
  return {
    pair,
    primary: reached(
      'office',
      pair.volumes.map(({ source }) => aPlace(source)),
    ),
    standby: reached(
      'spare',
      pair.volumes.map(({ destination }) => aPlace(destination)),
    ),
    refusals: [],
    losses: [],
    notices: [],
    ...fields,
  };
}

const LOCAL_VOLUMES: readonly LocalVolume[] = [
  aLocal('/System/Volumes/Data', 'Macintosh HD', { role: 'system', isSystem: true, usedBytes: 412 * GB }),
  aLocal('/Volumes/Users', 'Users', { usedBytes: 1_240 * GB }),
  aLocal('/Volumes/Work', 'Work', { usedBytes: 96 * GB }),
  aLocal('/Users/anna', 'anna', { kind: 'home', usedBytes: undefined }),
];

function aLocal(path: string, name: string, fields: Partial<LocalVolume>): LocalVolume {
  return {
    path,
    name,
    kind: 'volume',
    fileSystem: 'apfs',
    usedBytes: undefined,
    freeBytes: 404 * GB,
    role: 'data',
    isSystem: false,
    ...fields,
  };
}

/** Both machines answer, and everything is in order. */
export function volumesCheckedWorld(pair = officePair(), check = aCheck(pair)): FakeAnswers {
  const runs = nightsOf(pair);
  return {
    ...aWorld({ pairs: [viewOf(pair, runs)], runs }),
    'pair.check': async () => check,
    'volumes.local': async () => LOCAL_VOLUMES,
  };
}

/** Any world, whose machines answer when they are asked. */
export function checkable(world: FakeAnswers): FakeAnswers {
  return {
    ...world,
    'pair.check': async ({ pairId }) => {
      const pairs = (await world['snapshot.get']?.())?.pairs ?? [];
      const view = pairs.find(({ pair }) => pair.id === pairId);
      if (view === undefined) throw EngineError.of('pair.unknown', { text: pairId });
      return aCheck(view.pair);
    },
    'volumes.local': async () => LOCAL_VOLUMES,
  };
}

/** A disk of the standby was replaced, and a place there is gone. */
export function volumesRefusedWorld(): FakeAnswers {
  const pair = officePair();
  const refusals: readonly PlanRefusal[] = [
    {
      reason: 'destination.replaced',
      volumeId: USERS,
      details: {
        path: '/Volumes/Users',
        expected: 'apfs 8F2C0A11 at /Volumes/Users',
        found: 'apfs 1D77B2E0 at /Volumes/Users',
      },
    },
    { reason: 'destination.missing', volumeId: SPACE, details: { path: '/Volumes/Space/admin' } },
  ];
  const standby = reached(
    'spare',
    pair.volumes.map(({ id, destination }) => aPlace(destination, id === SPACE ? { state: 'missing' } : {})),
  );
  return volumesCheckedWorld(pair, aCheck(pair, { standby, refusals }));
}

const AWAY: Problem = {
  code: 'endpoint.unreachable',
  retry: 'transient',
  details: { side: 'standby', endpoint: 'ssh://root@spare.local', text: 'no route to host' },
};

/** The standby is switched off. */
export function volumesAwayWorld(): FakeAnswers {
  const pair = officePair();
  return volumesCheckedWorld(pair, aCheck(pair, { standby: { state: 'failed', problem: AWAY } }));
}
