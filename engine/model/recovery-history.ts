import type { RunId } from './ids.ts';
import type { Outcome, RunMode } from './run.ts';

/** How old the standby's copy was at one moment, ISO 8601: what would have been lost. */
export interface AgePoint {
  readonly at: string;
  readonly ageMs: number;
}

/** What one run took. */
export interface RunFigures {
  readonly id: RunId;
  readonly mode: RunMode;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** Size of the files that were sent. */
  readonly fileBytes: number;
  readonly wireBytes: number;
}

/** A pair's past, to be drawn. */
export interface RecoveryHistory {
  /** ISO 8601, both. */
  readonly from: string;
  readonly to: string;
  /**
   * A saw-tooth, oldest first, to be joined by straight lines: it rises with time, and where a run moved the recovery point there
   * are two points at one moment. Begins where the first copy was; empty while there is none.
   */
  readonly ages: readonly AgePoint[];
  /** Those that were finished in this time, oldest first. */
  readonly runs: readonly RunFigures[];
}
