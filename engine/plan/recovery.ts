import type { Pair } from '../model/pair.ts';
import type { AgePoint, RecoveryHistory, RunFigures } from '../model/recovery-history.ts';
import type { RunRecord } from '../model/run.ts';

const DAY_MS = 86_400_000;
export const DEFAULT_WINDOW_MS = 30 * DAY_MS;

/** A run stands for the copy only while it was of these volumes, into the places that are meant now. */
export function standsFor(record: RunRecord, pair: Pair): boolean {
  if (pair.acceptedAt !== undefined && record.startedAt < pair.acceptedAt) return false;
  const done = record.volumes.filter(({ state }) => state === 'done');
  return pair.volumes.every(({ id, source, destination }) =>
    done.some((one) => one.volumeId === id && one.source === source && one.destination === destination),
  );
}

/** The moment that a copy is from, and from when on it was there. */
interface Copy {
  readonly fromMs: number;
  readonly sinceMs: number;
}

/** How old the copy was over time, and what each run took, from the pair's runs in whatever order. */
export function measureRecovery(
  pair: Pair,
  records: readonly RunRecord[],
  now: number,
  windowMs = DEFAULT_WINDOW_MS,
): RecoveryHistory {
  const from = now - windowMs;
  const finished = records.flatMap((record) => {
    const endMs = record.finishedAt === undefined ? NaN : Date.parse(record.finishedAt);
    // What ends in the future was dated by a wrong clock.
    return endMs <= now ? [{ record, endMs }] : [];
  });
  const copies = finished.flatMap(({ record, endMs }): Copy[] =>
    record.recoveryPoint !== undefined && standsFor(record, pair)
      ? [{ fromMs: Date.parse(record.recoveryPoint), sinceMs: endMs }]
      : [],
  );
  const runs = finished.filter(({ endMs }) => endMs >= from).sort((a, b) => a.endMs - b.endMs);
  return {
    from: isoOf(from),
    to: isoOf(now),
    ages: agesOf(
      copies.sort((a, b) => a.sinceMs - b.sinceMs),
      from,
      now,
    ),
    runs: runs.map(({ record, endMs }) => figuresOf(record, endMs)),
  };
}

function agesOf(copies: readonly Copy[], from: number, now: number): AgePoint[] {
  const points: AgePoint[] = [];
  let copyMs: number | undefined;
  const add = (atMs: number): void => {
    if (copyMs !== undefined) points.push({ at: isoOf(atMs), ageMs: Math.max(0, atMs - copyMs) });
  };
  for (const { fromMs } of copies.filter(({ sinceMs }) => sinceMs <= from))
    copyMs = Math.max(copyMs ?? -Infinity, fromMs);
  add(from);
  for (const { fromMs, sinceMs } of copies) {
    if (sinceMs <= from || fromMs <= (copyMs ?? -Infinity)) continue;
    add(sinceMs);
    copyMs = fromMs;
    add(sinceMs);
  }
  add(now);
  return points;
}

function figuresOf(record: RunRecord, endMs: number): RunFigures {
  const { id, mode, startedAt, outcome = 'failed', totals } = record;
  const durationMs = Math.max(0, endMs - Date.parse(startedAt));
  return {
    id,
    mode,
    startedAt,
    outcome,
    durationMs,
    fileBytes: totals.fileBytes,
    wireBytes: totals.wireBytes,
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
