import type { PairView } from '../api/snapshot.ts';
import { isFenced, type StandbyRole } from '../model/promotion.ts';
import type { Outcome, RunRecord } from '../model/run.ts';
import { isPassing } from './activity.ts';
import { overdueAfterMs } from '../plan/schedule/overdue.ts';
import { recoveryAge } from './recovery-age.ts';

/** The one thing about a pair that a person should know first, without a word said yet. */
export type GlanceFinding =
  /** The standby serves in the primary's place: nothing is copied. */
  | { readonly kind: 'promoted'; readonly role: StandbyRole }
  /** The way back of another pair, which is closed: the primary serves, as it should. */
  | { readonly kind: 'closed' }
  /** Of the last sync. It is not known to have left a whole copy, or left it with something to be mended. */
  | { readonly kind: 'sync-ended'; readonly run: RunRecord; readonly outcome: Exclude<Outcome, 'succeeded'> }
  /** `isFollowed`: a sync has run since, and nobody has looked again. */
  | { readonly kind: 'files-differ'; readonly run: RunRecord; readonly isFollowed: boolean }
  | {
      readonly kind: 'verify-ended';
      readonly run: RunRecord;
      readonly outcome: 'partial' | 'failed' | 'refused' | 'held';
    }
  /** `isOfAnother`: a copy was made, and not of these places. */
  | { readonly kind: 'no-copy'; readonly isOfAnother: boolean }
  | { readonly kind: 'age-unknown'; readonly why: 'in-the-future' | 'unreadable' }
  /** A copy, and no last sync that would say how it ended. */
  | { readonly kind: 'unrecorded' }
  | { readonly kind: 'overdue'; readonly ageMs: number }
  | { readonly kind: 'running' }
  | { readonly kind: 'copied'; readonly ageMs: number };

/**
 * What is so, worst first. Only a last sync that succeeded, with a whole copy of a known age and no difference found since, comes
 * out as `copied`.
 */
export function findingOf(view: PairView, now: number): GlanceFinding {
  const { lastRun, promotion } = view;
  if (isFenced(promotion))
    return promotion.isWayBack === true ? { kind: 'closed' } : { kind: 'promoted', role: promotion.role };
  const isPassingRun = view.live !== undefined && isPassing(view.live);
  const isRunning = (view.live !== undefined || view.running !== undefined) && !isPassingRun;
  if (lastRun !== undefined && lastRun.outcome !== 'succeeded')
    return { kind: 'sync-ended', run: lastRun, outcome: lastRun.outcome ?? 'failed' };
  const verified = verifyFinding(view);
  if (verified !== undefined) return verified;
  const age = recoveryAge(view.recoveryPoint, now);
  if (age.kind === 'none') return { kind: 'no-copy', isOfAnother: lastRun !== undefined };
  if (age.kind !== 'known') return { kind: 'age-unknown', why: age.kind };
  if (age.ageMs > overdueAfterMs(view.pair)) return { kind: 'overdue', ageMs: age.ageMs };
  if (isRunning) return { kind: 'running' };
  return lastRun === undefined ? { kind: 'unrecorded' } : { kind: 'copied', ageMs: age.ageMs };
}

/**
 * Differences stand until a verify finds none: no record says whether a later sync compared contents, and one that compares sizes
 * and times mends nothing that looks the same. A verify that did not get to its end is answered by any sync that did.
 */
function verifyFinding({ lastRun, lastVerify }: PairView): GlanceFinding | undefined {
  if (lastVerify?.state !== 'finished') return undefined;
  const isFollowed = lastRun !== undefined && lastRun.startedAt > lastVerify.startedAt;
  if ((lastVerify.verify?.different ?? 0) > 0) return { kind: 'files-differ', run: lastVerify, isFollowed };
  const { outcome = 'failed' } = lastVerify;
  if (isFollowed || outcome === 'succeeded' || outcome === 'cancelled') return undefined;
  return { kind: 'verify-ended', run: lastVerify, outcome };
}
