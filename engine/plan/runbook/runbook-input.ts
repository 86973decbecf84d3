import type { DrillRecord } from '../../model/drill.ts';
import type { FailoverSettings } from '../../model/failover.ts';
import type { Pair } from '../../model/pair.ts';
import type { Readiness } from '../../model/readiness.ts';
import type { RunRecord } from '../../model/run.ts';
import type { PairSurvey } from '../../model/survey.ts';

/** Everything that a pair's runbook is written from. */
export interface RunbookInput {
  readonly pair: Pair;
  readonly settings: FailoverSettings;
  readonly survey: PairSurvey;
  readonly status: RunbookStatus;
  /** `undefined`: nobody has computed it. */
  readonly readiness: Readiness | undefined;
  /** The last one of this standby, if there was any. */
  readonly drill?: DrillRecord | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** An IANA name; `undefined`: the machine's own. */
  readonly timeZone: string | undefined;
}

/** What history knows of the pair. */
export interface RunbookStatus {
  /** ISO 8601; `undefined`: there is no whole copy. */
  readonly recoveryPoint: string | undefined;
  /** The newest sync that has ended, whatever became of it. */
  readonly lastRun: RunRecord | undefined;
  readonly lastVerify: RunRecord | undefined;
}
