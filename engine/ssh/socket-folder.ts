import { lstat, mkdtemp, readdir, rmdir, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Ours, and whose: `ws-4711-aB3dE6` */
const NAME = /^ws-(\d+)-[A-Za-z0-9]{6}$/;

/** What a socket in such a folder is called. */
export const SOCKET_NAME = 's';

/**
 * A fresh 0700 folder for a socket, under a short name: a socket's path has at most 103 bytes on macOS. What killed
 * processes left of theirs is removed on the way.
 */
export async function makeSocketFolder(parent = tmpdir()): Promise<string> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const pid = Number(NAME.exec(name)?.[1] ?? Number.NaN);
    if (isGone(pid)) await sweep(join(parent, name)).catch(() => undefined);
  }
  return mkdtemp(join(parent, `ws-${String(process.pid)}-`));
}

/** Takes away a folder of ours with the sockets in it, and nothing else: anybody may make names in the parent. */
async function sweep(folder: string): Promise<void> {
  const found = await lstat(folder);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) return;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await lstat(path)).isSocket()) await unlink(path);
  }
  await rmdir(folder);
}

function isGone(pid: number): boolean {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
