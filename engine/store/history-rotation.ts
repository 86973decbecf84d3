import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PairId, RunId } from '../model/ids.ts';
import type { HistoryIndex, IndexEntry } from './history-index.ts';
import type { LockPorts } from './lock-file.ts';
import { CHANGES_NAME, LOG_NAME, readSettled, RECORD_NAME, writeRecord } from './run-record-file.ts';

export interface RotationPolicy {
  readonly maxAgeDays: number;
  readonly maxBytes: number;
}

export const ROTATION_POLICY: RotationPolicy = { maxAgeDays: 400, maxBytes: 500 * 1024 * 1024 };

export interface RotationReport {
  readonly removedRuns: readonly RunId[];
  /** Runs that kept their record and lost changes and log. */
  readonly strippedRuns: readonly RunId[];
  /** What could not be removed. */
  readonly failures: number;
}

const DAY_MS = 86_400_000;
const GONE_PREFIX = '.gone-';
const STAT_AT_ONCE = 32;

/**
 * Removes what is too old, what continuous schedules leave by the thousand, and then the oldest until the rest is small enough: first changes and logs, then whole runs.
 * Never the newest run of a pair, the run with a pair's newest recovery point, or a run that is going. Never rejects.
 */
export async function rotateHistory(
  folder: string,
  index: HistoryIndex,
  ports: LockPorts,
  policy: RotationPolicy = ROTATION_POLICY,
): Promise<RotationReport> {
  await removeHalfGone(folder);
  await settleDead(folder, index, ports);
  const entries = await index.entries();
  const kept = protectedRuns(entries);
  const ids = (await index.ids()).filter((id) => !kept.has(id)).sort();
  const work = new Rotation(folder);
  const oldest = ports.clock.now() - policy.maxAgeDays * DAY_MS;
  // A run that cannot be read has only its name to tell its age.
  for (const id of ids) if (startOf(id) < oldest) await work.remove(id);

  for (const id of superseded(entries, ports.clock.now())) if (!kept.has(id)) await work.remove(id);

  const readable = new Set<string>(entries.map(({ id }) => id));
  const rest = ids.filter((id) => readable.has(id) && !work.removed.has(id));
  let bytes = await work.measure(await index.ids());
  for (const id of rest) if (bytes > policy.maxBytes) bytes -= await work.strip(id);
  for (const id of rest) if (bytes > policy.maxBytes) bytes -= await work.remove(id);

  if (work.removed.size > 0) {
    await index.compact(entries.filter(({ id }) => !work.removed.has(id))).catch(() => undefined);
  }
  const strippedRuns = [...work.stripped].filter((id) => !work.removed.has(id));
  return { removedRuns: [...work.removed], strippedRuns, failures: work.failures };
}

class Rotation {
  readonly removed = new Set<RunId>();
  readonly stripped = new Set<RunId>();
  failures = 0;
  readonly #folder: string;
  readonly #bytes = new Map<RunId, { readonly record: number; readonly rest: number }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** All bytes of these runs. */
  async measure(ids: readonly RunId[]): Promise<number> {
    let total = 0;
    for (let at = 0; at < ids.length; at += STAT_AT_ONCE) {
      const sizes = await Promise.all(ids.slice(at, at + STAT_AT_ONCE).map((id) => this.#measureOne(id)));
      total += sizes.reduce((sum, size) => sum + size, 0);
    }
    return total;
  }

  /** Returns the bytes that were freed. Gone from sight at once, so that no reader finds half a run. */
  async remove(id: RunId): Promise<number> {
    const gone = join(this.#folder, `${GONE_PREFIX}${id}`);
    const freed = await this.#attempt(async () => {
      await rename(join(this.#folder, id), gone);
      this.removed.add(id);
      await rm(gone, { recursive: true, force: true });
    });
    const { record, rest } = this.#bytes.get(id) ?? { record: 0, rest: 0 };
    return freed ? record + (this.stripped.has(id) ? 0 : rest) : 0;
  }

  async strip(id: RunId): Promise<number> {
    const { rest } = this.#bytes.get(id) ?? { rest: 0 };
    if (rest === 0) return 0;
    const freed = await this.#attempt(async () => {
      for (const name of [CHANGES_NAME, LOG_NAME]) await rm(join(this.#folder, id, name), { force: true });
    });
    if (freed) this.stripped.add(id);
    return freed ? rest : 0;
  }

  async #measureOne(id: RunId): Promise<number> {
    const size = async (name: string) =>
      (await stat(join(this.#folder, id, name)).catch(() => undefined))?.size ?? 0;
    const [record, changes, log] = await Promise.all([RECORD_NAME, CHANGES_NAME, LOG_NAME].map(size));
    this.#bytes.set(id, { record: record ?? 0, rest: (changes ?? 0) + (log ?? 0) });
    return (record ?? 0) + (changes ?? 0) + (log ?? 0);
  }

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch {
      this.failures += 1;
      return false;
    }
  }
}

const HOUR_MS = 3_600_000;

/** Of runs that only brought over what had just changed, the last of each hour stays, and those of the last hour. Entries come newest first. */
function superseded(entries: readonly IndexEntry[], now: number): RunId[] {
  const hours = new Set<string>();
  return entries
    .filter(({ isPassing, startedAt }) => isPassing === true && Date.parse(startedAt) < now - HOUR_MS)
    .filter(({ pairId, startedAt }) => {
      const hour = `${pairId} ${startedAt.slice(0, 'YYYY-MM-DDTHH'.length)}`;
      const isLast = !hours.has(hour);
      hours.add(hour);
      return !isLast;
    })
    .map(({ id }) => id);
}

/** Entries come newest first. */
function protectedRuns(entries: readonly IndexEntry[]): Set<string> {
  const newest = new Map<PairId, IndexEntry>();
  const recovery = new Map<PairId, IndexEntry>();
  for (const entry of entries) {
    if (!newest.has(entry.pairId)) newest.set(entry.pairId, entry);
    const best = recovery.get(entry.pairId)?.recoveryPoint ?? '';
    if ((entry.recoveryPoint ?? '') > best) recovery.set(entry.pairId, entry);
  }
  // The dead ones were settled before: what still says running, runs.
  const running = entries.filter(({ state }) => state === 'running');
  return new Set([...newest.values(), ...recovery.values(), ...running].map(({ id }) => id));
}

/** Writes down the end of killed runs, so that nobody has to ask for their processes again. */
async function settleDead(folder: string, index: HistoryIndex, { isAlive }: LockPorts): Promise<void> {
  const going = (await index.entries()).filter(({ state }) => state === 'running');
  for (const { id } of going) {
    const settled = await readSettled(join(folder, id), isAlive);
    if (settled === undefined || settled.state === 'running') continue;
    await writeRecord(join(folder, id), settled).then(
      () => index.note([settled]),
      () => undefined,
    );
  }
}

async function removeHalfGone(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const gone = names.filter((name) => name.startsWith(GONE_PREFIX));
  await Promise.all(
    gone.map((name) => rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)),
  );
}

/** `20261123-110203-k3x9` is 11:02:03 UTC on 2026-11-23. */
function startOf(id: RunId): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)-/.exec(id) ?? [];
  const start = Date.parse(
    `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`,
  );
  return Number.isNaN(start) ? Infinity : start;
}
