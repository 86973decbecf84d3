import type { DrillSubject } from './drill.ts';
import type { Strategy, StrategyReason } from './failover.ts';
import type { PairId } from './ids.ts';
import type { PathText } from './path-text.ts';
import type { Loss } from './plan.ts';
import type { Outcome } from './run.ts';

/** In the order in which they are shown. */
export const CHECK_IDS = [
  'recovery-point',
  'last-sync',
  'same-run',
  'verify',
  'sign-in',
  'disks',
  'disk-health',
  'ownership',
  'separate-system',
  'space',
  'system',
  'rsync',
  'full-disk-access',
  'encryption',
  'power',
  'clock',
  'address',
  'services',
  'users',
  'runbook',
  'drill',
] as const;
export type CheckId = (typeof CHECK_IDS)[number];

/** `unknown`: there is no evidence, or it is too old to count. */
export type CheckState = 'pass' | 'warn' | 'fail' | 'unknown';

/** What was found, as data for the words. Times ISO 8601, sizes bytes, paths path text. */
export type Finding =
  | { readonly kind: 'no-copy' }
  | { readonly kind: 'copy-age'; readonly recoveryPoint: string; readonly limitMs: number }
  | { readonly kind: 'no-sync' }
  | { readonly kind: 'sync-ended'; readonly outcome: Outcome; readonly runId: string }
  | { readonly kind: 'volumes-covered'; readonly count: number }
  | { readonly kind: 'volumes-not-covered'; readonly paths: readonly PathText[] }
  | { readonly kind: 'never-verified' }
  | { readonly kind: 'verified'; readonly compared: number; readonly isFull: boolean }
  | { readonly kind: 'verify-unfinished' }
  | { readonly kind: 'verify-old'; readonly limitMs: number }
  | { readonly kind: 'verify-differs'; readonly different: number; readonly compared: number }
  | { readonly kind: 'not-surveyed'; readonly side: 'primary' | 'standby' }
  | { readonly kind: 'survey-old'; readonly side: 'primary' | 'standby'; readonly limitMs: number }
  | { readonly kind: 'reached' }
  | { readonly kind: 'not-told'; readonly side: 'primary' | 'standby' }
  | { readonly kind: 'places-present'; readonly count: number }
  | { readonly kind: 'places-missing'; readonly paths: readonly PathText[] }
  | { readonly kind: 'places-unclaimed'; readonly paths: readonly PathText[] }
  | { readonly kind: 'smart-verified'; readonly count: number }
  | { readonly kind: 'smart-failing'; readonly paths: readonly PathText[] }
  | { readonly kind: 'owners-kept' }
  | { readonly kind: 'owners-ignored'; readonly paths: readonly PathText[] }
  | { readonly kind: 'not-root' }
  | { readonly kind: 'own-system-apart' }
  | { readonly kind: 'on-own-system'; readonly paths: readonly PathText[] }
  | { readonly kind: 'space-enough'; readonly freeBytes: number; readonly weekBytes: number }
  | {
      readonly kind: 'space-short';
      readonly path: PathText;
      readonly freeBytes: number;
      readonly weekBytes: number;
    }
  | { readonly kind: 'strategy-fits'; readonly strategy: Strategy; readonly reason: StrategyReason }
  | {
      readonly kind: 'strategy-refused';
      readonly refused: Strategy;
      readonly strategy: Strategy;
      readonly reason: StrategyReason;
    }
  | { readonly kind: 'clone-no-system'; readonly path: PathText }
  | { readonly kind: 'clone-not-blessed'; readonly path: PathText }
  | { readonly kind: 'boot-unproved'; readonly cloneBuild: string; readonly standbyBuild: string }
  | { readonly kind: 'boot-proof-outdated'; readonly provedAt: string }
  | { readonly kind: 'standby-older'; readonly primary: string; readonly standby: string }
  | { readonly kind: 'rsync-fits'; readonly primary: string; readonly standby: string }
  | { readonly kind: 'rsync-loses'; readonly what: readonly Loss['what'][] }
  | { readonly kind: 'everything-readable' }
  | { readonly kind: 'no-full-disk-access' }
  | { readonly kind: 'starts-by-itself' }
  | { readonly kind: 'waits-for-password'; readonly what: readonly ('system' | PathText)[] }
  | { readonly kind: 'power-fine' }
  | { readonly kind: 'power-lacks'; readonly what: readonly ('restart' | 'sleep')[] }
  | { readonly kind: 'clock-fine' | 'clock-off'; readonly skewMs: number }
  | { readonly kind: 'address-free'; readonly primary: string; readonly standby: string }
  /** People reach the primary by a name that can be pointed elsewhere. */
  | { readonly kind: 'address-named'; readonly name: string }
  | { readonly kind: 'address-same'; readonly address: string }
  | { readonly kind: 'address-leased'; readonly address: string }
  | { readonly kind: 'address-elsewhere'; readonly primary: string; readonly standby: string }
  | { readonly kind: 'services-there'; readonly count: number }
  | {
      readonly kind: 'services-missing';
      /** Shares whose folder is in no volume of the pair. */
      readonly shares: readonly string[];
      readonly daemons: readonly string[];
      readonly jobs: readonly string[];
    }
  | { readonly kind: 'users-there'; readonly count: number }
  | { readonly kind: 'users-missing'; readonly names: readonly string[] }
  | { readonly kind: 'runbook-there'; readonly paths: readonly PathText[] }
  | { readonly kind: 'runbook-old'; readonly recoveryPoint: string | undefined }
  | { readonly kind: 'no-runbook' }
  | { readonly kind: 'never-drilled' }
  | { readonly kind: 'drill-old'; readonly limitMs: number }
  | { readonly kind: 'drill-passed'; readonly passed: number; readonly skipped: number }
  /** Of a drill that was cut, or in which nothing could be tried, there may be none. */
  | { readonly kind: 'drill-failed'; readonly steps: readonly DrillSubject[] }
  | { readonly kind: 'drill-warned'; readonly steps: readonly DrillSubject[] };

/** One check: what it came to, by what, and when that was seen. */
export interface ReadinessCheck {
  readonly id: CheckId;
  readonly state: CheckState;
  /** A standby is never ready while one that is required is unknown; nor while any fails. */
  readonly isRequired: boolean;
  readonly finding: Finding;
  /** When the evidence is from, ISO 8601; `undefined`: there is none. */
  readonly at: string | undefined;
}

/**
 * `stale`: all that is wrong is that the copy is older than it may be. `unknown`: nothing is known to be wrong, and something that
 * has to be right is not known to be.
 */
export type Overall = 'ready' | 'stale' | 'not-ready' | 'unknown';

/** Whether the standby could take over now. Computed, never stored. */
export interface Readiness {
  readonly pairId: PairId;
  readonly overall: Overall;
  readonly strategy: Strategy;
  readonly reason: StrategyReason;
  /** The check that says most about `overall`; `undefined` where nothing is to be said. */
  readonly worst: CheckId | undefined;
  readonly checks: readonly ReadinessCheck[];
}
