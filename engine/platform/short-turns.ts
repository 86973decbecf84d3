import { setImmediate } from 'node:timers/promises';

const TURN_MS = 5;

/**
 * For a loop of many small synchronous calls: each asked for by a promise takes a thread ten times as long as it takes itself. Lets all
 * else have its turn every few milliseconds.
 */
export class ShortTurns {
  #since = performance.now();

  async next(): Promise<void> {
    if (performance.now() - this.#since < TURN_MS) return;
    await setImmediate();
    this.#since = performance.now();
  }
}
