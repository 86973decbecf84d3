import type { PathText } from '../model/path-text.ts';
import { parseMountLine } from './volume-facts.ts';

/** A file system that is mounted here and holds somebody's files. */
export interface MountedVolume {
  readonly path: PathText;
  readonly fileSystem: string;
  readonly isSystem: boolean;
}

/** Of a disk, not of memory, of the kernel or of another machine. */
const LINUX_DISKS = new Set([
  ...['ext2', 'ext3', 'ext4', 'xfs', 'btrfs', 'zfs', 'f2fs', 'jfs', 'reiserfs', 'bcachefs'],
  ...['vfat', 'exfat', 'ntfs', 'ntfs3', 'fuseblk', 'hfsplus', 'apfs'],
]);
/** What a machine starts with; nobody's files. */
const STARTERS = /^\/(?:boot|efi)(?:\/|$)/;

/** Reads /proc/self/mountinfo; see proc_pid_mountinfo(5). */
export function linuxVolumes(mountinfo: string): MountedVolume[] {
  const found = new Map<string, MountedVolume>();
  for (const line of mountinfo.split('\n')) {
    const mount = parseMountLine(line);
    // 36 35 98:0 /mnt1 /mnt2 …: what of the file system is shown at the mount point
    const root = line.split(' ')[3];
    if (mount === undefined || root === undefined) continue;
    const { mountPoint: path, type: fileSystem } = mount;
    const isSystem = path === '/';
    // A part of a disk that is mounted once more elsewhere; on btrfs, and for what the system runs from, every root is such a part.
    const isAgain = root !== '/' && fileSystem !== 'btrfs';
    if (!isSystem && (!LINUX_DISKS.has(fileSystem) || isAgain || STARTERS.test(path))) continue;
    // Of two at one place the later hides the earlier.
    found.set(path, { path, fileSystem, isSystem });
  }
  return [...found.values()];
}

const DATA_VOLUME = '/System/Volumes/Data';
const MAC_DISKS = new Set(['apfs', 'hfs', 'exfat', 'msdos', 'ntfs', 'ufsd_NTFS', 'zfs']);

// /dev/disk6s2 on /Volumes/Spare Disk (hfs, local, nodev, nosuid, journaled, noowners)
const MAC_MOUNT = /^.*? on (\/.*) \(([^()]*)\)$/;

/** Reads what mount(8) of macOS prints. Was tested with recorded text, not on a Mac. */
export function macVolumes(mounts: string): MountedVolume[] {
  const all = mounts.split('\n').flatMap((line) => {
    const [, path, words] = MAC_MOUNT.exec(line) ?? [];
    const [fileSystem = '', ...options] = words?.split(', ') ?? [];
    return path === undefined ? [] : [{ path, fileSystem, options }];
  });
  // From 10.15 on the root is sealed, and what people keep is on the Data volume.
  const system = all.some(({ path }) => path === DATA_VOLUME) ? DATA_VOLUME : '/';
  return all
    .filter(({ path, fileSystem, options }) => {
      if (path === system) return true;
      const isShown = /^\/Volumes\/[^/]+$/.test(path) && !options.includes('nobrowse');
      return isShown && options.includes('local') && MAC_DISKS.has(fileSystem);
    })
    .map(({ path, fileSystem }) => ({ path, fileSystem, isSystem: path === system }));
}
