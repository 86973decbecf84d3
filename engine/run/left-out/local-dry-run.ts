import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { RsyncFacts } from '../../model/facts.ts';
import { hasRawBytes, type PathText } from '../../model/path-text.ts';
import { EngineError, type Problem } from '../../model/problem.ts';
import { remoteCommand } from '../../model/shell-words.ts';
import { exitMeaning } from '../../rsync/exit.ts';
import { leftOutArguments } from '../../rsync/left-out-arguments.ts';
import type { FilteredRecord } from '../../rsync/output.ts';
import { runRsync, type RsyncRequest } from '../../rsync/spawn.ts';
import { sshArguments } from '../../ssh/client.ts';
import type { WorkDir } from '../../store/work-dir.ts';
import type { End } from '../ends.ts';
import { PRIMARY_WRAPPER } from '../primary-wrapper.ts';

/** The machine whose folder is looked through, by an rsync of its own. */
export interface Looked {
  readonly end: End;
  readonly rsync: RsyncFacts;
  readonly source: PathText;
  readonly work: WorkDir;
  readonly signal: AbortSignal;
}

export interface DryRun {
  readonly entries: number;
  readonly bytes: number;
  /** What could not be read, or went away meanwhile. */
  readonly problem: Problem | undefined;
}

/** Copies nothing from nowhere to nowhere. Throws `rsync.*`, `run.cancelled`. */
export async function dryRun(
  looked: Looked,
  what: { readonly filters: readonly string[] } | { readonly list: string },
  listener: Partial<Pick<RsyncRequest, 'ready'>> & {
    readonly onFiltered?: (record: FilteredRecord) => void;
  } = {},
): Promise<DryRun> {
  const { work, signal, source, end } = looked;
  const exit = await runRsync({
    ...(await (end.kind === 'local' ? startedHere(looked, what) : startedThere(looked, end, what))),
    workFolder: work.path,
    signal,
    onRecord: (record) => {
      if (record.type === 'filtered') listener.onFiltered?.(record);
    },
    onMessage: () => undefined,
    ...(listener.ready && { ready: listener.ready }),
  });
  if (signal.aborted || exit.cancelled) throw EngineError.of('run.cancelled', {}, 'transient');
  const { outcome, problem } = exitMeaning(exit);
  const located = problem && {
    ...problem,
    details: { side: 'primary' as const, path: source, ...problem.details },
  };
  if (outcome === 'failed' && located !== undefined) throw new EngineError(located);
  const { files, created, transferredBytes } = exit.stats;
  // Of a whole tree the root is one too; of a list the folders above its paths are listed, and not created.
  const entries = 'list' in what ? created : Math.max(0, files - 1);
  return { entries, bytes: transferredBytes, problem: located };
}

type Started = Pick<RsyncRequest, 'file' | 'args' | 'stdin'>;

async function startedHere(
  { rsync, source, work }: Looked,
  what: Parameters<typeof leftOutArguments>[3],
): Promise<Started> {
  // Node's argv is text: a path with other bytes goes in by a symbolic link of ours.
  const from = hasRawBytes(source) ? await work.linkTo(source) : source;
  return { file: rsync.path, args: leftOutArguments(rsync, from, work.file('nowhere'), what) };
}

/** By the same wrapper as a run whose rsync is on the primary: its list goes there, and nothing outlives the line. */
async function startedThere(
  { rsync, source }: Looked,
  end: End & { readonly kind: 'ssh' },
  what: Parameters<typeof leftOutArguments>[3],
): Promise<Started> {
  const place = `@warmspare-${randomBytes(8).toString('hex')}@`;
  const list = 'list' in what ? what.list : undefined;
  const size = list === undefined ? 0 : (await stat(list)).size;
  const there = 'list' in what ? { list: `${place}/list` } : what;
  // The place is filled in where it stands in a word, which for a path has to begin with a slash.
  const args = leftOutArguments(rsync, source, `/${place}/nowhere`, there).map((word) =>
    word.startsWith(`/${place}/`) ? word.slice(1) : word,
  );
  const words = [place, '', String(size), rsync.path, ...args];
  return {
    file: 'ssh',
    args: [...sshArguments(end.endpoint, end.options), remoteCommand(PRIMARY_WRAPPER, words)],
    stdin: { hold: true, file: list },
  };
}
