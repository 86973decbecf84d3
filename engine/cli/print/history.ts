import { printable } from '../../model/path-text.ts';
import type { RunRecord } from '../../model/run.ts';
import { MODE_WORDS } from '../../text/run-words.ts';
import { formatBytes, formatCount, formatDuration } from '../../text/amounts.ts';
import { formatTable, type Column } from './columns.ts';
import type { PrintContext } from './context.ts';
import { outcomeText } from './status.ts';
import { formatTime, millisecondsBetween } from '../../text/times.ts';

export const NO_RUNS = 'No runs yet. Start one with: warmspare sync NAME';

const COLUMNS: readonly Column[] = [
  { title: 'RUN' },
  { title: 'PAIR', dropOrder: 1 },
  { title: 'STARTED' },
  { title: 'TOOK', dropOrder: 6 },
  { title: 'WHAT' },
  { title: 'OUTCOME' },
  { title: 'CREATED', align: 'right', dropOrder: 3 },
  { title: 'UPDATED', align: 'right', dropOrder: 4 },
  { title: 'DELETED', align: 'right', dropOrder: 2 },
  { title: 'SENT', align: 'right', dropOrder: 5 },
];

/** One line a run, in the order given. */
export function printHistory(runs: readonly RunRecord[], context: PrintContext): string {
  if (runs.length === 0) return NO_RUNS;
  const rows = runs.map((run) => {
    const took = millisecondsBetween(run.startedAt, run.finishedAt);
    return [
      run.id,
      printable(run.pairName),
      formatTime(run.startedAt, context),
      took === undefined ? '' : formatDuration(took),
      MODE_WORDS[run.mode],
      outcomeText(run),
      formatCount(run.totals.created),
      formatCount(run.totals.updated),
      formatCount(run.totals.deleted),
      formatBytes(run.totals.wireBytes),
    ];
  });
  return formatTable(COLUMNS, rows, context.width);
}
