import type { RunbookNews } from '../api/failover.ts';
import type { PairView, Snapshot } from '../api/snapshot.ts';
import type { AlertSettings } from '../model/alert-settings.ts';
import { ageLimitOf } from '../plan/alerts/age-limit.ts';
import type { PairId } from '../model/ids.ts';
import type { AlertInput } from '../plan/alerts/decide-alerts.ts';
import type { WatchedPair } from '../plan/alerts/watched-pair.ts';

export interface AlertMoment {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly timeZone: string;
  /** Runs that were missed may be about to begin, since then and until then. */
  readonly settling: { readonly since: number; readonly until: number };
  /** What keeps a standby from taking over, in a sentence, where no other alert tells of it. */
  readonly lostOf: (pairId: PairId) => string | undefined;
  readonly runbookOf: (pairId: PairId) => RunbookNews | undefined;
}

/** What is known of the pairs now, as alerts are decided of it. */
export function alertInput(
  { pairs, fault }: Snapshot,
  { limits, digest }: AlertSettings,
  moment: AlertMoment,
): AlertInput {
  const { now, timeZone } = moment;
  return {
    pairs: pairs.map((view) => watchedPair(view, moment)),
    areAll: fault === undefined,
    now,
    limits,
    digest,
    timeZone,
  };
}

function watchedPair(view: PairView, { now, settling, lostOf, runbookOf }: AlertMoment): WatchedPair {
  const { pair, recoveryPoint, lastRun, lastVerify, running, promotion } = view;
  const comingSince = syncSince(view) ?? (now < settling.until ? isoOf(settling.since) : undefined);
  return {
    pair,
    recoveryPoint,
    lastRun,
    lastVerify,
    running,
    ...(promotion && { promotion }),
    ageLimitMs: ageLimitOf(pair),
    comingSince,
    spaces: spacesOf(lastRun),
    readiness: readinessSeen(view, lostOf(pair.id)),
    runbook: runbookOf(pair.id),
  };
}

/** Where it was not judged yet, or something is not known, what was so before goes on. */
function readinessSeen({ readiness }: PairView, lost: string | undefined): WatchedPair['readiness'] {
  if (lost !== undefined) return { state: 'lost', reason: lost };
  return { state: readiness === undefined || readiness.overall === 'unknown' ? 'unknown' : 'ready' };
}

/** `undefined`: the last run never saw the standby, so that what was known of it before goes on. */
function spacesOf(run: PairView['lastRun']): WatchedPair['spaces'] {
  const seen = run?.volumes.flatMap(({ destination: path, space }) => (space ? [{ path, ...space }] : []));
  return seen?.length === 0 ? undefined : seen;
}

/** Also of another process, as far as its history says. */
function syncSince({ live, running }: PairView): string | undefined {
  if (live?.mode === 'sync') return live.startedAt;
  return running?.mode === 'sync' ? running.startedAt : undefined;
}

/** Another text after every change that matters to alerts; how far a run is does not. */
export function alertKey({ pairs, fault }: Snapshot, runbookOf: AlertMoment['runbookOf']): string {
  return JSON.stringify([
    fault?.code,
    pairs.map(({ pair, recoveryPoint, lastRun, lastVerify, readiness, promotion }) => [
      pair,
      recoveryPoint,
      lastRun?.id,
      lastVerify?.id,
      lastVerify?.state,
      readiness?.overall,
      readiness?.worst?.id,
      promotion?.role,
      runbookOf(pair.id)?.changedAt,
    ]),
  ]);
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
