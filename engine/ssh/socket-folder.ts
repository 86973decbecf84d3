import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Ours, and whose: `ws-4711-aB3dE6` */
const NAME = /^ws-(\d+)-[A-Za-z0-9]{6}$/;

/**
 * A fresh 0700 folder for a socket, under a short name: a socket's path has at most 103 bytes on macOS. What killed
 * processes left of theirs is removed on the way.
 */
export async function makeSocketFolder(parent = tmpdir()): Promise<string> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const pid = Number(NAME.exec(name)?.[1] ?? Number.NaN);
    // Somebody else's folder is left where it is: it cannot be removed.
    if (isGone(pid)) await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
  return mkdtemp(join(parent, `ws-${String(process.pid)}-`));
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
