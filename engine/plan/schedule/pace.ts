import type { Outcome } from '../../model/run.ts';

const MINUTE_MS = 60_000;
/** After failures in a row. */
const AFTER_FAILURES_MS = [5_000, 15_000, MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS];
/** A run that waits for a person is for the full pass of the day, or for that person, to try again. */
const FOR_A_PERSON_MS = 24 * 60 * MINUTE_MS;
/** This process's own work after changes is to take no more than this share of a core, */
const CPU_SHARE = 0.05;
/** as long as nobody waits longer for it than this; */
const LONGEST_CPU_REST_MS = 20_000;
/** and of what it has others do there is a rest as long as it took, up to this; */
const LONGEST_SHARED_REST_MS = 15_000;
/** never is one run right after another. */
const SHORTEST_REST_MS = 1_000;

/** Where everything had to be gone through time and again, somebody else's whole day is not for that. */
const AFTER_WHOLES_MS = 15 * MINUTE_MS;

/** What came of the last runs that followed changes. */
export interface Pace {
  readonly failures: number;
  /** Of runs that went through everything, in a row. */
  readonly wholes: number;
  /** No run before this moment, by a clock that nobody sets. */
  readonly notBefore: number;
}

export const NO_PACE: Pace = { failures: 0, wholes: 0, notBefore: Number.NEGATIVE_INFINITY };

/** A run that followed changes. Times by the clock that nobody sets. */
export interface FollowingRun {
  /** `undefined`: it did not come to an end. */
  readonly outcome: Outcome | undefined;
  readonly isWhole: boolean;
  readonly startedAt: number;
  readonly endedAt: number;
  /** What this process worked from its beginning to its end. */
  readonly cpuMs: number;
}

/** Milliseconds of rest after following changes for so long, with so much work of this process's own. */
export function restAfter(tookMs: number, cpuMs: number): number {
  const shared = Math.min(tookMs, LONGEST_SHARED_REST_MS);
  const sparing = Math.min(cpuMs / CPU_SHARE - tookMs, LONGEST_CPU_REST_MS);
  return Math.round(Math.max(SHORTEST_REST_MS, shared, sparing));
}

/** When the next run may begin. */
export function paceAfter({ failures, wholes }: Pace, run: FollowingRun): Pace {
  const { startedAt, endedAt, cpuMs } = run;
  const inARow = run.isWhole ? wholes + 1 : 0;
  switch (run.outcome) {
    case 'succeeded': {
      const least = inARow > 1 ? AFTER_WHOLES_MS : SHORTEST_REST_MS;
      // Once through everything is no following: what changed meanwhile has waited long enough.
      const rest = Math.max(least, restAfter(endedAt - startedAt, run.isWhole ? 0 : cpuMs));
      return { failures: 0, wholes: inARow, notBefore: endedAt + rest };
    }
    case 'held':
    case 'refused':
      return { failures: failures + 1, wholes: inARow, notBefore: endedAt + FOR_A_PERSON_MS };
    // Whoever calls one off does not want the next at once.
    case 'cancelled':
    case 'partial':
    case 'failed':
    case undefined: {
      const wait = AFTER_FAILURES_MS[Math.min(failures, AFTER_FAILURES_MS.length - 1)] ?? MINUTE_MS;
      return { failures: failures + 1, wholes: inARow, notBefore: endedAt + wait };
    }
  }
}
