import { describe, expect, it } from 'vitest';
import { estimateMedian, estimateOfPairs } from '../../bench/paired.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe('estimating a median', () => {
  // From the tables of the sign test: D. Altman et al., Statistics with Confidence, 2nd ed., table 18.4.
  it.each([
    [6, 1, 6],
    [9, 2, 8],
    [20, 6, 15],
    [60, 22, 39],
  ])('knows of %i values that it lies between the %ith and the %ith', (count, low, high) => {
    expect(estimateMedian(upTo(count).toReversed())).toMatchObject({ low, high });
  });

  it('knows nothing of five', () => {
    expect(estimateMedian(upTo(5))).toEqual({ median: 3, low: -Infinity, high: Infinity });
  });

  it('compares what was measured in turn', () => {
    const more = (a: number, b: number): number => b - a;
    expect(estimateOfPairs([1, 10, 100], [2, 11, 101], more).median).toBe(1);
    expect(() => estimateOfPairs([1], [], more)).toThrow('not pairs');
  });
});
