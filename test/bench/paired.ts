import { quantile } from './quantile.ts';

/** What the median of a whole population is, as far as a sample tells. */
export interface MedianEstimate {
  readonly median: number;
  /** The median lies between these with 95 % of certainty, whatever the distribution; with fewer than six values nothing is
   *  certain, and they are infinite. */
  readonly low: number;
  readonly high: number;
}

/** By order statistics: how many of n values lie below their median is binomial with 1/2. */
export function estimateMedian(values: readonly number[]): MedianEstimate {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  // The most values that may be cut off at each end.
  let cut = 0;
  for (let chance = 0.5 ** n, below = chance; below <= 0.025; below += chance) {
    cut += 1;
    chance *= (n - cut + 1) / cut;
  }
  return {
    median: quantile(sorted, 0.5),
    low: cut === 0 ? -Infinity : (sorted[cut - 1] ?? -Infinity),
    high: cut === 0 ? Infinity : (sorted[n - cut] ?? Infinity),
  };
}

/** What is measured in turn: a machine that gets slower does so for both. */
export function estimateOfPairs(
  before: readonly number[],
  after: readonly number[],
  compare: (before: number, after: number) => number,
): MedianEstimate {
  if (before.length !== after.length) throw new Error('not pairs');
  return estimateMedian(before.map((value, at) => compare(value, after[at] ?? Number.NaN)));
}
