import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errnoOf } from './errno.ts';

/**
 * Replaces a file as a whole: after a crash there is the old one or the new one, and both the bytes and the name are on
 * the disk when this resolves. On an error the old file stands and the temporary one is gone. Written here, since
 * write-file-atomic does not sync the folder. fsync in Node is F_FULLFSYNC on macOS (libuv, src/unix/fs.c).
 */
export async function atomicWrite(path: string, data: string | Uint8Array, mode = 0o600): Promise<void> {
  const temporary = temporaryFor(path);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      // The umask may have taken bits from the mode.
      await file.chmod(mode);
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** A name beside `path` that nobody else uses. */
export function temporaryFor(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}.tmp`);
}

/** Takes away what a killed `atomicWrite` of `path` left. Only for whoever alone may write `path` now. */
export async function removeTemporaries(path: string): Promise<void> {
  const prefix = `.${basename(path)}.`;
  const names = await readdir(dirname(path)).catch(() => []);
  const left = names.filter((name) => name.startsWith(prefix) && name.endsWith('.tmp'));
  await Promise.all(
    left.map((name) => rm(join(dirname(path), name), { force: true }).catch(() => undefined)),
  );
}

/** Makes names in a folder last. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // fsync(2): EINVAL is a file system that has nothing to sync for a folder.
    if (errnoOf(error) !== 'EINVAL') throw error;
  } finally {
    await handle.close();
  }
}
