import { stat } from 'node:fs/promises';
import type { RunProcess } from '../model/shell.ts';

const TIMEOUT_MS = 10_000;

/**
 * The name of whom the data folder belongs to; `undefined`: root, or it is not there yet. What is in it is for its owner alone, so a
 * service of another user would lock the app out of its own pairs. `id` takes a number for a user on macOS and Linux.
 */
export async function ownerOf(folder: string, run: RunProcess): Promise<string | undefined> {
  const uid = await stat(folder).then(
    (found) => found.uid,
    () => 0,
  );
  if (uid === 0) return undefined;
  const end = await run(['id', '-un', String(uid)], { timeoutMs: TIMEOUT_MS });
  if (end.kind !== 'exited' || end.code !== 0) return undefined;
  const name = new TextDecoder().decode(end.stdout).trim();
  return name === '' ? undefined : name;
}
