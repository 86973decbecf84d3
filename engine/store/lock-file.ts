import { randomBytes } from 'node:crypto';
import { link, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../model/result.ts';
import type { Clock } from '../platform/clock.ts';
import { temporaryFor } from './atomic-write.ts';
import { errnoOf } from './errno.ts';
import { makePrivateFolder } from './private-folder.ts';

/** A process, so that its number given to another one is not taken for it. */
export interface ProcessId {
  readonly pid: number;
  readonly startToken: string;
}

export interface LockPorts {
  /** True while the process that had this number and token is there. */
  readonly isAlive: (pid: number, startToken: string) => boolean;
  readonly clock: Pick<Clock, 'now'>;
}

/** Who has the lock, and since when (ISO 8601). `pid` 0: a file that nobody can read and that is too new to be taken. */
export interface LockedBy {
  readonly pid: number;
  readonly since: string;
}

const LockContent = z.object({
  pid: z.number().int().min(1),
  startToken: z.string(),
  since: z.string(),
  /** Processes that the owner started. A form that is not known yet must not make a live lock look like garbage. */
  children: z.array(z.object({ pid: z.number().int().min(1), startToken: z.string() })).catch([]),
  /** Differs in every lock that there ever was: what a taker found dead is told from what came after it. */
  nonce: z.string().regex(/^[0-9a-f]{16}$/),
});
export type LockContent = z.infer<typeof LockContent>;

const UNREADABLE_IS_DEAD_MS = 10_000;

/** What lies at a lock's path. */
type Holder =
  | { readonly state: 'none' }
  | { readonly state: 'alive'; readonly by: LockedBy }
  | { readonly state: 'dead'; readonly nonce: string; readonly content: LockContent | undefined };

/** A held lock. */
export interface HeldLock {
  readonly content: LockContent;
  /** Replaces the content, the nonce kept. */
  readonly rewrite: (change: Partial<Pick<LockContent, 'children'>>) => Promise<void>;
  /** Takes the file away if it is still this lock. */
  readonly release: () => Promise<void>;
}

/**
 * Takes a lock file, or says who has it. The file appears by link(2), so it is never seen half-written.
 *
 * A dead owner's lock is taken over in three steps: win the claim, a lock of its own named for the dead one's nonce;
 * look again; rename the new lock over the dead one. While the claim is held nobody else replaces that nonce, and who
 * wins the claim too late sees another nonce and starts over. A taker that dies leaves a dead claim, which is taken the
 * same way. `inherit` is called with the dead lock before it is replaced, so it is called again if the taker dies too.
 */
export async function takeLockFile(
  path: string,
  owner: ProcessId,
  ports: LockPorts,
  inherit: (dead: LockContent) => Promise<void> = async () => undefined,
): Promise<Result<HeldLock, LockedBy>> {
  const content: LockContent = {
    pid: owner.pid,
    startToken: owner.startToken,
    since: new Date(ports.clock.now()).toISOString(),
    children: [],
    nonce: randomBytes(8).toString('hex'),
  };
  for (;;) {
    await makePrivateFolder(dirname(path));
    if (await place(path, content, link)) return ok(await held(path, content));
    const holder = await look(path, ports);
    if (holder.state === 'none') continue;
    if (holder.state === 'alive') return err(holder.by);
    const claim = await takeLockFile(`${path}.${holder.nonce}`, owner, ports);
    if (!claim.ok) return claim;
    try {
      if (await replaceDead(path, holder.nonce, content, ports, inherit))
        return ok(await held(path, content));
    } finally {
      await claim.value.release();
    }
  }
}

async function replaceDead(
  path: string,
  nonce: string,
  content: LockContent,
  ports: LockPorts,
  inherit: (dead: LockContent) => Promise<void>,
): Promise<boolean> {
  const holder = await look(path, ports);
  if (holder.state !== 'dead' || holder.nonce !== nonce) return false;
  if (holder.content !== undefined) await inherit(holder.content);
  return await place(path, content, rename);
}

/** False when something is in the way, or when a sweep took the temporary file first. */
async function place(path: string, content: LockContent, move: typeof link): Promise<boolean> {
  const temporary = temporaryFor(path);
  try {
    await writeFile(temporary, JSON.stringify(content), { flag: 'wx', mode: 0o600 });
    await move(temporary, path);
    return true;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EEXIST' || errno === 'ENOENT') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function held(path: string, first: LockContent): Promise<HeldLock> {
  let content = first;
  await sweep(path);
  return {
    get content() {
      return content;
    },
    rewrite: async (change) => {
      const next = { ...content, ...change };
      const isOurs = (await readContent(path))?.nonce === content.nonce;
      if (!isOurs || !(await place(path, next, rename))) throw new Error(`${basename(path)} was taken away`);
      content = next;
    },
    release: async () => {
      if ((await readContent(path))?.nonce === content.nonce) await rm(path, { force: true });
    },
  };
}

/** Old claims and temporary files go. Whoever still uses one finds another nonce, or tries again. */
async function sweep(path: string): Promise<void> {
  const name = basename(path);
  const isLitter = (other: string) => other.startsWith(`${name}.`) || other.startsWith(`.${name}.`);
  const names = await readdir(dirname(path));
  await Promise.all(names.filter(isLitter).map((litter) => rm(join(dirname(path), litter), { force: true })));
}

async function look(path: string, { isAlive, clock }: LockPorts): Promise<Holder> {
  const content = await readContent(path);
  if (content !== undefined) {
    const { pid, startToken, since, nonce } = content;
    return isAlive(pid, startToken)
      ? { state: 'alive', by: { pid, since } }
      : { state: 'dead', nonce, content };
  }
  const found = await stat(path).catch(unlessMissing);
  if (found === undefined) return { state: 'none' };
  const since = found.mtime.toISOString();
  if (Math.abs(clock.now() - found.mtimeMs) <= UNREADABLE_IS_DEAD_MS)
    return { state: 'alive', by: { pid: 0, since } };
  return {
    state: 'dead',
    nonce: `${found.ino.toString(16)}-${Math.round(found.mtimeMs).toString(16)}`,
    content: undefined,
  };
}

/** `undefined` for no file and for garbage. A file that may not be read is neither, and throws. */
async function readContent(path: string): Promise<LockContent | undefined> {
  const text = await readFile(path, 'utf8').catch(unlessMissing);
  if (text === undefined) return undefined;
  try {
    return LockContent.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function unlessMissing(error: unknown): undefined {
  if (errnoOf(error) !== 'ENOENT') throw error;
}
