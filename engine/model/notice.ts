import type { VolumeId } from './ids.ts';

/** Something about a plan that a person may want to mend, and that stops nothing. */
export type PlanNotice =
  | { readonly kind: 'pattern-matches-nothing'; readonly pattern: string; readonly volumeId: VolumeId }
  | { readonly kind: 'first-clone'; readonly volumeId: VolumeId }
  | { readonly kind: 'old-rsync'; readonly side: 'primary' | 'standby'; readonly version: string }
  | { readonly kind: 'clock-skew'; readonly side: 'primary' | 'standby'; readonly milliseconds: number };
