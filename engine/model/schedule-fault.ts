import type { CronFault } from './cron.ts';

/** Why a text is no schedule. */
export type ScheduleFaultReason =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown-word' }
  /** `25:00`, `13pm` */
  | { readonly kind: 'no-such-time' }
  /** A bare number, which might be 7 in the morning or in the evening. */
  | { readonly kind: 'ambiguous-time' }
  /** Days, and no time. */
  | { readonly kind: 'time-missing' }
  /** Other times for other days: that is two schedules. */
  | { readonly kind: 'days-after-times' }
  /** `daily` beside other days. */
  | { readonly kind: 'days-contradict' }
  | { readonly kind: 'too-many-times'; readonly most: number }
  /** `every`, without a number and a unit. */
  | { readonly kind: 'interval-missing' }
  /** Outside of what can be chosen, in the unit that the word stands for. */
  | {
      readonly kind: 'out-of-range';
      readonly least: number;
      readonly most: number;
      readonly unit: 'minutes' | 'seconds';
    }
  /** The longest wait of a continuous schedule is shorter than its settling. */
  | { readonly kind: 'longest-below-settle' }
  | { readonly kind: 'cron'; readonly fault: CronFault };

/** A text that is no schedule: what of it was understood, and the word that was not. */
export interface ScheduleFault {
  readonly reason: ScheduleFaultReason;
  /** The text up to the word, as it was written, without the spaces around it. */
  readonly understood: string;
  /** As it was written; empty at the text's end. */
  readonly word: string;
  /** Where the word begins, in UTF-16 units from 0. */
  readonly at: number;
}
