import type { RunId, VolumeId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import type { Overall, ReadinessCheck } from '../model/readiness.ts';
import type { Phase, RunMode } from '../model/run.ts';
import type { ScheduleStanding } from '../model/schedule-standing.ts';
import type { DrillView } from './drill.ts';
import type { PairStatus } from './engine.ts';
import type { RunEvent, RunProgress } from './events.ts';

/** A run that this host carries out. */
export interface LiveRun {
  readonly runId: RunId;
  readonly mode: RunMode;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly phase: Phase | undefined;
  /** Where the phase is about one. */
  readonly volumeId: VolumeId | undefined;
  readonly progress: RunProgress | undefined;
  /** Why it waits for another try. */
  readonly retrying: Problem | undefined;
  /** Somebody called it off, and it has not ended yet. */
  readonly isCancelling: boolean;
  /** It brings over what has just changed, as a continuous schedule does all the time. */
  readonly followsChanges: boolean;
}

/** Whether the standby could take over, as it was last judged. */
export interface ReadinessGlance {
  readonly overall: Overall;
  /** The check that says most; `undefined` where there is nothing to say. */
  readonly worst: ReadinessCheck | undefined;
  readonly passed: number;
  readonly total: number;
}

/** One pair at a glance: what history knows of it, and what is under way. */
export interface PairView extends PairStatus {
  readonly live: LiveRun | undefined;
  /** `undefined`: no host keeps the pair's schedule, or it was not looked at yet. */
  readonly standing: ScheduleStanding | undefined;
  /** `undefined`: no host judges it, or it was not judged yet. */
  readonly readiness: ReadinessGlance | undefined;
  /** `undefined`: none is under way. */
  readonly drill: DrillView | undefined;
}

/** Everything that is shown at a glance, as of the event with this number. */
export interface Snapshot {
  readonly sequence: number;
  /** In the order of the configuration. */
  readonly pairs: readonly PairView[];
  /** Why the configuration or the history cannot be read; the pairs are then those that were known before. */
  readonly fault: Problem | undefined;
}

/** What changed since a snapshot. `sequence` rises by one an event: whoever misses one asks for the snapshot again. */
export type LiveEvent = LiveEventBody & { readonly sequence: number };

export type LiveEventBody =
  | {
      readonly type: 'pairs.changed';
      readonly pairs: readonly PairView[];
      readonly fault: Problem | undefined;
    }
  | { readonly type: 'pair.changed'; readonly pair: PairView }
  /** For whoever follows one run in detail. */
  | { readonly type: 'run.event'; readonly event: RunEvent };
