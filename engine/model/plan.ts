import type { PlanId, VolumeId } from './ids.ts';
import type { PathText } from './path-text.ts';

/** Why a plan was refused. Nothing has been touched. */
export const REFUSAL_REASONS = [
  'source.missing',
  'source.unreadable',
  'source.not-mounted',
  'source.replaced',
  'source.empty',
  'source.husk',
  'source.sealed-system',
  'destination.missing',
  'destination.not-mounted',
  'destination.replaced',
  'destination.read-only',
  'destination.belongs-to-another',
  'destination.marker-lost',
  'destination.running-system',
  'destination.no-space',
  'destination.no-inodes',
  'places.same',
  'places.nested',
  'places.overlap',
  'driver.both-remote',
  'driver.primary-is-local',
  'rsync.missing-primary',
  'rsync.missing-standby',
  'filters.invalid',
  'filters.exclude-everything',
  'plan.changed',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** One reason, for one volume or (without `volumeId`) for the whole pair. Details are plain values for the words. */
export interface PlanRefusal {
  readonly reason: RefusalReason;
  readonly volumeId?: VolumeId;
  readonly details: RefusalDetails;
}

export interface RefusalDetails {
  readonly path?: PathText;
  readonly expected?: string;
  readonly found?: string;
  readonly neededBytes?: number;
  readonly freeBytes?: number;
  readonly count?: number;
  readonly pattern?: string;
  /** Set where a person may overrule by approving exactly this plan. */
  readonly planId?: PlanId;
}

/** Why a plan waits for a person. */
export interface Hold {
  readonly volumeId: VolumeId;
  readonly reason: 'deletes' | 'first-run-would-overwrite';
  readonly count: number;
  readonly limit: number;
  /** Some of the paths, at most 20. */
  readonly sample: readonly PathText[];
}

/** What this pair cannot keep, and why. Part of every plan and every result. */
export interface Loss {
  readonly what:
    | 'ownership'
    | 'acls'
    | 'xattrs'
    | 'creation-times'
    | 'file-flags'
    | 'hard-links'
    | 'nanoseconds'
    | 'case'
    | 'devices';
  readonly why:
    | 'not-root'
    | 'rsync-primary'
    | 'rsync-standby'
    | 'different-systems'
    | 'file-system'
    | 'owners-ignored'
    | 'not-on-this-system';
  readonly volumeId?: VolumeId;
}
