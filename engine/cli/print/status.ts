import type { PairStatus } from '../../api/engine.ts';
import { formatEndpoint } from '../../model/endpoint.ts';
import type { PairId } from '../../model/ids.ts';
import type { Pair } from '../../model/pair.ts';
import type { ScheduleStanding } from '../../model/schedule-standing.ts';
import { nextRunWords } from '../../text/standing-words.ts';
import { printable } from '../../model/path-text.ts';
import { isFenced } from '../../model/promotion.ts';
import type { RunRecord } from '../../model/run.ts';
import { roleText } from '../../text/promotion-words.ts';
import { recoveryAge } from '../../text/recovery-age.ts';
import { MODE_WORDS, OUTCOME_WORDS, verifyFigures } from '../../text/run-words.ts';
import { command } from '../text/command.ts';
import { formatAge, formatBytes, formatDuration } from '../../text/amounts.ts';
import { formatFields, formatTable } from './columns.ts';
import type { PrintContext, Style } from './context.ts';
import { NO_PAIRS } from './pair.ts';
import { formatTime, millisecondsBetween } from '../../text/times.ts';
import { wakeField } from './wake.ts';

/** One line a pair. */
export function printStatusList(
  statuses: readonly PairStatus[],
  standings: ReadonlyMap<PairId, ScheduleStanding>,
  context: PrintContext,
): string {
  if (statuses.length === 0) return NO_PAIRS;
  const next = statuses.map(({ pair }) => nextText(pair, standings.get(pair.id), context));
  const columns = [
    { title: 'PAIR' },
    { title: 'RECOVERY POINT' },
    { title: 'LAST RUN' },
    { title: 'OUTCOME' },
    { title: 'NOW', dropOrder: 1 },
    ...(next.some((text) => text !== '') ? [{ title: 'NEXT', dropOrder: 2 }] : []),
  ];
  const rows = statuses.map((status, at) => [
    printable(status.pair.name),
    ageText(status, context),
    status.lastRun === undefined ? 'never' : runFigures(status.lastRun, context),
    status.lastRun === undefined ? '' : outcomeText(status.lastRun),
    nowText(status),
    ...(columns.length > 5 ? [next[at] ?? ''] : []),
  ]);
  return formatTable(columns, rows, context.width);
}

/** One pair in full: what would be lost, and what was done last. */
export function printStatus(
  status: PairStatus,
  standing: ScheduleStanding | undefined,
  context: PrintContext,
): string {
  const { pair } = status;
  const title = `${context.style.strong(printable(pair.name))}: ${printable(formatEndpoint(pair.primary))} -> ${printable(formatEndpoint(pair.standby))}`;
  const fields = formatFields([
    ...roleField(status, context),
    ['Recovery point', recoveryText(status, context)],
    ['Last run', lastRunText(status, context)],
    ['Last verify', verifyText(status.lastVerify, context)],
    ['Running', runningText(status.running, context)],
    ['Next', nextText(pair, standing, context) || 'by hand'],
    ...wakeField(pair, standing, context),
  ]);
  return `${title}\n${fields}`;
}

function nowText({ running, promotion }: PairStatus): string {
  if (running !== undefined) return MODE_WORDS[running.mode];
  if (!isFenced(promotion)) return '';
  return promotion.isWayBack === true ? 'closed' : 'promoted';
}

function roleField(
  { pair, promotion }: PairStatus,
  context: PrintContext,
): readonly (readonly [string, string])[] {
  if (!isFenced(promotion)) return [];
  if (promotion.isWayBack === true)
    return [['Role', 'the way back of another pair, closed until the next fail-back']];
  const next = `nothing is copied onto it. When the primary is well: ${command('failback', pair.name)}`;
  return [['Role', `${roleText(promotion.role, context)}: ${next}`]];
}

/** Without the word that the column has already. */
function nextText(pair: Pair, standing: ScheduleStanding | undefined, context: PrintContext): string {
  return (nextRunWords({ pair, standing }, context) ?? '').replace(/^next: /, '');
}

function ageText(status: PairStatus, context: PrintContext): string {
  const age = recoveryAge(status.recoveryPoint, context.now);
  switch (age.kind) {
    case 'none':
      return 'none';
    case 'unreadable':
      return 'unknown';
    case 'in-the-future':
      return 'in the future';
    case 'known':
      return formatAge(age.ageMs);
  }
}

function recoveryText(status: PairStatus, context: PrintContext): string {
  if (status.recoveryPoint === undefined)
    return 'none: the standby holds no whole copy yet, and all would be lost if the primary died now';
  const age = ageText(status, context);
  if (age === 'in the future')
    return `${formatTime(status.recoveryPoint, context)}, in the future: the clock of this machine was set back since, so nobody knows how old the copy is until the next sync`;
  const means = isFenced(status.promotion)
    ? 'the last copy before the standby was promoted'
    : 'what changed since would be lost if the primary died now';
  return `${formatTime(status.recoveryPoint, context)}, ${age} ago: ${means}`;
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

function runningText(run: RunRecord | undefined, context: PrintContext): string {
  if (run === undefined) return 'nothing';
  const since = formatTime(run.startedAt, context);
  return `${MODE_WORDS[run.mode]} since ${since} (process ${String(run.owner.pid)})`;
}
