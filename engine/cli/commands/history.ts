import type { ExportFormat } from '../../api/engine.ts';
import type { RunId } from '../../model/ids.ts';
import { printable } from '../../model/path-text.ts';
import { EngineError } from '../../model/problem.ts';
import type { Outcome, RunMode, RunRecord } from '../../model/run.ts';
import { momentOf } from '../arguments/moment-argument.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { jsonText } from '../output.ts';
import { printChange } from '../print/changes.ts';
import { NO_RUNS, printHistory } from '../print/history.ts';
import { printRun } from '../print/run-detail.ts';
import { volumesOf } from '../../text/volume-name.ts';
import type { Session } from '../session.ts';
import { linesOf, writeStream } from '../stream.ts';
import { UsageError } from '../usage-error.ts';
import { showAges } from './history-ages.ts';
import { showFolder, showFound } from './history-browse.ts';

const DEFAULT_LIMIT = 20;

export interface HistoryOptions {
  readonly run?: string;
  readonly changes?: boolean;
  readonly log?: boolean;
  readonly folder?: string;
  readonly search?: string;
  readonly export?: ExportFormat;
  /** Days. */
  readonly ages?: number;
  readonly mode?: RunMode;
  readonly outcome?: Outcome | 'running';
  readonly since?: string;
  readonly until?: string;
  readonly before?: string;
  readonly limit?: number;
}

/** Options that are about one run. */
const OF_A_RUN = ['changes', 'log', 'folder', 'search'] as const;
/** Options that choose runs. */
const OF_RUNS = ['mode', 'outcome', 'since', 'until', 'before'] as const;

export async function history(
  session: Session,
  name: string | undefined,
  options: HistoryOptions,
): Promise<ExitStatus> {
  if (options.run === undefined) {
    const [one] = OF_A_RUN.filter((option) => options[option] !== undefined);
    if (one !== undefined) throw new UsageError(`--${one} is of one run: say which, as in --run last`);
    if (options.ages !== undefined) return showAges(session, name, options.ages);
    return options.export === undefined
      ? listRuns(session, name, options)
      : exportRuns(session, name, options.export, options);
  }
  const [other] = OF_RUNS.filter((option) => options[option] !== undefined);
  if (other !== undefined) throw new UsageError(`--${other} chooses runs, and --run names one already`);
  const run = await findRun(session, name, options.run);
  if (options.export !== undefined) return writeExport(session, { run: run.id }, options.export);
  if (options.folder !== undefined) return showFolder(session, run, options.folder, options.limit);
  if (options.search !== undefined) return showFound(session, run, options.search, options.limit);
  if (options.changes === true) return showChanges(session, run, options.limit);
  if (options.log === true) return showLog(session, run);
  if (session.json) await session.out.json({ type: 'run', run });
  else await session.out.line(printRun(run, session.print()));
  return EXIT.done;
}

function exportRuns(
  session: Session,
  pair: string | undefined,
  format: ExportFormat,
  options: HistoryOptions,
): Promise<ExitStatus> {
  if (pair === undefined) throw new UsageError('--export is of a pair or of a run: name one');
  const [other] = [...OF_RUNS, 'limit' as const].filter((option) => options[option] !== undefined);
  if (other !== undefined) throw new UsageError(`--${other} is given, but --export writes all runs`);
  return writeExport(session, { pair }, format);
}

/** As it is, also with --json: who wants JSON has asked for it. */
async function writeExport(
  session: Session,
  what: { readonly pair: string } | { readonly run: RunId },
  format: ExportFormat,
): Promise<ExitStatus> {
  await writeStream(session.out, session.engine.history.export(what, format), {
    begin: '',
    each: (text) => text,
    between: '',
    end: '',
  });
  return EXIT.done;
}

async function listRuns(
  session: Session,
  pair: string | undefined,
  options: HistoryOptions,
): Promise<ExitStatus> {
  const { mode, outcome, before, limit = DEFAULT_LIMIT } = options;
  const [since, until] = [momentOf('since', options.since), momentOf('until', options.until)];
  const runs = await session.engine.history.list({
    limit,
    ...(pair !== undefined && { pair }),
    ...(mode !== undefined && { modes: [mode] }),
    ...(outcome !== undefined && { outcomes: [outcome] }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(before !== undefined && { before: (await session.engine.history.get(before)).id }),
  });
  if (session.json) await session.out.json({ type: 'history', runs });
  else await session.out.line(runs.length === 0 ? noRuns(options) : printHistory(runs, session.print()));
  return EXIT.done;
}

function noRuns(options: HistoryOptions): string {
  const isChosen = OF_RUNS.some((option) => options[option] !== undefined);
  return isChosen ? 'There is no such run.' : NO_RUNS;
}

/** `last` with a pair is that pair's; any other id must be one of its. */
async function findRun({ engine }: Session, pair: string | undefined, id: string): Promise<RunRecord> {
  if (pair !== undefined && id === 'last') {
    const [last] = await engine.history.list({ pair, limit: 1 });
    if (last === undefined) throw EngineError.of('history.unknown-run', { found: id });
    return last;
  }
  const run = await engine.history.get(id);
  if (pair !== undefined && run.pairId !== (await engine.pairs.get(pair)).id)
    throw new UsageError(
      `run ${run.id} is of the pair ${printable(run.pairName)}, not of ${printable(pair)}`,
    );
  return run;
}

async function showChanges(session: Session, run: RunRecord, limit: number | undefined): Promise<ExitStatus> {
  const page = limit === undefined ? undefined : { offset: 0, limit };
  const changes = session.engine.history.changes(run.id, page);
  const volumes = volumesOf(run);
  await writeStream(
    session.out,
    changes,
    session.json
      ? {
          begin: `{"type":"changes","runId":${jsonText(run.id)},"changes":[`,
          each: jsonText,
          between: ',',
          end: ']}\n',
        }
      : { begin: '', each: (change) => printChange(change, volumes), between: '\n', end: '\n' },
  );
  return EXIT.done;
}

async function showLog(session: Session, run: RunRecord): Promise<ExitStatus> {
  await writeStream(
    session.out,
    linesOf(session.engine.history.log(run.id)),
    session.json
      ? {
          begin: `{"type":"log","runId":${jsonText(run.id)},"lines":[`,
          each: jsonText,
          between: ',',
          end: ']}\n',
        }
      : { begin: '', each: printable, between: '\n', end: '\n' },
  );
  return EXIT.done;
}
