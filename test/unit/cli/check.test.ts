import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../engine/api/engine.ts';
import type { HostFacts, PlaceFacts } from '../../../engine/model/facts.ts';
import { aWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, jsonLines, USERS, type Ran } from './cli-harness.ts';

function aPlace(fields: Partial<PlaceFacts> = {}): PlaceFacts {
  return {
    path: '/Volumes/Users',
    state: 'present',
    realPath: '/Volumes/Users',
    node: '1:2',
    mountPoint: '/Volumes/Users',
    fileSystem: 'apfs',
    volumeUuid: '1A',
    readOnly: false,
    writable: true,
    freeBytes: 500e9,
    usedBytes: 412e9,
    freeInodes: undefined,
    entries: 4,
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

const CAN = {
  hardLinks: true,
  acls: true,
  xattrs: true,
  creationTimes: true,
  fileFlags: true,
  appleExtended: false,
};
const PRIMARY: HostFacts = {
  os: 'darwin',
  osName: 'macOS 15.5',
  arch: 'arm64',
  hostName: 'studio.local',
  machineId: 'A',
  user: { name: 'root', uid: 0 },
  clockSkewMs: 0,
  rsyncs: [
    { path: '/opt/homebrew/bin/rsync', flavour: 'gnu', version: '3.4.1', protocol: 32, can: CAN },
    { path: '/usr/bin/rsync', flavour: 'apple-openrsync', version: '2.6.9', protocol: 29, can: CAN },
  ],
  places: [aPlace()],
  fullDiskAccess: false,
};
const STANDBY: HostFacts = {
  ...PRIMARY,
  arch: 'x86_64',
  hostName: 'spare\u001b[2J',
  user: { name: 'anna', uid: 501 },
  rsyncs: [],
  places: [aPlace({ path: '/Volumes/Spare/Users', mountPoint: '/Volumes/Spare', readOnly: true })],
  fullDiskAccess: true,
};
const REPORT: CheckReport = {
  pair: aPair(),
  primary: { state: 'reached', facts: PRIMARY },
  standby: { state: 'reached', facts: STANDBY },
  refusals: [
    { reason: 'rsync.missing-standby', details: {} },
    { reason: 'destination.read-only', volumeId: USERS, details: { path: '/Volumes/Spare/Users' } },
  ],
  losses: [
    { what: 'ownership', why: 'not-root', volumeId: USERS },
    { what: 'acls', why: 'rsync-standby', volumeId: USERS },
  ],
  notices: [
    { kind: 'old-rsync', side: 'primary', version: '3.4.1' },
    { kind: 'pattern-matches-nothing', pattern: '*.tpm', volumeId: USERS },
  ],
};

function check(report: Partial<CheckReport>, more: readonly string[] = []): Promise<Ran> {
  const world = aWorld({ pairs: [aPair()], report: { ...REPORT, ...report } });
  return cli(['check', 'office', ...more], { world });
}

describe('check', () => {
  it('prints both machines, the volumes, notices and refusals, and claims nothing to be kept', async () => {
    const ran = await check({});
    expect([ran.status, ran.stderr]).toEqual([4, '']);
    expect(ran.stdout).toEqual(`office: local -> ssh://root@spare.local

Primary
  Machine      studio.local, macOS 15.5, arm64 (Apple silicon)
  User         root
  rsync        rsync 3.4.1, /opt/homebrew/bin/rsync
               Apple’s openrsync, compatible with 2.6.9, /usr/bin/rsync  (not used)
  Disk access  no Full Disk Access: some of a Mac’s own data cannot be read

Standby
  Machine  spare\\#033[2J, macOS 15.5, x86_64 (Intel)
  User     anna (not root)
  rsync    none found

Volumes
  /Volumes/Users -> /Volumes/Spare/Users
    primary  412 GB used on its volume, apfs mounted at /Volumes/Users
    standby  500 GB free, apfs mounted at /Volumes/Spare, read-only

Please note
  The rsync on the primary (3.4.1) is older than 3.5.0, which mends known security holes. Install a newer one there, on a Mac with: brew install rsync
  The pattern "*.tpm" matches nothing in /Volumes/Users. Is it spelled as the files are?

A sync would be refused, for 2 reasons:
  There is no usable rsync on the standby. Install rsync 3 there, on a Mac with: brew install rsync
  The destination /Volumes/Spare/Users cannot be written on the standby. Sign in there as a user who may, or mount the disk writable; nothing was changed.
`);
  });

  it('says that a sync would start', async () => {
    const ran = await check({ refusals: [], notices: [] });
    expect(ran.status).toEqual(0);
    expect(ran.stdout.slice(ran.stdout.indexOf('A copy keeps'))).toEqual(`A copy keeps
  contents, names, dates, permissions  kept
  owners and groups                    not kept: that needs root on the standby
  access control lists                 not kept: the rsync on the standby cannot
  extended attributes                  kept
  creation dates                       kept
  file flags (locked, hidden)          kept
  hard links                           kept
  times finer than a second            kept
  names that differ in case only       kept
  device files                         kept

Ready: a sync would start. Try it with: warmspare sync office --preview
`);
  });

  it('does not claim to keep what only a Mac has', async () => {
    const primary = { state: 'reached' as const, facts: { ...PRIMARY, os: 'linux' as const } };
    const ran = await check({ primary, refusals: [] });
    expect(ran.stdout).toContain('  creation dates                       only a Mac has them\n');
    expect(ran.stdout).toContain('  file flags (locked, hidden)          only a Mac has them\n');
  });

  it('says why a machine was not reached, and claims nothing about it', async () => {
    const problem = {
      code: 'endpoint.timeout' as const,
      retry: 'transient' as const,
      details: { side: 'standby' as const, endpoint: 'ssh://root@spare.local' },
    };
    const ran = await check({ standby: { state: 'failed', problem }, refusals: [], notices: [], losses: [] });
    expect(ran.status).toEqual(1);
    expect(ran.stdout.slice(ran.stdout.indexOf('Standby'))).toEqual(`Standby
  The standby (ssh://root@spare.local) did not answer in time. Is it asleep, or behind a firewall? Wake it and try again.

Volumes
  /Volumes/Users -> /Volumes/Spare/Users
    primary  412 GB used on its volume, apfs mounted at /Volumes/Users
    standby  unknown: the machine was not reached

A sync would fail: not both machines were reached.
`);
  });

  it('names the volumes of a loss that is not of all', async () => {
    const [users] = aPair().volumes;
    if (users === undefined) throw new Error('no volume');
    const work = { ...users, id: 'vol-work01' as typeof USERS, source: '/Volumes/Work' };
    const losses = [{ what: 'acls' as const, why: 'file-system' as const, volumeId: USERS }];
    const ran = await check({ pair: aPair({ volumes: [users, work] }), losses, refusals: [] });
    expect(ran.stdout).toContain(
      '  access control lists                 not kept: a file system here cannot (/Volumes/Users)\n',
    );
  });

  it('is the report itself with --json', async () => {
    const ran = await check({ refusals: [] }, ['--json']);
    const { clockSkewMs, fullDiskAccess } = STANDBY;
    expect(ran.status).toEqual(0);
    expect(jsonLines(ran.stdout)).toMatchObject([
      {
        type: 'check',
        pair: aPair(),
        refusals: [],
        standby: { state: 'reached', facts: { clockSkewMs, fullDiskAccess } },
      },
    ]);
  });

  it('hands --accept-volumes on', async () => {
    const world = aWorld({ pairs: [aPair()], report: REPORT });
    await cli(['check', 'office', '--accept-volumes'], { world });
    expect(world.calls).toEqual([['check', 'office', { acceptVolumes: true }]]);
  });
});
