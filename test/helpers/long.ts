import { it } from 'vitest';

/** `npm run test:long`: every repetition of what `npm test` does fewer times. */
export const IS_LONG = process.env['WARMSPARE_LONG'] === '1';

/** What shows the same as tests that always run, once more in another way. Counted as skipped in `npm test`. */
export const itLong = it.skipIf(!IS_LONG);

/** One in so many, the same ones each time; all of them in a long run. */
export function someOf<T>(all: readonly T[], oneIn: number): T[] {
  return all.filter((_, index) => IS_LONG || index % oneIn === 0);
}
