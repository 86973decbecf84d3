import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RunId } from '../model/ids.ts';
import type { PathText } from '../model/path-text.ts';
import { EngineError } from '../model/problem.ts';
import { errorText } from './errno.ts';
import type { LockPorts, ProcessId } from './lock-file.ts';
import { toPathBytes } from './path-bytes.ts';
import { makePrivateFolder } from './private-folder.ts';

/** A run's own folder for lists and links, `tmp/<runId>` in the data folder, for nobody else to look into. */
export interface WorkDir {
  readonly path: string;
  /** Where a file of this name lies in it. */
  readonly file: (name: string) => string;
  /** Makes a symbolic link to a path, for a program whose argv cannot carry the path's bytes; resolves to the link. */
  readonly linkTo: (path: PathText) => Promise<string>;
  /** With all that is in it, and nothing that links point to. Never rejects: what stays is swept later. */
  readonly remove: () => Promise<void>;
}

const OWNER_NAME = '.owner.json';
const Owner = z.object({ pid: z.number().int().min(1), startToken: z.string() });
/** Between the making of a folder and the writing of its owner nobody may sweep it. */
const OWNERLESS_IS_DEAD_MS = 600_000;

/** Rejects with `config.unwritable`. */
export async function openWorkDir(home: string, runId: RunId, owner: ProcessId): Promise<WorkDir> {
  const path = join(home, 'tmp', runId);
  let links = 0;
  const writing = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw EngineError.of('config.unwritable', { path, text: errorText(error) }, 'person', error);
    }
  };
  await writing(async () => {
    await makePrivateFolder(join(home, 'tmp'));
    await mkdir(path, { mode: 0o700 });
    const { pid, startToken } = owner;
    await writeFile(join(path, OWNER_NAME), JSON.stringify({ pid, startToken }), { mode: 0o600 });
  });
  return {
    path,
    file: (name) => join(path, name),
    linkTo: (target) =>
      writing(async () => {
        const link = join(path, `link-${String(++links)}`);
        await symlink(Buffer.from(toPathBytes(target)), link);
        return link;
      }),
    remove: () => remove(path),
  };
}

/** Removes the folders of runs whose process is gone. Never rejects. */
export async function sweepWorkDirs(home: string, ports: LockPorts): Promise<readonly RunId[]> {
  const parent = join(home, 'tmp');
  const names = await readdir(parent).catch(() => []);
  const ids = names.flatMap((name) => (RunId.safeParse(name).success ? [name as RunId] : []));
  const swept: RunId[] = [];
  for (const id of ids) {
    const path = join(parent, id);
    if (!(await isDead(path, ports))) continue;
    await remove(path);
    swept.push(id);
  }
  return swept;
}

async function isDead(path: string, { isAlive, clock }: LockPorts): Promise<boolean> {
  try {
    const { pid, startToken } = Owner.parse(JSON.parse(await readFile(join(path, OWNER_NAME), 'utf8')));
    return !isAlive(pid, startToken);
  } catch {
    const found = await stat(path).catch(() => undefined);
    return found !== undefined && clock.now() - found.mtimeMs > OWNERLESS_IS_DEAD_MS;
  }
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}
