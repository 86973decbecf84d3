/** How often a transient failure is tried again, and how long is waited before each try, in milliseconds. */
export interface Backoff {
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

/** Six tries within about a minute: long enough for a switch to restart, short enough for a person who waits. */
export const DEFAULT_BACKOFF: Backoff = { attempts: 6, firstDelayMs: 1000, longestDelayMs: 30_000 };

/** The wait before try number `attempt` (the second is 2), doubling each time. */
export function delayBefore(attempt: number, backoff: Backoff): number {
  return Math.min(backoff.longestDelayMs, backoff.firstDelayMs * 2 ** Math.max(0, attempt - 2));
}
