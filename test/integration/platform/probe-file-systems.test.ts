import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { probeOne } from './probe-places.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ws-probe-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A loop mount needs root and a kernel that has it; containers often have neither. */
function mounted(
  make: readonly [string, ...string[]],
  options: string,
  use: (mountPoint: string) => Promise<void>,
): Promise<boolean> {
  const image = join(folder, 'image');
  const mountPoint = join(folder, 'mount point\n');
  mkdirSync(mountPoint);
  execFileSync('truncate', ['-s', '40M', image]);
  const [program, ...args] = make;
  if (spawnSync(program, [...args, image]).status !== 0) return Promise.resolve(false);
  if (spawnSync('mount', ['-o', `loop,${options}`, image, mountPoint]).status !== 0)
    return Promise.resolve(false);
  return use(mountPoint)
    .finally(() => execFileSync('umount', [mountPoint]))
    .then(() => true);
}

describe('the probe of real file systems', () => {
  it('tells an ext4 volume from the one that was there before', async (context) => {
    const uuids: (string | undefined)[] = [];
    const look = async (mountPoint: string): Promise<void> => {
      const place = await probeOne(mountPoint);
      uuids.push(place.volumeUuid);
      expect(place).toMatchObject({
        mountPoint,
        fileSystem: 'ext4',
        readOnly: false,
        entries: 0,
        hasFiles: false,
        caseSensitive: true,
        nanoseconds: true,
      });
    };
    if (!(await mounted(['mkfs.ext4', '-q', '-F', '-U', '11111111-2222-4333-8444-555555555555'], 'rw', look)))
      context.skip();
    rmSync(join(folder, 'mount point\n'), { recursive: true });
    await mounted(['mkfs.ext4', '-q', '-F'], 'rw', look);
    expect(uuids[0]).toMatch(/^(fsid-[0-9a-f]+|11111111-.*)$/);
    expect(uuids[1]).toMatch(/^(fsid-)?[0-9a-f-]+$/);
    expect(uuids[0]).not.toBe(uuids[1]);
  });

  it('sees read-only mounts and the mount under a path below', async (context) => {
    const done = await mounted(['mkfs.ext4', '-q', '-F'], 'ro', async (mountPoint) => {
      expect(await probeOne(join(mountPoint, 'not/there'))).toMatchObject({
        state: 'missing',
        mountPoint,
        readOnly: true,
        writable: false,
      });
    });
    if (!done) context.skip();
  });

  it('sees that tmpfs over another mount is what is there', async (context) => {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'x', folder]).status !== 0) context.skip();
    try {
      expect(await probeOne(folder)).toMatchObject({
        mountPoint: folder,
        fileSystem: 'tmpfs',
        volumeUuid: undefined,
        freeBytes: 1 << 20,
        usedBytes: 0,
      });
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});
