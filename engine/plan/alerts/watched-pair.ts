import type { Pair } from '../../model/pair.ts';
import type { PromotionRecord } from '../../model/promotion.ts';
import type { RunRecord } from '../../model/run.ts';

/** What is known of a pair when alerts are decided. The snapshot's `PairView` is one, with less. */
export interface WatchedPair {
  readonly pair: Pick<Pair, 'id' | 'name' | 'createdAt' | 'acceptedAt' | 'volumes'>;
  /** ISO 8601; `undefined`: there is no whole copy. */
  readonly recoveryPoint: string | undefined;
  readonly lastRun: RunRecord | undefined;
  readonly lastVerify: RunRecord | undefined;
  /** What is known of the standby's role. */
  readonly promotion?: PromotionRecord;
  /** Under way. It may stand in the place of the last one of its kind, of which nothing is known meanwhile. */
  readonly running?: Pick<RunRecord, 'mode'> | undefined;
  /** How old the copy may be, where the pair has a schedule of its own. */
  readonly ageLimitMs?: number | undefined;
  /** Since when a sync is under way, or about to begin: a copy that is too old is not spoken of before it had its time. */
  readonly comingSince?: string | undefined;
  /** The destinations as they were last looked at; without it nobody has looked. */
  readonly spaces?: readonly DiskSpace[] | undefined;
  /** What the readiness checks came to; without it nobody has looked. */
  readonly readiness?: ReadinessSeen | undefined;
  /** The runbook that lies on the standby; without it nobody knows of one. */
  readonly runbook?: RunbookSeen | undefined;
}

export interface RunbookSeen {
  /** ISO 8601, UTC. */
  readonly changedAt: string;
  /** Since the one before, in sentences. */
  readonly changes: readonly string[];
}

/** Bytes of one disk on the standby. */
export interface DiskSpace {
  /** Path text. */
  readonly path: string;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export type ReadinessSeen =
  | { readonly state: 'ready' | 'unknown' }
  /** `reason` is a sentence. */
  | { readonly state: 'lost'; readonly reason: string };
