import { lstat, readdir } from 'node:fs/promises';
import { bytesToPathText, pathTextToBytes, type PathText } from '../../model/path-text.ts';

/** The names of the folders in one, of the same file system alone. `undefined`: it cannot be read there. */
export async function foldersIn(root: PathText, path: PathText): Promise<readonly PathText[] | undefined> {
  const folder = Buffer.from(pathTextToBytes(`${root}/${path}`));
  try {
    const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    if (folders.length === 0) return [];
    const { dev } = await lstat(folder);
    const kept: PathText[] = [];
    for (const name of folders) {
      const at = Buffer.concat([folder, Buffer.from('/'), name]);
      const found = await lstat(at).catch(() => undefined);
      if (found?.dev === dev) kept.push(bytesToPathText(name));
    }
    return kept;
  } catch {
    return undefined;
  }
}
