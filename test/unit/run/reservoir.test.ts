import { describe, expect, it } from 'vitest';
import { Reservoir } from '../../../engine/run/reservoir.ts';

describe('a reservoir', () => {
  it('holds everything of a short stream', () => {
    const reservoir = new Reservoir<number>(5);
    for (const item of [1, 2, 3]) reservoir.offer(item);
    expect(reservoir.items).toEqual([1, 2, 3]);
  });

  it('gives every item the same chance', () => {
    const counts = new Array<number>(20).fill(0);
    for (let round = 0; round < 4000; round++) {
      const reservoir = new Reservoir<number>(5);
      for (let item = 0; item < 20; item++) reservoir.offer(item);
      for (const item of reservoir.items) counts[item] = (counts[item] ?? 0) + 1;
    }
    // 1,000 each with a deviation of 27: six deviations are missed once in many millions of runs.
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(170);
  });
});
