import { z } from 'zod';
import { QuietWindow } from './schedule-conditions.ts';

/** 8 GiB a second: rsync's own number has room for no more. */
export const MOST_KIB_PER_SECOND = 8 * 1024 * 1024;

export const MOST_BANDWIDTH_RULES = 50;

/** How much a run may send, at some times of the day or (without `window`) at all times. */
export const BandwidthRule = z.object({
  window: QuietWindow.optional(),
  /** KiB a second; none: as fast as it goes. */
  kibPerSecond: z.number().int().min(1).max(MOST_KIB_PER_SECOND).optional(),
});
export type BandwidthRule = z.infer<typeof BandwidthRule>;

/** The first whose time it is holds; where none does, there is no limit. */
export const BandwidthRules = z.array(BandwidthRule).max(MOST_BANDWIDTH_RULES);
