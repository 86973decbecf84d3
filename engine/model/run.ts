import type { RunScope } from './changed-paths.ts';
import type { PairId, PlanId, RunId, VolumeId } from './ids.ts';
import type { PathText } from './path-text.ts';
import type { Hold, Loss, PlanRefusal } from './plan.ts';
import type { Problem } from './problem.ts';
import type { DueRun } from './schedule-state.ts';

export type RunMode = 'preview' | 'sync' | 'verify';
/** `before` and `after`: the pair's commands. */
export type Phase = 'before' | 'probing' | 'comparing' | 'copying' | 'deleting' | 'checking' | 'after';
/** How a run ended. `refused` and `held` changed nothing on the standby. */
export type Outcome = 'succeeded' | 'partial' | 'failed' | 'cancelled' | 'held' | 'refused';

/** Entries and bytes of one run or of one volume in it. */
export interface Totals {
  readonly scanned: number;
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
  /** Size of the files that were sent, as they stand on the disk. */
  readonly fileBytes: number;
  /** What crossed the line, both ways. */
  readonly wireBytes: number;
  /** Size of everything in the volumes. */
  readonly totalBytes: number;
}

export const NO_TOTALS: Totals = {
  scanned: 0,
  created: 0,
  updated: 0,
  deleted: 0,
  fileBytes: 0,
  wireBytes: 0,
  totalBytes: 0,
};

export function addTotals(a: Totals, b: Totals): Totals {
  return {
    scanned: a.scanned + b.scanned,
    created: a.created + b.created,
    updated: a.updated + b.updated,
    deleted: a.deleted + b.deleted,
    fileBytes: a.fileBytes + b.fileBytes,
    wireBytes: a.wireBytes + b.wireBytes,
    totalBytes: a.totalBytes + b.totalBytes,
  };
}

export type ChangeKind = 'created' | 'updated' | 'attributes' | 'deleted';
export type EntryType = 'file' | 'directory' | 'symlink' | 'device' | 'special' | 'unknown';

/** One changed path, as rsync itemised it. */
export interface Change {
  readonly volumeId: VolumeId;
  readonly kind: ChangeKind;
  readonly type: EntryType;
  readonly path: PathText;
  readonly bytes: number;
  /** rsync's `%i`, for whoever wants to know which attributes differ. */
  readonly itemized: string;
}

/** Bytes of a file system. */
export interface Space {
  readonly freeBytes: number;
  readonly totalBytes: number;
}

export interface VolumeResult {
  readonly volumeId: VolumeId;
  readonly source: PathText;
  readonly destination: PathText;
  readonly state: 'done' | 'partial' | 'failed' | 'not-started';
  readonly totals: Totals;
  /** ISO 8601, when this volume was finished. */
  readonly finishedAt: string | undefined;
  /** The standby's disk as this run saw it last; none: it never got that far, or an earlier version ran it. */
  readonly space?: Space;
}

/** What a verify found. `full`: every file was read on both sides. */
export interface VerifyResult {
  readonly scope: { readonly kind: 'full' } | { readonly kind: 'sample'; readonly files: number };
  readonly compared: number;
  readonly different: number;
}

/** What a run came to. */
export interface RunResult {
  readonly totals: Totals;
  readonly problems: readonly Problem[];
  readonly refusals: readonly PlanRefusal[];
  readonly holds: readonly Hold[];
  readonly losses: readonly Loss[];
  readonly planId: PlanId | undefined;
  /** The moment that the standby's copy is from, when this run moved it. */
  readonly recoveryPoint: string | undefined;
  readonly verify: VerifyResult | undefined;
}

export const NO_RESULT: RunResult = {
  totals: NO_TOTALS,
  problems: [],
  refusals: [],
  holds: [],
  losses: [],
  planId: undefined,
  recoveryPoint: undefined,
  verify: undefined,
};

/** The result alone, of a record or an event. */
export function resultOf(from: RunResult): RunResult {
  const { totals, problems, refusals, holds, losses, planId, recoveryPoint, verify } = from;
  return { totals, problems, refusals, holds, losses, planId, recoveryPoint, verify };
}

/** One run, as history keeps it. Times are ISO 8601, UTC. */
export interface RunRecord extends RunResult {
  readonly id: RunId;
  readonly pairId: PairId;
  readonly pairName: string;
  readonly mode: RunMode;
  readonly state: 'running' | 'finished';
  readonly startedAt: string;
  readonly finishedAt: string | undefined;
  readonly outcome: Outcome | undefined;
  /** Milliseconds spent in each phase. */
  readonly phases: Readonly<Partial<Record<Phase, number>>>;
  readonly volumes: readonly VolumeResult[];
  /** The pair's schedule began it; none: somebody asked for it. */
  readonly due?: DueRun;
  /** Where changes are followed: what the run looked at. */
  readonly scope?: RunScope;
  /** The process that ran it, to tell a run that is going from one that was killed. */
  readonly owner: { readonly pid: number; readonly startToken: string };
}
