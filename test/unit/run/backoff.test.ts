import { expect, it } from 'vitest';
import { delayBefore } from '../../../engine/run/backoff.ts';

it('doubles the wait before each try up to the longest', () => {
  const backoff = { attempts: 8, firstDelayMs: 1000, longestDelayMs: 30_000 };
  expect([2, 3, 4, 5, 6, 7, 8].map((attempt) => delayBefore(attempt, backoff))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ]);
});
