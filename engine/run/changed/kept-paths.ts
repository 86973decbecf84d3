import { closeSync, mkdirSync, openSync, unlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { PathText } from '../../model/path-text.ts';
import { err, ok, type Result } from '../../model/result.ts';
import type { RsyncFacts } from '../../model/facts.ts';
import { EngineError } from '../../model/problem.ts';
import { exitMeaning } from '../../rsync/exit.ts';
import { keptArguments } from '../../rsync/kept-arguments.ts';
import { runRsync } from '../../rsync/spawn.ts';
import { ShortTurns } from '../../platform/short-turns.ts';
import { errnoOf, errorText } from '../../store/errno.ts';
import { toPathBytes } from '../../store/path-bytes.ts';
import type { WorkDir } from '../../store/work-dir.ts';

/** What it takes to ask rsync for its filters. */
export interface FilterAsker {
  readonly rsync: RsyncFacts;
  readonly filters: readonly string[];
  readonly work: WorkDir;
  readonly signal: AbortSignal;
}

/**
 * Those of the paths that the filters keep. rsync believes a list: a path in it goes over although a folder above it is excluded. So it
 * is asked about a likeness of the tree, of empty files and these paths alone, where it judges as it does on the way through everything.
 * No likeness can be made of some `names`, or of paths that were files and then folders (`changing`). Throws `config.unwritable` where the data folder takes nothing.
 */
export async function keptPaths(
  asker: FilterAsker,
  paths: ReadonlyMap<PathText, 'folder' | 'other'>,
): Promise<Result<ReadonlySet<PathText>, 'names' | 'changing'>> {
  const { rsync, filters, work, signal } = asker;
  const likeness = work.file('likeness');
  const kept = new Set<PathText>();
  try {
    const why = await whyNotBuilt(likeness, paths);
    if (why !== undefined) return err(why);
    const exit = await runRsync({
      file: rsync.path,
      args: keptArguments(rsync, likeness, work.file('nowhere'), filters),
      workFolder: work.path,
      signal,
      onRecord: (record) => {
        if (record.type === 'change' && paths.has(record.path)) kept.add(record.path);
      },
      onMessage: () => undefined,
    });
    const { outcome, problem } = exitMeaning(exit);
    if (signal.aborted || exit.cancelled) throw EngineError.of('run.cancelled', {}, 'transient');
    if (outcome !== 'succeeded')
      throw new EngineError(problem ?? { code: 'rsync.failed', retry: 'person', details: {} });
    return ok(kept);
  } finally {
    await removeFiles(likeness, paths);
    await rm(likeness, { recursive: true, force: true });
  }
}

/** Names that fit on the source, and not below our own folder; a path that was a file when it was looked at, and then a folder. */
const UNLIKE: ReadonlyMap<string | undefined, 'names' | 'changing'> = new Map([
  ['ENAMETOOLONG', 'names'],
  ['EILSEQ', 'names'],
  ['ENOTDIR', 'changing'],
  ['EISDIR', 'changing'],
  ['EEXIST', 'changing'],
]);

/** Builds it; returns what stands against it. */
async function whyNotBuilt(
  likeness: string,
  paths: ReadonlyMap<PathText, 'folder' | 'other'>,
): Promise<'names' | 'changing' | undefined> {
  try {
    await build(likeness, paths);
    return undefined;
  } catch (error) {
    const why = UNLIKE.get(errnoOf(error));
    if (why !== undefined) return why;
    throw EngineError.of('config.unwritable', { path: likeness, text: errorText(error) }, 'person', error);
  }
}

async function build(likeness: string, paths: ReadonlyMap<PathText, 'folder' | 'other'>): Promise<void> {
  const turns = new ShortTurns();
  mkdirSync(likeness, { mode: 0o700 });
  const made = new Set<PathText>();
  const makeFolder = (path: PathText): void => {
    if (path === '.' || made.has(path)) return;
    made.add(path);
    mkdirSync(inLikeness(likeness, path), { recursive: true, mode: 0o700 });
  };
  for (const [path, type] of paths) {
    const slash = path.lastIndexOf('/');
    await turns.next();
    makeFolder(type === 'folder' ? path : slash < 0 ? '.' : path.slice(0, slash));
    if (type === 'other') closeSync(openSync(inLikeness(likeness, path), 'w', 0o600));
  }
}

function inLikeness(likeness: string, path: PathText): Buffer {
  return Buffer.from(toPathBytes(`${likeness}/${path}`));
}

/** What is left, the folders, is few. */
async function removeFiles(
  likeness: string,
  paths: ReadonlyMap<PathText, 'folder' | 'other'>,
): Promise<void> {
  const turns = new ShortTurns();
  for (const [path, type] of paths) {
    await turns.next();
    try {
      if (type === 'other') unlinkSync(inLikeness(likeness, path));
    } catch {
      // It was not built.
    }
  }
}
