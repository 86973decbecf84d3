import type { DrillRecord, DrillStep, DrillSubject } from '../model/drill.ts';
import type { Pair } from '../model/pair.ts';
import type { Problem } from '../model/problem.ts';

/** What a drill tells while it goes on. */
export type DrillEvent =
  | { readonly type: 'drill.trying'; readonly step: DrillSubject }
  /** One that has ended. */
  | { readonly type: 'drill.step'; readonly step: DrillStep };

export interface DrillOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: DrillEvent) => void;
}

/** A drill that a host carries out, or why its last one did not come to its end. */
export interface DrillView {
  readonly state: 'running' | 'stopping' | 'failed';
  /** What is tried just now. */
  readonly trying: DrillSubject | undefined;
  /** What was tried, in its order. */
  readonly steps: readonly DrillStep[];
  readonly problem: Problem | undefined;
}

export interface DrillReport {
  readonly pair: Pair;
  readonly drill: DrillRecord;
}
