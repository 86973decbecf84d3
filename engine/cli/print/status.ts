import type { PairStatus } from '../../api/engine.ts';
import { formatEndpoint } from '../../model/endpoint.ts';
import { printable } from '../../model/path-text.ts';
import type { RunRecord } from '../../model/run.ts';
import { MODE_WORDS, OUTCOME_WORDS } from '../text/run-words.ts';
import { command } from '../text/words.ts';
import { countOf, formatAge, formatBytes, formatDuration } from './amounts.ts';
import { formatFields, formatTable } from './columns.ts';
import type { PrintContext, Style } from './context.ts';
import { NO_PAIRS } from './pair.ts';
import { formatTime, millisecondsBetween } from './times.ts';

/** Clocks are set by so much without anybody's doing. */
const LEAP_MS = 60_000;

/** One line a pair. */
export function printStatusList(statuses: readonly PairStatus[], context: PrintContext): string {
  if (statuses.length === 0) return NO_PAIRS;
  const columns = [
    { title: 'PAIR' },
    { title: 'RECOVERY POINT' },
    { title: 'LAST RUN' },
    { title: 'OUTCOME' },
    { title: 'NOW', dropOrder: 1 },
  ];
  const rows = statuses.map((status) => [
    printable(status.pair.name),
    recoveryAge(status, context),
    status.lastRun === undefined ? 'never' : runFigures(status.lastRun, context),
    status.lastRun === undefined ? '' : outcomeText(status.lastRun),
    status.running === undefined ? '' : MODE_WORDS[status.running.mode],
  ]);
  return formatTable(columns, rows, context.width);
}

/** One pair in full: what would be lost, and what was done last. */
export function printStatus(status: PairStatus, context: PrintContext): string {
  const { pair } = status;
  const title = `${context.style.strong(printable(pair.name))}: ${printable(formatEndpoint(pair.primary))} -> ${printable(formatEndpoint(pair.standby))}`;
  const fields = formatFields([
    ['Recovery point', recoveryText(status, context)],
    ['Last run', lastRunText(status, context)],
    ['Last verify', verifyText(status.lastVerify, context)],
    ['Running', runningText(status.running, context)],
  ]);
  return `${title}\n${fields}`;
}

function recoveryAge(status: PairStatus, context: PrintContext): string {
  if (status.recoveryPoint === undefined) return 'none';
  const age = context.now - Date.parse(status.recoveryPoint);
  if (Number.isNaN(age)) return 'unknown';
  return age < -LEAP_MS ? 'in the future' : formatAge(age);
}

function recoveryText(status: PairStatus, context: PrintContext): string {
  if (status.recoveryPoint === undefined)
    return 'none: the standby holds no whole copy yet, and all would be lost if the primary died now';
  const age = recoveryAge(status, context);
  if (age === 'in the future')
    return `${formatTime(status.recoveryPoint, context)}, in the future: the clock of this machine was set back since, so nobody knows how old the copy is until the next sync`;
  return `${formatTime(status.recoveryPoint, context)}, ${age} ago: what changed since would be lost if the primary died now`;
}

function lastRunText({ pair, lastRun }: PairStatus, context: PrintContext): string {
  if (lastRun === undefined) return `never. Start one with: ${command('sync', pair.name)}`;
  return `${runFigures(lastRun, context)}, ${colouredOutcome(lastRun, context.style)}`;
}

/** `03:04, 41 s, 212 MB` */
function runFigures(run: RunRecord, context: PrintContext): string {
  const took = millisecondsBetween(run.startedAt, run.finishedAt);
  return [
    formatTime(run.startedAt, context),
    ...(took === undefined ? [] : [formatDuration(took)]),
    formatBytes(run.totals.wireBytes),
  ].join(', ');
}

export function outcomeText(run: Pick<RunRecord, 'outcome'>): string {
  return run.outcome === undefined ? 'running' : OUTCOME_WORDS[run.outcome];
}

export function colouredOutcome(run: Pick<RunRecord, 'outcome'>, style: Style): string {
  const text = outcomeText(run);
  if (run.outcome === 'succeeded') return style.good(text);
  return run.outcome === 'failed' || run.outcome === 'refused' ? style.bad(text) : style.warn(text);
}

function verifyText(run: RunRecord | undefined, context: PrintContext): string {
  if (run === undefined) return 'never';
  const when = formatTime(run.startedAt, context);
  if (run.verify === undefined) return `${when}, ${outcomeText(run)}`;
  return `${when}, ${verifyFigures(run.verify)}, ${outcomeText(run)}`;
}

/** `1,000 files compared, none different` */
export function verifyFigures(verify: NonNullable<RunRecord['verify']>): string {
  const different = verify.different === 0 ? 'none' : countOf(verify.different, 'file');
  return `${countOf(verify.compared, 'file')} compared, ${different} different`;
}

function runningText(run: RunRecord | undefined, context: PrintContext): string {
  if (run === undefined) return 'nothing';
  const since = formatTime(run.startedAt, context);
  return `${MODE_WORDS[run.mode]} since ${since} (process ${String(run.owner.pid)})`;
}
