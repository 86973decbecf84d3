import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import type { PairId } from '../model/ids.ts';
import { RunId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import type { RunMode, RunRecord } from '../model/run.ts';
import { atomicWrite } from './atomic-write.ts';
import { errnoOf, errorText } from './errno.ts';
import { readRecord } from './run-record-file.ts';

/** What is needed to choose runs without opening ten thousand records. */
export interface IndexEntry {
  readonly id: RunId;
  readonly pairId: PairId;
  readonly mode: RunMode;
  readonly startedAt: string;
  readonly recoveryPoint: string | undefined;
  readonly state: RunRecord['state'];
  /** It went well and looked at what had changed alone: one of thousands a day. */
  readonly isPassing?: boolean;
}

const READ_AT_ONCE = 16;
/** Clocks are set back by so much without anybody's doing. */
const LEAP_MS = 60_000;

/**
 * `history/index.ndjson`, a line a finished run. Only a short cut: the folders say which runs there are, and a run
 * without a whole line is read from its record, and noted. So a lost or garbled index costs time and nothing else.
 */
export class HistoryIndex {
  readonly #folder: string;
  readonly #path: string;
  readonly #clock: Pick<Clock, 'now'>;

  /** `folder` is the one that holds the runs' folders. */
  constructor(folder: string, clock: Pick<Clock, 'now'>) {
    this.#folder = folder;
    this.#clock = clock;
    this.#path = join(folder, 'index.ndjson');
  }

  /** Never rejects. */
  async note(records: readonly RunRecord[]): Promise<void> {
    // The line break in front ends a line that a killed process left unfinished.
    const text = records.map((record) => `\n${JSON.stringify(entryOf(record))}\n`).join('');
    await appendFile(this.#path, text, { mode: 0o600 }).catch(() => undefined);
  }

  /** All readable runs, newest first; last those that a wrong clock dated into the future, whenever they really were. */
  async entries(): Promise<IndexEntry[]> {
    const [ids, noted] = await Promise.all([this.ids(), this.#read()]);
    const missing = ids.filter((id) => !noted.has(id));
    const records = await readAll(this.#folder, missing);
    const finished = records.filter(({ state }) => state === 'finished');
    if (finished.length > 0) await this.note(finished);
    const known = ids.flatMap((id) => noted.get(id) ?? []);
    return [...known, ...records.map(entryOf)].sort(newestFirst(this.#clock.now() + LEAP_MS));
  }

  /** The runs that have a folder, in no order. Rejects with `history.unreadable`; a folder that is not there has none. */
  async ids(): Promise<RunId[]> {
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return [];
      const details = { path: this.#folder, text: errorText(error) };
      throw EngineError.of('history.unreadable', details, 'person', error);
    });
    return names.flatMap((name) => (RunId.safeParse(name).success ? [name as RunId] : []));
  }

  /** Writes it anew with one line a run. A line that another process adds meanwhile may be lost, and is found again. */
  async compact(entries: readonly IndexEntry[]): Promise<void> {
    const finished = entries.filter(({ state }) => state === 'finished');
    const text = finished.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    await atomicWrite(this.#path, text);
  }

  async #read(): Promise<Map<string, IndexEntry>> {
    const text = await readFile(this.#path, 'utf8').catch(() => '');
    const entries = text.split('\n').flatMap(parseEntry);
    return new Map(entries.map((entry) => [entry.id, entry]));
  }
}

/** Records of runs, without those that are missing or garbled, in the order of `ids`. */
export async function readAll(folder: string, ids: readonly RunId[]): Promise<RunRecord[]> {
  const records: RunRecord[] = [];
  for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
    const some = await Promise.all(
      ids.slice(at, at + READ_AT_ONCE).map((id) => readRecord(join(folder, id))),
    );
    records.push(...some.filter((record) => record !== undefined));
  }
  return records;
}

function entryOf(record: RunRecord): IndexEntry {
  const { id, pairId, mode, startedAt, recoveryPoint, state, scope, outcome } = record;
  const isPassing = scope?.kind === 'changed' && outcome === 'succeeded';
  return { id, pairId, mode, startedAt, recoveryPoint, state, ...(isPassing && { isPassing }) };
}

function newestFirst(latestMs: number): (a: IndexEntry, b: IndexEntry) => number {
  const latest = new Date(latestMs).toISOString();
  return (a, b) => {
    const [aIsAhead, bIsAhead] = [a.startedAt > latest, b.startedAt > latest];
    if (aIsAhead !== bIsAhead) return aIsAhead ? 1 : -1;
    return newer(a, b);
  };
}

function newer(a: IndexEntry, b: IndexEntry): number {
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? 1 : -1;
  return a.id < b.id ? 1 : -1;
}

function parseEntry(line: string): IndexEntry[] {
  if (line === '') return [];
  try {
    const entry = JSON.parse(line) as IndexEntry | null;
    const texts: unknown[] = [entry?.id, entry?.pairId, entry?.mode, entry?.startedAt];
    return entry?.state === 'finished' && texts.every((text) => typeof text === 'string') ? [entry] : [];
  } catch {
    return [];
  }
}
