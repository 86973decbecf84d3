import { expect, it } from 'vitest';
import { quantile } from '../../bench/quantile.ts';

it('is the smallest value that the share of all does not pass', () => {
  const values = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect([0, 0.5, 0.95, 0.951, 1].map((share) => quantile(values, share))).toEqual([1, 50, 95, 96, 100]);
  expect(quantile([7], 0.95)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});
