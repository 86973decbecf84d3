import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { beginMarker, endMarker } from '../../../engine/model/shell.ts';
import { parsePlaceChecks, parseProbe } from '../../../engine/platform/parse-probe.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/platform/${name}`, import.meta.url), 'utf8');
const CONTEXT = { nonce: 'n', paths: ['/p'], sentAtMs: 1_000_000_000_000, receivedAtMs: 1_000_000_000_200 };

/** The probe's output, from keys and values. */
function output(fields: readonly (readonly [string, string])[]): Uint8Array {
  const body = fields.map(([key, value]) => `${key}\0${value}\0`).join('');
  return Buffer.from(`noise\n${beginMarker('n')}${body}${endMarker('n')}`, 'latin1');
}

const MAC_HOST = [
  ['clock', '1000000002'],
  ['uname', 'Darwin spare.local 24.5.0 arm64'],
  ['uid', '0'],
  ['user', 'root'],
  ['os-name', 'macOS 15.5'],
  ['machine', fixture('ioreg-platform-expert.txt')],
  ['full-disk-access', '0'],
  ['rsync', '/opt/homebrew/bin/rsync'],
  ['rsync-text', 'rsync  version 3.4.4  protocol version 32'],
  ['rsync', '/usr/bin/rsync'],
  ['rsync-text', 'openrsync: protocol version 29\nrsync version 2.6.9 compatible'],
  ['mount-table', fixture('mount-macos-15.txt')],
] as const;

const LINUX_PLACE = [
  ['place', '/p'],
  ['state', 'present'],
  ['real', '/mnt/two words/p'],
  ['node', '2049:12'],
  ['statfs', '4096 1000 600 500 2000 1500 b59b47e1ee3f8a8a ext2/ext3'],
] as const;

function macPlace(fields: readonly (readonly [string, string])[]): unknown {
  const parsed = parseProbe(
    output([...MAC_HOST, ['place', '/p'], ['state', 'present'], ['real', '/p'], ['node', '1:2'], ...fields]),
    CONTEXT,
  );
  return parsed.ok ? parsed.value.places[0] : parsed.error;
}

describe('a probe of a Mac', () => {
  it('tells about the machine', () => {
    const parsed = parseProbe(output([...MAC_HOST]), { ...CONTEXT, paths: [] });
    expect(parsed).toEqual({
      ok: true,
      value: {
        os: 'darwin',
        osName: 'macOS 15.5',
        arch: 'arm64',
        hostName: 'spare.local',
        machineId: '564D7B10-1F2E-4C3D-8A9B-0C1D2E3F4A5B',
        user: { name: 'root', uid: 0 },
        clockSkewMs: 2400,
        rsyncs: [
          { path: '/opt/homebrew/bin/rsync', text: 'rsync  version 3.4.4  protocol version 32' },
          { path: '/usr/bin/rsync', text: 'openrsync: protocol version 29\nrsync version 2.6.9 compatible' },
        ],
        places: [],
        fullDiskAccess: false,
      },
    });
  });

  it('tells about an APFS volume, with the space from df since diskutil says 0', () => {
    expect(
      macPlace([
        ['df', '/dev/disk3s5   482797652 378277460  76757888    84%    /System/Volumes/Data'],
        [
          'dfi',
          '/dev/disk3s5   482797652 378277460  76757888    84% 9110854  767578880    1%   /System/Volumes/Data',
        ],
        ['diskutil', fixture('diskutil-info-apfs-10.15.plist')],
        ['writable', '1'],
        ['entries', '3'],
        ['files', 'yes'],
      ]),
    ).toEqual({
      path: '/p',
      state: 'present',
      realPath: '/p',
      node: '1:2',
      mountPoint: '/System/Volumes/Data',
      fileSystem: 'apfs',
      volumeUuid: '5F1D2C3B-4A59-4867-9685-A4B3C2D1E0F1',
      readOnly: false,
      writable: true,
      freeBytes: 76_757_888 * 1024,
      usedBytes: 378_277_460 * 1024,
      // Of the container, which other volumes share: more than this one's used and free.
      sizeBytes: 482_797_652 * 1024,
      freeInodes: 767_578_880,
      entries: 3,
      hasFiles: true,
      marker: undefined,
      caseSensitive: false,
      nanoseconds: true,
      xattrs: true,
      acls: true,
      ownersIgnored: false,
    });
  });

  it('tells that a case-sensitive HFS+ volume with a space in its name ignores owners', () => {
    expect(
      macPlace([
        ['df', '/dev/disk6s2   482797652 378277460  76757888    84%    /Volumes/Spare Disk'],
        ['diskutil', fixture('diskutil-info-hfs-10.9.plist')],
      ]),
    ).toMatchObject({
      mountPoint: '/Volumes/Spare Disk',
      fileSystem: 'hfs',
      volumeUuid: '0A1B2C3D-4E5F-3678-9ABC-DEF012345678',
      caseSensitive: true,
      nanoseconds: false,
      ownersIgnored: true,
      freeInodes: undefined,
    });
  });

  it('tells what is known of a network volume and of one that diskutil does not know', () => {
    expect(
      macPlace([['df', '//me@nas._smb._tcp.local/Media%20Share 100 40 60 40% /Volumes/Media Share']]),
    ).toMatchObject({
      mountPoint: '/Volumes/Media Share',
      fileSystem: 'smbfs',
      volumeUuid: undefined,
      caseSensitive: undefined,
      xattrs: undefined,
    });
    expect(
      macPlace([
        ['df', '/dev/disk3s1s1 100 40 60 40% /'],
        ['diskutil', fixture('diskutil-info-error.plist')],
      ]),
    ).toMatchObject({ fileSystem: 'apfs', volumeUuid: undefined, readOnly: true });
  });
});

describe('a probe of Linux', () => {
  const host = [
    ['uname', 'Linux spare 6.1.0 x86_64'],
    ['machine', 'm1 b1'],
    ['os-name', '"Debian GNU/Linux 12 (bookworm)"'],
    ['clock', '1000000000100999999'],
  ] as const;
  const checks = (fields: readonly (readonly [string, string])[]): unknown => {
    const parsed = parsePlaceChecks(output([...LINUX_PLACE, ...fields]), CONTEXT);
    return parsed.ok ? parsed.value[0] : parsed.error;
  };

  it('reads nanoseconds, the quoted name and both ids', () => {
    expect(parseProbe(output([...host]), { ...CONTEXT, paths: [] })).toMatchObject({
      ok: true,
      value: {
        os: 'linux',
        osName: 'Debian GNU/Linux 12 (bookworm)',
        machineId: 'm1/b1',
        clockSkewMs: 0,
        fullDiskAccess: undefined,
      },
    });
  });

  it('reads the escapes of mountinfo and takes the id of ext4 when there is no UUID', () => {
    expect(
      checks([['mount', String.raw`36 35 8:1 / /mnt/two\040words ro,noatime shared:1 - ext4 /dev/sda1 rw`]]),
    ).toEqual({
      path: '/p',
      state: 'present',
      realPath: '/mnt/two words/p',
      node: '2049:12',
      mountPoint: '/mnt/two words',
      fileSystem: 'ext4',
      volumeUuid: 'fsid-b59b47e1ee3f8a8a',
      readOnly: true,
      marker: undefined,
    });
  });

  it('finds the mount among all of them: the deepest, and of two the later', () => {
    const mounts = [
      '1 0 8:0 / / rw - ext4 /dev/sda rw',
      String.raw`2 1 8:1 / /mnt/two\040words rw - xfs /dev/sdb rw`,
      String.raw`3 1 8:2 / /mnt/two rw - vfat /dev/sdc rw`,
      String.raw`4 1 8:3 / /mnt/two\040words rw master:1 - btrfs /dev/sdd ro`,
    ].join('\n');
    expect(checks([['mounts', mounts]])).toMatchObject({
      mountPoint: '/mnt/two words',
      fileSystem: 'btrfs',
      readOnly: true,
    });
  });

  it('keeps a path that is not UTF-8', () => {
    const parsed = parsePlaceChecks(
      output([
        ['place', '/\xff\n'],
        ['state', 'missing'],
      ]),
      { nonce: 'n', paths: ['/\\#377\n'] },
    );
    expect(parsed).toMatchObject({
      ok: true,
      value: [{ path: '/\\#377\n', realPath: '/\\#377\n', state: 'missing' }],
    });
  });
});

describe('an answer that cannot be believed', () => {
  it('is refused at each place where it may be cut', () => {
    const whole = output([...MAC_HOST, ...LINUX_PLACE]);
    expect(parseProbe(whole, CONTEXT).ok).toBe(true);
    for (let cut = 0; cut < whole.length; cut += 7) {
      expect(parseProbe(whole.subarray(0, cut), CONTEXT)).toEqual({
        ok: false,
        error: 'the answer is not whole',
      });
    }
  });

  it('is refused when it is about another path', () => {
    expect(parseProbe(output([...MAC_HOST, ...LINUX_PLACE]), { ...CONTEXT, paths: ['/q'] })).toEqual({
      ok: false,
      error: 'the answer is about other paths',
    });
  });
});
