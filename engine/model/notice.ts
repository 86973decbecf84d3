import type { VolumeId } from './ids.ts';
import type { PathText } from './path-text.ts';

/** Something about a plan that a person may want to mend, and that stops nothing. */
export type PlanNotice =
  | { readonly kind: 'pattern-matches-nothing'; readonly pattern: string; readonly volumeId: VolumeId }
  | { readonly kind: 'first-clone'; readonly volumeId: VolumeId }
  | { readonly kind: 'old-rsync'; readonly side: 'primary' | 'standby'; readonly version: string }
  /** On a guarded standby: an rsync that others than root can change, and that is not used. */
  | { readonly kind: 'unsafe-rsync'; readonly path: PathText }
  | { readonly kind: 'clock-skew'; readonly side: 'primary' | 'standby'; readonly milliseconds: number };
