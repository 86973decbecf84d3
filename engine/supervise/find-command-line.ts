import { access, constants, realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where programs lie that a shell finds and an app, which is given a short PATH by macOS, does not. */
const USUAL_FOLDERS = ['/opt/homebrew/bin', '/usr/local/bin', '/usr/bin', '/bin'];

export interface CommandLinePlaces {
  /** Of this process. */
  readonly path: string | undefined;
  /** `warmspare.js` beside the app, in a checkout. */
  readonly beside?: string;
}

/**
 * The argv that runs the command line by absolute paths, as sudo needs it, whose PATH is another; `undefined`: it is not on this machine,
 * or there is no Node to run it with.
 */
export async function findCommandLine({
  path = '',
  beside,
}: CommandLinePlaces): Promise<readonly string[] | undefined> {
  const folders = [...path.split(delimiter).filter(isAbsolute), ...USUAL_FOLDERS];
  const named = await firstProgram(folders, 'warmspare');
  const node = await firstProgram(folders, 'node');
  const script = named === undefined ? await fileAt(beside) : await realpath(named);
  if (script === undefined) return undefined;
  if (!script.endsWith('.js')) return named === undefined ? undefined : [named];
  return node === undefined ? undefined : [node, script];
}

async function firstProgram(folders: readonly string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    const file = join(folder, name);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}

async function fileAt(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  return stat(path).then(
    (found) => (found.isFile() ? path : undefined),
    () => undefined,
  );
}
