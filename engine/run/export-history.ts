import type { ExportFormat } from '../api/engine.ts';
import type { PairId, RunId } from '../model/ids.ts';
import type { Change, RunRecord } from '../model/run.ts';
import { csvLine, type CsvCell } from '../plan/csv.ts';
import type { HistoryStore } from '../store/history.ts';

const RUNS_AT_ONCE = 100;
/** Characters that are worth to be handed on. */
const PIECE = 1 << 15;

const RUN_COLUMNS = [
  ...['id', 'pair', 'mode', 'outcome', 'started_at', 'finished_at', 'duration_seconds', 'recovery_point'],
  ...['entries_scanned', 'entries_created', 'entries_updated', 'entries_deleted'],
  ...['bytes_of_files', 'bytes_over_the_line', 'bytes_total', 'problems', 'refusals', 'holds'],
];

function runCells(run: RunRecord): CsvCell[] {
  const { totals, problems, refusals, holds } = run;
  const tookMs = run.finishedAt === undefined ? NaN : Date.parse(run.finishedAt) - Date.parse(run.startedAt);
  return [
    ...[run.id, run.pairName, run.mode, run.outcome ?? 'running', run.startedAt, run.finishedAt],
    ...[Number.isNaN(tookMs) ? undefined : tookMs / 1000, run.recoveryPoint],
    ...[totals.scanned, totals.created, totals.updated, totals.deleted],
    ...[totals.fileBytes, totals.wireBytes, totals.totalBytes],
    problems.map(({ code }) => code).join(' '),
    refusals.map(({ reason }) => reason).join(' '),
    holds.map(({ reason }) => reason).join(' '),
  ];
}

const CHANGE_COLUMNS = ['source', 'destination', 'path', 'kind', 'type', 'bytes', 'itemized'];

/** All runs of a pair, newest first, as text in pieces. */
export function exportRuns(
  history: HistoryStore,
  pairId: PairId,
  format: ExportFormat,
): AsyncGenerator<string> {
  const runs = pagedRuns(history, pairId);
  return format === 'json' ? jsonArray(runs) : csvTable(RUN_COLUMNS, runs, runCells);
}

async function* pagedRuns(history: HistoryStore, pairId: PairId): AsyncGenerator<RunRecord> {
  let before: RunId | undefined;
  for (;;) {
    const page = await history.list({ pairId, limit: RUNS_AT_ONCE, ...(before !== undefined && { before }) });
    yield* page;
    before = page.at(-1)?.id;
    if (page.length < RUNS_AT_ONCE) return;
  }
}

/** All changes of a run, as they were written down. */
export async function* exportChanges(
  history: HistoryStore,
  id: RunId,
  format: ExportFormat,
): AsyncGenerator<string> {
  const { volumes } = await history.get(id);
  const places = new Map(volumes.map((volume) => [volume.volumeId, volume]));
  const cells = ({ volumeId, path, kind, type, bytes, itemized }: Change): CsvCell[] => {
    const place = places.get(volumeId);
    return [place?.source, place?.destination, path, kind, type, bytes, itemized];
  };
  const changes = history.changes(id);
  yield* format === 'json' ? jsonArray(changes) : csvTable(CHANGE_COLUMNS, changes, cells);
}

async function* csvTable<T>(
  columns: readonly string[],
  items: AsyncIterable<T>,
  cells: (item: T) => readonly CsvCell[],
): AsyncGenerator<string> {
  let text = csvLine(columns);
  for await (const item of items) {
    text += csvLine(cells(item));
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** One item a line. */
async function* jsonArray(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  let text = '[';
  let between = '\n';
  for await (const item of items) {
    text += between + JSON.stringify(item);
    between = ',\n';
    if (text.length < PIECE) continue;
    yield text;
    text = '';
  }
  yield `${text}\n]\n`;
}
