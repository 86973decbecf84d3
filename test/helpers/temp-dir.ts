import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A fresh folder for the test that is running, removed after it. */
export function tempDir(): string {
  const folder = makeTempDir();
  onTestFinished(() => removeTree(folder));
  return folder;
}

/** A fresh folder for a whole file or suite, which removes it itself with `removeTree`. */
export function makeTempDir(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'warmspare-test-')));
}

/** Removes a tree with any names in it, also what is immutable or unreadable. Refuses if something is mounted
 *  below it: a test's own removal must not reach into another disk. */
export function removeTree(path: string): void {
  const mounts = mountsBelow(path);
  if (mounts.length > 0) throw new Error(`still mounted: ${mounts.join(', ')}`);
  if (remove(path)) return;
  spawnSync('chattr', ['-R', '-f', '-i', '-a', '--', path]);
  spawnSync('chmod', ['-R', 'u+rwX', '--', path]);
  if (remove(path)) return;
  throw new Error(`cannot remove ${path}`);
}

function remove(path: string): boolean {
  spawnSync('rm', ['-rf', '--', path]);
  return !existsSync(path);
}

function mountsBelow(path: string): string[] {
  if (!existsSync('/proc/self/mountinfo')) return [];
  // 36 35 98:0 /root /mount/point rw,noatime shared:1 - ext4 /dev/sda1 rw
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((point) => point === path || point.startsWith(`${path}/`));
}
