import type { Pair } from '../model/pair.ts';
import type { Problem } from '../model/problem.ts';
import type { Runbook } from '../model/runbook.ts';
import type { DrillOptions, DrillReport } from './drill.ts';
import type { DrillRecord } from '../model/drill.ts';
import type { Readiness } from '../model/readiness.ts';
import type { PairSurvey } from '../model/survey.ts';

/** What the engine knows of a pair's failover, and does for it. */
export interface Failover {
  /** From what is known here; asks no machine. */
  readonly readiness: (name: string) => Promise<ReadinessReport>;
  /** Asks both machines what a failover has to know, and keeps it. A machine that is away does not hide the other, and what was known of it stays. */
  readonly survey: (name: string, options?: SurveyOptions) => Promise<SurveyReport>;
  /** The failover instructions, written of what is known here. */
  readonly runbook: (name: string) => Promise<RunbookReport>;
  /** Brings the runbook to the standby. Throws `endpoint.*`, `setup.outdated`, `runbook.undelivered`. */
  readonly deliver: (name: string, options?: SurveyOptions) => Promise<RunbookReport>;
  /**
   * Tries all that can be tried on the standby without touching the primary or changing the copy, and keeps the result. What fails is in it. Throws
   * `endpoint.*`, `setup.outdated`, `standby.promoted`, `run.cancelled`.
   */
  readonly drill: (name: string, options?: DrillOptions) => Promise<DrillReport>;
  /**
   * What comes after a run: both machines are looked at where that was long ago, and the runbook goes to the standby where what it says is another
   * by now; nothing where neither set-up nor a person has ever left anything of ours there. Resolves to what was done.
   */
  readonly keepReady: (name: string, options?: SurveyOptions) => Promise<KeptReady>;
  /** Somebody saw the clone boot on the standby: so it is known, until there is another macOS on either. Throws `failover.no-clone`. */
  readonly noteBoot: (name: string) => Promise<Pair>;
}

export interface SurveyOptions {
  readonly signal?: AbortSignal;
}

export interface ReadinessReport {
  readonly pair: Pair;
  readonly readiness: Readiness;
  readonly survey: PairSurvey;
  /** The last one; `undefined`: there was none of these machines and places. */
  readonly drill: DrillRecord | undefined;
  /** What is another in the runbook on the standby than in the one before it; `undefined`: none lies there. */
  readonly issued: RunbookNews | undefined;
}

export interface RunbookNews {
  /** ISO 8601, UTC. */
  readonly changedAt: string;
  /** In sentences; none of the first one. */
  readonly changes: readonly string[];
}

export interface RunbookReport {
  readonly runbook: Runbook;
  /** Since the one that was delivered before, in sentences. */
  readonly changes: readonly string[];
  /** It says another thing than the one that lies on the standby; true where none does. */
  readonly isChanged: boolean;
  /** `undefined`: none was ever brought there. Times ISO 8601; paths in path text. */
  readonly issued: { readonly deliveredAt: string; readonly paths: readonly string[] } | undefined;
}

/** What `keepReady` did. */
export interface KeptReady {
  readonly isSurveyed: boolean;
  readonly isDelivered: boolean;
  /** The runbook said another thing than before, and somebody may want to be told. */
  readonly isChanged: boolean;
}

export interface SurveyReport extends ReadinessReport {
  /** Why a machine could not be asked. */
  readonly problems: { readonly primary?: Problem; readonly standby?: Problem };
}
