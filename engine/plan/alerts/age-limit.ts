import type { Pair } from '../../model/pair.ts';
import { longestGapMs } from '../schedule/longest-gap.ts';

/** Time for a long night's run. */
const RUN_MS = 2 * 3_600_000;

/** How old a pair's copy may be by its schedule before somebody is told. `undefined`: it is synced by hand. */
export function ageLimitOf(pair: Pick<Pair, 'schedule' | 'conditions'>): number | undefined {
  const gap = longestGapMs(pair);
  return gap === undefined ? undefined : gap + RUN_MS;
}
