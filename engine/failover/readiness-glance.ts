import type { ReadinessGlance } from '../api/snapshot.ts';
import type { CheckId, Readiness } from '../model/readiness.ts';
import { APP_WAYS } from '../text/app/app-ways.ts';
import { findingWords } from '../text/readiness/finding-words.ts';

export function readinessGlance({ overall, worst, checks }: Readiness): ReadinessGlance {
  return {
    overall,
    worst: checks.find(({ id }) => id === worst),
    passed: checks.filter(({ state }) => state === 'pass').length,
    total: checks.length,
  };
}

/** These have alerts of their own: how old the copy is, how the last sync and the last verify ended. */
const TOLD_OTHERWISE: ReadonlySet<CheckId> = new Set<CheckId>([
  'recovery-point',
  'last-sync',
  'same-run',
  'verify',
  'sign-in',
]);

/** A sentence about what keeps the standby from taking over and nobody is told of otherwise; `undefined`: nothing. */
export function lostReadiness(
  { checks }: Readiness,
  context: { readonly now: number; readonly timeZone: string | undefined; readonly pair: string },
): string | undefined {
  const lost = checks.find(({ id, state }) => state === 'fail' && !TOLD_OTHERWISE.has(id));
  return lost === undefined ? undefined : findingWords(lost.finding, { ...context, ways: APP_WAYS }).message;
}
