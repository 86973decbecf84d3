import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { localVolumes, type VolumeSources } from '../../../engine/platform/local-volumes.ts';
import { linuxVolumes, macVolumes } from '../../../engine/platform/mounted-volumes.ts';

const MAC_15 = readFileSync('test/fixtures/platform/mount-macos-15.txt', 'utf8');
/** In the form of macOS 10.14 and before: one system volume, nothing sealed. */
const MAC_10_14 = [
  '/dev/disk1s1 on / (apfs, local, journaled)',
  'devfs on /dev (devfs, local, nobrowse)',
  '/dev/disk1s4 on /private/var/vm (apfs, local, noexec, journaled, noatime, nobrowse)',
  '/dev/disk2s1 on /Volumes/On (the) go (exfat, local, nodev, nosuid, noowners)',
  '/dev/disk3s1 on /Volumes/Recovery (hfs, local, journaled, nobrowse)',
].join('\n');
const SPACE = { usedBytes: 100, freeBytes: 50 };

/** A machine of these mounts; `folders`: what is in the folders that are looked into. */
function aMachine(
  platform: VolumeSources['platform'],
  mounts: string,
  folders: Readonly<Record<string, readonly string[]>> = {},
  links: Readonly<Record<string, string>> = {},
): VolumeSources {
  return {
    platform,
    mounts: () => Promise.resolve(mounts),
    list: (folder) => Promise.resolve(folders[folder] ?? []),
    target: (link) => Promise.resolve(links[link]),
    space: (path) => Promise.resolve(path.endsWith('gone') ? undefined : SPACE),
  };
}

describe('the mounted volumes of a Mac', () => {
  it('are the Data volume of a sealed system and what the Finder shows of local disks', () => {
    expect(macVolumes(MAC_15)).toEqual([
      { path: '/System/Volumes/Data', fileSystem: 'apfs', isSystem: true },
      { path: '/Volumes/Spare Disk', fileSystem: 'hfs', isSystem: false },
    ]);
  });

  it('are the root of an older one', () => {
    expect(macVolumes(MAC_10_14)).toEqual([
      { path: '/', fileSystem: 'apfs', isSystem: true },
      { path: '/Volumes/On (the) go', fileSystem: 'exfat', isSystem: false },
    ]);
  });
});

describe('the mounted volumes of a Linux', () => {
  it('are disks and their own parts, and the root whatever it is', () => {
    const mounts = [
      '22 27 0:21 / /proc rw - proc proc rw',
      '27 1 0:50 / / rw - overlay overlay rw',
      '28 27 8:1 / /boot/efi rw - vfat /dev/sda1 rw',
      '29 27 8:2 / /boot rw - ext4 /dev/sda2 rw',
      '30 27 8:17 / /mnt/two\\040words rw - xfs /dev/sdb1 rw',
      '31 27 8:17 /sub /etc/hosts rw - xfs /dev/sdb1 rw',
      '32 27 0:33 /@home /home rw - btrfs /dev/sdc1 rw',
      '33 27 0:40 / /srv/share rw - nfs4 nas:/share rw',
      '34 27 7:1 / /snap/core ro - squashfs /dev/loop1 ro',
      '35 27 8:33 / /media/a rw - ext4 /dev/sdd1 rw',
      '36 27 8:34 / /media/a rw - exfat /dev/sde1 rw',
      '',
    ].join('\n');
    expect(linuxVolumes(mounts)).toEqual([
      { path: '/', fileSystem: 'overlay', isSystem: true },
      { path: '/mnt/two words', fileSystem: 'xfs', isSystem: false },
      { path: '/home', fileSystem: 'btrfs', isSystem: false },
      { path: '/media/a', fileSystem: 'exfat', isSystem: false },
    ]);
  });
});

describe('localVolumes', () => {
  it('names a Mac’s system as the Finder does, and lists people’s folders', async () => {
    const folders = {
      '/Volumes': ['Spare Disk', 'Server HD', 'com.apple.TimeMachine.localsnapshots'],
      '/Users': ['Shared', 'anna', '.localized', 'gone'],
    };
    const found = await localVolumes(aMachine('darwin', MAC_15, folders, { '/Volumes/Server HD': '/' }));
    const home = {
      kind: 'home',
      fileSystem: 'apfs',
      usedBytes: undefined,
      freeBytes: 50,
      role: 'data',
      isSystem: false,
    };
    expect(found).toEqual([
      {
        path: '/System/Volumes/Data',
        name: 'Server HD',
        kind: 'volume',
        fileSystem: 'apfs',
        ...SPACE,
        role: 'system',
        isSystem: true,
      },
      {
        path: '/Volumes/Spare Disk',
        name: 'Spare Disk',
        kind: 'volume',
        fileSystem: 'hfs',
        ...SPACE,
        role: 'data',
        isSystem: false,
      },
      { ...home, path: '/Users/Shared', name: 'Shared' },
      { ...home, path: '/Users/anna', name: 'anna' },
    ]);
  });

  it('knows the file system of a folder of people, and lists a disk in its place once', async () => {
    const mounts = [
      '27 1 8:1 / / rw - ext4 /dev/sda1 rw',
      '28 27 8:2 / /home rw - xfs /dev/sda2 rw',
      '29 27 8:3 / /home/berta rw - btrfs /dev/sda3 rw',
      '30 27 8:4 / /mnt/gone rw - ext4 /dev/sda4 rw',
    ].join('\n');
    const found = await localVolumes(aMachine('linux', mounts, { '/home': ['anna', 'berta', 'lost+found'] }));
    expect(found.map(({ path, name, kind, fileSystem }) => [path, name, kind, fileSystem])).toEqual([
      ['/', 'System', 'volume', 'ext4'],
      ['/home', 'home', 'volume', 'xfs'],
      ['/home/berta', 'berta', 'volume', 'btrfs'],
      ['/home/anna', 'anna', 'home', 'xfs'],
    ]);
  });

  it('finds nothing on a system that it does not know', async () => {
    expect(await localVolumes(aMachine('other', MAC_15))).toEqual([]);
  });
});
