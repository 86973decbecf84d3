import type { PairId } from '../model/ids.ts';
import type { Clock } from '../platform/clock.ts';

const FIRST_MS = 60_000;
const LONGEST_MS = 15 * 60_000;

interface Failed {
  readonly times: number;
  /** By the clock that nobody sets. */
  readonly againAt: number;
}

/** When runs that could not begin are tried again: after a minute, then later and later, up to a quarter of an hour. */
export class NewTries {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly #failed = new Map<PairId, Failed>();

  constructor(clock: Pick<Clock, 'now' | 'monotonic'>) {
    this.#clock = clock;
  }

  failed(pairId: PairId): void {
    const times = (this.#failed.get(pairId)?.times ?? 0) + 1;
    const waitMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (times - 1));
    this.#failed.set(pairId, { times, againAt: this.#clock.monotonic() + waitMs });
  }

  clear(pairId: PairId): void {
    this.#failed.delete(pairId);
  }

  /** In milliseconds since 1970, as the clock stands now. */
  notBefore(pairId: PairId): number | undefined {
    const failed = this.#failed.get(pairId);
    return failed && this.#clock.now() + Math.max(0, failed.againAt - this.#clock.monotonic());
  }
}
