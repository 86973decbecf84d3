import { DEFAULT_SILENCE_MS, type AlertLimits } from '../../model/alert-settings.ts';
import type { AlertDetails, AlertKind, PairAlerts, WorkLoss } from '../../model/alert.ts';
import { isFenced } from '../../model/promotion.ts';
import { isoOf, LEAP_MS, pastMs } from './moments.ts';
import { RUN_KINDS, runDetails, runVerdict } from './run-kind.ts';
import type { DiskSpace, WatchedPair } from './watched-pair.ts';

/** What is so of one kind now. `unknown`: what was so before goes on. */
export type Observed =
  | { readonly state: 'absent' | 'unknown' }
  | {
      readonly state: 'present';
      /** Milliseconds since 1970. */
      readonly sinceMs: number;
      readonly details: AlertDetails;
      readonly runId?: string;
      /** It is told when it has lasted for so long. */
      readonly tellAfterMs: number;
    };

const ABSENT: Observed = { state: 'absent' };
const UNKNOWN: Observed = { state: 'unknown' };

/** The time that a sync has which may end a silence. */
const COMING_MS = 6 * 3_600_000;

export function observe(
  watched: WatchedPair,
  before: PairAlerts | undefined,
  copy: PairAlerts['copy'],
  limits: AlertLimits,
  now: number,
): ReadonlyMap<AlertKind, Observed> {
  return new Map([
    ...observeRun(watched, limits, now),
    ['readiness-lost', observeReadiness(watched, now)],
    ['silence', observeSilence(watched, copy, limits, now)],
    ['disk-nearly-full', observeDisks(watched, isStanding(before, 'disk-nearly-full'), limits, now)],
  ]);
}

function isStanding(before: PairAlerts | undefined, kind: AlertKind): boolean {
  return before?.standing.some((one) => one.kind === kind) ?? false;
}

function observeRun(watched: WatchedPair, limits: AlertLimits, now: number): [AlertKind, Observed][] {
  const verdict = runVerdict(watched);
  if (isHidden(watched, verdict)) return RUN_KINDS.map((kind) => [kind, UNKNOWN]);
  if (verdict === undefined) return RUN_KINDS.map((kind) => [kind, ABSENT]);
  const { run, kind } = verdict;
  if (kind === 'not-told') return RUN_KINDS.map((each) => [each, UNKNOWN]);
  const sinceMs =
    pastMs(kind === 'unreachable' ? run.startedAt : (run.finishedAt ?? run.startedAt), now) ?? now;
  const present: Observed = {
    state: 'present',
    sinceMs,
    details: runDetails(run),
    runId: run.id,
    tellAfterMs: kind === 'unreachable' ? limits.unreachableAfterMs : 0,
  };
  return RUN_KINDS.map((each) => [each, each === kind ? present : ABSENT]);
}

/** By a run that is under way: what the last one came to goes on until it ends. */
function isHidden(
  { lastRun, lastVerify, running }: WatchedPair,
  verdict: ReturnType<typeof runVerdict>,
): boolean {
  if (lastRun === undefined && running?.mode === 'sync') return true;
  return lastVerify?.state === 'running' && verdict?.kind === undefined;
}

/** A verify's differences stand until another finds none, as at a glance. */
function observeReadiness({ lastVerify, readiness }: WatchedPair, now: number): Observed {
  if (lastVerify?.state === 'running') return UNKNOWN;
  const different = lastVerify?.state === 'finished' ? (lastVerify.verify?.different ?? 0) : 0;
  if (lastVerify !== undefined && different > 0)
    return {
      state: 'present',
      sinceMs: pastMs(lastVerify.finishedAt, now) ?? now,
      details: { mode: 'verify', different },
      tellAfterMs: 0,
    };
  if (readiness?.state === 'lost')
    return { state: 'present', sinceMs: now, details: { text: readiness.reason }, tellAfterMs: 0 };
  return readiness?.state === 'unknown' ? UNKNOWN : ABSENT;
}

function observeSilence(
  watched: WatchedPair,
  copy: PairAlerts['copy'],
  limits: AlertLimits,
  now: number,
): Observed {
  // Nothing is to be copied onto a standby that serves: its copy is neither too old nor well again.
  if (isFenced(watched.promotion)) return UNKNOWN;
  const limitMs = silenceLimitMs(watched, limits);
  const sinceMs = lastGoodMs(watched, copy, now);
  if (now - sinceMs <= limitMs) return ABSENT;
  const comingMs = pastMs(watched.comingSince, now);
  if (comingMs !== undefined && now - comingMs < COMING_MS) return UNKNOWN;
  return { state: 'present', sinceMs, details: { limitMs }, tellAfterMs: 0 };
}

/** When silence is told of, should nothing happen; milliseconds since 1970. */
export function silentAtMs(
  watched: WatchedPair,
  copy: PairAlerts['copy'],
  limits: AlertLimits,
  now: number,
): number {
  const coming = pastMs(watched.comingSince, now);
  return Math.max(
    lastGoodMs(watched, copy, now) + silenceLimitMs(watched, limits) + 1,
    coming === undefined ? 0 : coming + COMING_MS,
  );
}

function silenceLimitMs({ ageLimitMs }: WatchedPair, { silenceAfterMs }: AlertLimits): number {
  return silenceAfterMs ?? ageLimitMs ?? DEFAULT_SILENCE_MS;
}

/** A copy is no younger than it has been seen for, whatever the clock said that dated it. */
function lastGoodMs(
  { pair, recoveryPoint }: WatchedPair,
  { seenAt }: PairAlerts['copy'],
  now: number,
): number {
  const seen = Date.parse(seenAt);
  if (recoveryPoint !== undefined) return Math.min(pastMs(recoveryPoint, now) ?? seen, seen);
  const created = Math.min(pastMs(pair.createdAt, now) ?? seen, seen);
  return Math.max(created, pastMs(pair.acceptedAt, now) ?? created);
}

/** The copy that is there now, and since when it is seen. */
export function copySeen(
  before: PairAlerts | undefined,
  recoveryPoint: string | undefined,
  now: number,
): PairAlerts['copy'] {
  const point = recoveryPoint === undefined ? {} : { recoveryPoint };
  const isSame = before !== undefined && before.copy.recoveryPoint === recoveryPoint;
  const isPast = isSame && Date.parse(before.copy.seenAt) <= now + LEAP_MS;
  return { ...point, seenAt: isPast ? before.copy.seenAt : isoOf(now) };
}

export function lossOf(recoveryPoint: string | undefined, isInDoubt: boolean, now: number): WorkLoss {
  if (recoveryPoint === undefined) return { kind: 'all' };
  const ms = pastMs(recoveryPoint, now);
  if (ms === undefined) return { kind: 'unknown' };
  return { kind: 'since', at: isoOf(ms), ...(isInDoubt ? { isAtLeast: true } : {}) };
}

/** A disk that hovers about the limit is spoken of once: it is well again with a fifth more than that free. */
const SLACK = 1.2;

function observeDisks(
  { spaces }: WatchedPair,
  isNearlyFull: boolean,
  limits: AlertLimits,
  now: number,
): Observed {
  if (spaces === undefined) return UNKNOWN;
  const slack = isNearlyFull ? SLACK : 1;
  const full = spaces
    .filter((space) => space.freeBytes < limitOf(space, limits) * slack)
    .sort((a, b) => a.freeBytes - b.freeBytes)[0];
  if (full === undefined) return ABSENT;
  const { path, freeBytes, totalBytes } = full;
  return { state: 'present', sinceMs: now, details: { path, freeBytes, totalBytes }, tellAfterMs: 0 };
}

/** Of a disk of 30 GB, 20 GB are never free: no limit is more than a fifth of the disk. */
function limitOf({ totalBytes }: DiskSpace, { diskBytes, diskPercent }: AlertLimits): number {
  const percent = (totalBytes * diskPercent) / 100;
  return Math.max(percent, Math.min(diskBytes, totalBytes / 5));
}
