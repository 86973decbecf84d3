import type { Clock } from '../../engine/platform/clock.ts';

/** Time that goes on only when told; a sleep takes no time and is remembered. */
export class FakeClock implements Clock {
  readonly slept: number[] = [];
  #now: number;

  constructor(start = '2026-11-23T12:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.advance(ms);
    await Promise.resolve();
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
