import { mkdirSync, rmdirSync } from 'node:fs';
import { runProcess } from '../helpers/run-process.ts';

export type DiskFilesystem = 'ext4' | 'btrfs' | 'tmpfs';

export interface DiskOptions {
  readonly name: string;
  /** By default ext4. btrfs needs mkfs.btrfs. A tmpfs is empty again after it was unmounted. */
  readonly fs?: DiskFilesystem;
  /** By default 64 (btrfs: 128, the least it works with). */
  readonly sizeMb?: number;
  /** Inside; by default /Volumes/NAME. */
  readonly mountPoint?: string;
}

/** As on a large disk, whatever the size: blocks of 4 KB, which bound xattrs and link targets, and inodes that hold
 *  nanoseconds and times after 2038. Nothing is reserved for root, so that full is full. */
const MAKE_FILESYSTEM: Readonly<Record<'ext4' | 'btrfs', readonly string[]>> = {
  ext4: ['mkfs.ext4', '-q', '-F', '-b', '4096', '-I', '256', '-m', '0', '-E', 'nodiscard'],
  btrfs: ['mkfs.btrfs', '-q', '-f', '--mixed'],
};

/** A disk of a host, mounted where both the host and this machine see it. */
export class LabDisk {
  readonly fs: DiskFilesystem;
  readonly sizeMb: number;
  /** Inside the host. */
  readonly mountPoint: string;
  /** The same place on this machine. */
  readonly path: string;
  readonly #image: string;

  constructor(options: DiskOptions & { mountPoint: string }, path: string, image: string) {
    this.fs = options.fs ?? 'ext4';
    this.sizeMb = options.sizeMb ?? (this.fs === 'btrfs' ? 128 : 64);
    this.mountPoint = options.mountPoint;
    this.path = path;
    this.#image = image;
  }

  /** Makes the filesystem and mounts it. */
  async create(): Promise<void> {
    if (this.fs !== 'tmpfs') {
      await runProcess(['truncate', '-s', `${this.sizeMb}M`, this.#image]);
      await runProcess([...MAKE_FILESYSTEM[this.fs], this.#image]);
    }
    await this.mount();
    // A Mac's volume has no such folder.
    if (this.fs === 'ext4') rmdirSync(`${this.path}/lost+found`);
  }

  async mount(): Promise<void> {
    mkdirSync(this.path, { recursive: true });
    const source =
      this.fs === 'tmpfs'
        ? ['-t', 'tmpfs', '-o', `size=${this.sizeMb}m,mode=755`, 'lab-volume']
        : ['-t', this.fs, '-o', 'loop', this.#image];
    await runProcess(['mount', ...source, this.path]);
  }

  /** Leaves an empty folder at the mount point. Fails when the disk is in use, unless `lazy`: then the path
   *  is empty at once, and programs go on with the files that they have open. */
  async unmount({ lazy = false } = {}): Promise<void> {
    await runProcess(['umount', ...(lazy ? ['-l'] : []), this.path]);
  }

  async isMounted(): Promise<boolean> {
    return (await runProcess(['mountpoint', '-q', this.path], { okCodes: 'any' })).code === 0;
  }

  async setReadOnly(isReadOnly: boolean): Promise<void> {
    await runProcess(['mount', '-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, this.path]);
  }

  /** Writes until there is no space left, but for `leaveBytes`. Returns what frees the space again. */
  fill(leaveBytes = 0): Promise<() => Promise<void>> {
    return fillDisk(this.path, leaveBytes);
  }
}

const FILL = `
dd if=/dev/zero of="$1" bs=1M
dd if=/dev/zero of="$1" bs=4k oflag=append conv=notrunc
sync -f "$1"
truncate -s "-$2" "$1"
`;

/** Fills the disk that a folder is on. */
export async function fillDisk(folder: string, leaveBytes: number): Promise<() => Promise<void>> {
  const file = `${folder}/.lab-filler`;
  await runProcess(['bash', '-c', FILL, 'fill', file, String(leaveBytes)]);
  return async () => {
    await runProcess(['rm', '-f', file]);
  };
}
