import { printable } from '../../model/path-text.ts';
import { EngineError } from '../../model/problem.ts';
import type { RunRecord } from '../../model/run.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { jsonText } from '../output.ts';
import { printChange } from '../print/changes.ts';
import { NO_RUNS, printHistory } from '../print/history.ts';
import { printRun, volumesOf } from '../print/run-detail.ts';
import type { Session } from '../session.ts';
import { linesOf, writeStream } from '../stream.ts';
import { UsageError } from '../usage-error.ts';

const DEFAULT_LIMIT = 20;

export interface HistoryOptions {
  readonly run?: string;
  readonly changes?: boolean;
  readonly log?: boolean;
  readonly limit?: number;
}

export async function history(
  session: Session,
  name: string | undefined,
  options: HistoryOptions,
): Promise<ExitStatus> {
  if (options.run === undefined) {
    if (options.changes === true || options.log === true)
      throw new UsageError(
        `${options.changes === true ? '--changes' : '--log'} is of one run: say which, as in --run last`,
      );
    return listRuns(session, name, options.limit ?? DEFAULT_LIMIT);
  }
  const run = await findRun(session, name, options.run);
  if (options.changes === true) return showChanges(session, run, options.limit);
  if (options.log === true) return showLog(session, run);
  if (session.json) await session.out.json({ type: 'run', run });
  else await session.out.line(printRun(run, session.print()));
  return EXIT.done;
}

async function listRuns(session: Session, pair: string | undefined, limit: number): Promise<ExitStatus> {
  const runs = await session.engine.history.list({ limit, ...(pair === undefined ? {} : { pair }) });
  if (session.json) await session.out.json({ type: 'history', runs });
  else await session.out.line(runs.length === 0 ? NO_RUNS : printHistory(runs, session.print()));
  return EXIT.done;
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
