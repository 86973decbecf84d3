import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf } from './errno.ts';

/**
 * Makes a folder and those above it, for the user alone; one that is there stays as it is. One by one, since Node's
 * recursive mkdir reports ENOENT for a read-only disk.
 */
export async function makePrivateFolder(path: string): Promise<void> {
  const make = () => mkdir(path, { mode: 0o700 });
  try {
    await make().catch(async (error: unknown) => {
      if (errnoOf(error) !== 'ENOENT' || dirname(path) === path) throw error;
      await makePrivateFolder(dirname(path));
      await make();
    });
  } catch (error) {
    // Made by another meanwhile, or there already: on a read-only disk that need not be EEXIST.
    const isThere = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!isThere) throw error;
  }
}
