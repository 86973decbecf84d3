import type { DrillRecord, DrillStep, DrillSubject } from '../model/drill.ts';
import type { Pair } from '../model/pair.ts';

/** What a drill tells while it goes on. */
export type DrillEvent =
  | { readonly type: 'drill.trying'; readonly step: DrillSubject }
  /** One that has ended. */
  | { readonly type: 'drill.step'; readonly step: DrillStep };

export interface DrillOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: DrillEvent) => void;
}

export interface DrillReport {
  readonly pair: Pair;
  readonly drill: DrillRecord;
}
