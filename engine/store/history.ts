import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangeQuery, FolderPage, FolderQuery, FoundChanges, RunFilter } from '../model/browse.ts';
import type { PairId, RunId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import type { Change, RunRecord } from '../model/run.ts';
import { chosenRuns } from './chosen-runs.ts';
import { ChangeTrees } from './change-tree/change-trees.ts';
import type { SortLines } from './change-tree/build.ts';
import { errorText } from './errno.ts';
import { HistoryIndex, type IndexEntry } from './history-index.ts';
import { readChanges, readLog } from './history-files.ts';
import { rotateHistory, type RotationPolicy, type RotationReport } from './history-rotation.ts';
import type { LockPorts } from './lock-file.ts';
import { CHANGES_NAME, readSettled } from './run-record-file.ts';
import { RunWriter } from './run-writer.ts';

export type { RunWriter } from './run-writer.ts';

/** What was recorded of runs. A run whose process died is told as failed, with the problem `run.interrupted`. */
export interface HistoryStore {
  readonly begin: (record: RunRecord) => RunWriter;
  /** Newest first. A record that nobody can read is left out. Rejects with `history.unreadable`. */
  readonly list: (options?: RunFilter) => Promise<RunRecord[]>;
  /** An id, the start of one that no other has, or `last`. Rejects with `history.unknown-run`. */
  readonly get: (idOrPrefix: string) => Promise<RunRecord>;
  /** What the status of a pair is made from, at the cost of a few records however many runs there were. */
  readonly summary: (pairId: PairId) => Promise<PairSummary>;
  /** Without the last line of a run that was killed while writing it. */
  readonly changes: (
    id: RunId,
    page?: { readonly offset: number; readonly limit: number },
  ) => AsyncIterable<Change>;
  readonly log: (id: RunId) => AsyncIterable<string>;
  /** Both make a tree of the run's changes when first asked, which takes seconds for a million. */
  readonly folder: (id: RunId, query: FolderQuery) => Promise<FolderPage>;
  readonly search: (id: RunId, query: ChangeQuery) => Promise<FoundChanges>;
  readonly rotate: (policy?: RotationPolicy) => Promise<RotationReport>;
}

export interface HistoryPorts extends LockPorts {
  /** Without it, nobody can look at a run's changes by folder. */
  readonly sortLines?: SortLines;
}

/** The newest of each kind. */
export interface PairSummary {
  /** In whatever mode. */
  readonly lastRun: RunRecord | undefined;
  readonly lastSync: RunRecord | undefined;
  readonly lastVerify: RunRecord | undefined;
  /** The one with the newest recovery point. */
  readonly recovery: RunRecord | undefined;
  readonly running: RunRecord | undefined;
}

const CANDIDATES_NAMED = 10;

/** The history in `history/` of the data folder. Reading from a folder that is not there finds no runs. */
export function openHistory(home: string, ports: HistoryPorts): HistoryStore {
  const folder = join(home, 'history');
  const trees = new ChangeTrees(join(home, 'tmp', 'trees'), ports.sortLines ?? noSort, ports.clock);
  const index = new HistoryIndex(folder, ports.clock);
  const read = ({ id }: IndexEntry) => readSettled(join(folder, id), ports.isAlive);
  const entriesOf = async (pairId?: PairId) =>
    (await index.entries()).filter((entry) => pairId === undefined || entry.pairId === pairId);
  const list: HistoryStore['list'] = async (filter = {}) =>
    firstReadable(
      chosenRuns(await entriesOf(filter.pairId), filter),
      filter.limit ?? Infinity,
      read,
      (record) => filter.outcomes === undefined || filter.outcomes.includes(record.outcome ?? 'running'),
    );
  return {
    begin: (record) => new RunWriter(join(folder, record.id), index, record),
    list,
    get: async (wanted) => {
      if (wanted !== 'last') return getByPrefix(folder, await index.ids(), wanted, ports);
      const [newest] = await list({ limit: 1 });
      if (newest === undefined) throw EngineError.of('history.unknown-run', { found: wanted });
      return newest;
    },
    // Without a history no copy is known of: that is said, and never more than is true.
    summary: async (pairId) => summarise(await entriesOf(pairId).catch(() => []), read),
    changes: (id, page) => readChanges(join(folder, id), page),
    log: (id) => readLog(join(folder, id)),
    folder: async (id, query) => trees.folder(id, await changesOf(folder, id), query),
    search: async (id, query) => trees.search(id, await changesOf(folder, id), query),
    rotate: async (policy) => {
      const report = await rotateHistory(folder, index, ports, policy);
      await trees.drop(new Set(await index.ids()));
      return report;
    },
  };
}

function noSort(): Promise<void> {
  return Promise.reject(new Error('this history was opened without a sort'));
}

async function changesOf(folder: string, id: RunId): Promise<string> {
  const path = join(folder, id);
  try {
    await stat(path);
  } catch (error) {
    throw EngineError.of('history.unknown-run', { found: id, path, text: errorText(error) }, 'person', error);
  }
  return join(path, CHANGES_NAME);
}

type ReadEntry = (entry: IndexEntry) => Promise<RunRecord | undefined>;

async function firstReadable(
  entries: readonly IndexEntry[],
  limit: number,
  read: ReadEntry,
  isWanted: (record: RunRecord) => boolean = () => true,
): Promise<RunRecord[]> {
  const records: RunRecord[] = [];
  for (let at = 0; at < entries.length && records.length < limit;) {
    const size = Math.min(16, limit - records.length);
    const some = await Promise.all(entries.slice(at, at + size).map(read));
    records.push(...some.flatMap((record) => (record !== undefined && isWanted(record) ? [record] : [])));
    at += size;
  }
  return records;
}

async function getByPrefix(
  folder: string,
  ids: readonly RunId[],
  wanted: string,
  { isAlive }: LockPorts,
): Promise<RunRecord> {
  const matches = ids.includes(wanted as RunId)
    ? [wanted]
    : ids.filter((id) => wanted !== '' && id.startsWith(wanted));
  const [id, another] = matches.sort().reverse();
  if (id === undefined) throw EngineError.of('history.unknown-run', { found: wanted });
  if (another !== undefined) {
    const files = matches.slice(0, CANDIDATES_NAMED);
    throw EngineError.of('history.unknown-run', { found: wanted, count: matches.length, files });
  }
  const path = join(folder, id);
  const record = await readSettled(path, isAlive);
  if (record === undefined) throw EngineError.of('history.unknown-run', { found: wanted, path });
  return record;
}

async function summarise(entries: readonly IndexEntry[], read: ReadEntry): Promise<PairSummary> {
  const newest = async (isWanted: (entry: IndexEntry) => boolean) =>
    (await firstReadable(entries.filter(isWanted), 1, read))[0];
  // Of a pair one run is under way at the most; others that say so were killed, and are read as ended.
  const lastEnded = async (isWanted: (entry: IndexEntry) => boolean) =>
    (await firstReadable(entries.filter(isWanted), 2, read)).find(({ state }) => state === 'finished');
  const going = await firstReadable(
    entries.filter(({ state }) => state === 'running'),
    Infinity,
    read,
  );
  // A run's recovery point is its start.
  const points = entries.filter(({ recoveryPoint }) => recoveryPoint !== undefined);
  return {
    lastRun: await newest(() => true),
    lastSync: await lastEnded(({ mode }) => mode === 'sync'),
    lastVerify: await newest(({ mode }) => mode === 'verify'),
    recovery: (await firstReadable(points, 1, read))[0],
    running: going.find(({ state }) => state === 'running'),
  };
}
