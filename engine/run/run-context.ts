import type { Pair } from '../model/pair.ts';
import type { TreeTraits } from '../model/facts.ts';
import type { VolumeId } from '../model/ids.ts';
import type { WorkDir } from '../store/work-dir.ts';
import type { RunLock } from '../store/run-lock.ts';
import type { SyncPlan } from '../plan/plan-sync.ts';
import type { EngineContext } from './context.ts';
import type { Ends } from './ends.ts';
import type { RunRecorder } from './recorder.ts';

/** One run under way. */
export interface RunContext {
  readonly engine: EngineContext;
  readonly pair: Pair;
  readonly recorder: RunRecorder;
  readonly work: WorkDir;
  readonly lock: RunLock;
  /** Aborted when somebody asked for the end of the run. */
  readonly signal: AbortSignal;
}

/** A run whose plan was accepted, with both machines at hand. */
export interface PlannedRun extends RunContext {
  readonly ends: Ends;
  readonly plan: SyncPlan;
  /** What the sources' files are like, where a run may be the first. */
  readonly traits: ReadonlyMap<VolumeId, TreeTraits>;
}
