import { bytesToPathText, pathTextToBytes } from '../model/path-text.ts';
import type { PlaceFacts } from '../model/facts.ts';
import { pathOf, textOf, type Told } from './probe-records.ts';

export type VolumeFacts = Pick<
  PlaceFacts,
  | 'mountPoint'
  | 'fileSystem'
  | 'volumeUuid'
  | 'readOnly'
  | 'freeBytes'
  | 'usedBytes'
  | 'sizeBytes'
  | 'freeInodes'
  | 'ownersIgnored'
> & {
  /** What the system says about case; `undefined`: nothing. */
  readonly caseSensitive: boolean | undefined;
};

/** Reads what Linux told: a line of /proc/self/mountinfo and `stat -f`. */
export function linuxVolume(told: Told): VolumeFacts {
  const mount = readMount(told);
  // 4096 6164480 3187465 2950000 1572864 1400000 b59b47e1ee3f8a8a ext2/ext3
  const [size, blocks, free, available, , freeInodes, id, type] = (textOf(told, 'statfs') ?? '').split(' ');
  const fileSystem = mount?.type ?? (type === undefined || type === '' ? 'unknown' : type);
  return {
    mountPoint: mount?.mountPoint ?? '/',
    fileSystem,
    volumeUuid: nonEmpty(textOf(told, 'uuid')) ?? fileSystemId(fileSystem, id),
    readOnly: mount?.readOnly ?? false,
    freeBytes: count(available) * count(size),
    usedBytes: (count(blocks) - count(free)) * count(size),
    sizeBytes: count(blocks) * count(size),
    // File systems without a fixed number of inodes say 0.
    freeInodes:
      count(freeInodes) === 0 && ['btrfs', 'vfat', 'exfat', 'zfs'].includes(fileSystem)
        ? undefined
        : count(freeInodes),
    ownersIgnored: false,
    caseSensitive: undefined,
  };
}

/** ext4 and btrfs make this id from their UUID (ext4_statfs, btrfs_statfs); others make it from the device's number. */
function fileSystemId(fileSystem: string, id: string | undefined): string | undefined {
  if (id === undefined || !/^[0-9a-f]+$/.test(id) || /^0+$/.test(id)) return undefined;
  return /^(ext[234]|btrfs)$/.test(fileSystem) ? `fsid-${id}` : undefined;
}

interface MountLine {
  readonly mountPoint: string;
  readonly type: string;
  readonly readOnly: boolean;
}

function readMount(told: Told): MountLine | undefined {
  const line = told.get('mount');
  if (line !== undefined) return parseMountLine(latin1(line));
  const real = latin1(pathTextToBytes(pathOf(told, 'real') ?? '/'));
  const above = latin1(told.get('mounts') ?? new Uint8Array())
    .split('\n')
    .map(parseMountLine)
    .filter((mount) => mount !== undefined)
    .filter((mount) => isIn(real, latin1(pathTextToBytes(mount.mountPoint))));
  // The deepest; of two at one place the later, which hides the earlier.
  return above.reduce<MountLine | undefined>(
    (best, mount) => (best === undefined || mount.mountPoint.length >= best.mountPoint.length ? mount : best),
    undefined,
  );
}

function isIn(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** `36 35 98:0 /root /mnt\040two rw,noatime shared:1 - ext4 /dev/sda1 rw,errors=continue`, proc_pid_mountinfo(5). */
export function parseMountLine(line: string): MountLine | undefined {
  const [mount, superblock] = line.split(' - ');
  const [, , , , mountPoint, options] = (mount ?? '').split(' ');
  const [type, , superOptions] = (superblock ?? '').split(' ');
  if (mountPoint === undefined || options === undefined || type === undefined || type === '')
    return undefined;
  const readOnly = [...options.split(','), ...(superOptions ?? '').split(',')].includes('ro');
  return { mountPoint: unescapeOctal(mountPoint), type, readOnly };
}

/** `/mnt\040two` → `/mnt two` */
export function unescapeOctal(text: string): string {
  const bytes = text.replace(/\\([0-3][0-7]{2})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return bytesToPathText(Buffer.from(bytes, 'latin1'));
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

export function count(text: string | undefined): number {
  const value = Number(text ?? '');
  return Number.isFinite(value) ? value : 0;
}

export function nonEmpty(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === '' ? undefined : trimmed;
}
