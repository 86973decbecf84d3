import { readFile } from 'node:fs/promises';
import { joinBytes, walk } from './walk.ts';

/** The files below these folders that hold one of the secrets, as it is. */
export async function filesWithSecret(
  folders: readonly string[],
  secrets: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of folders)
    for (const { path, stats } of (await walk(folder)).values()) {
      if (!stats.isFile()) continue;
      const file = joinBytes(Buffer.from(folder), path);
      const bytes = await readFile(file);
      if (secrets.some((secret) => bytes.includes(secret))) found.push(file.toString());
    }
  return found;
}
