import type { Clock } from '../../engine/platform/clock.ts';

interface Sleeper {
  readonly deadline: number;
  readonly wake: () => void;
}

/** Time that goes from one sleeper's end to the next. A machine's sleep and a set clock are apart from it. */
export class EventClock implements Clock {
  #wall: number;
  #monotonic = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(start = '2026-11-23T12:00:00.000Z') {
    this.#wall = Date.parse(start);
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  get sleepers(): number {
    return this.#sleepers.size;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper = { deadline: this.#monotonic + ms, wake };
      const abort = (): void => {
        this.#sleepers.delete(sleeper);
        reject(new Error('aborted'));
      };
      if (signal?.aborted === true) {
        reject(new Error('aborted'));
        return;
      }
      signal?.addEventListener('abort', abort, { once: true });
      this.#sleepers.add(sleeper);
    });
  }

  /** Goes on by `ms`, and lets everybody who wakes on the way do what there is to do. */
  async pass(ms: number): Promise<void> {
    await drained();
    const end = this.#monotonic + ms;
    for (;;) {
      const next = [...this.#sleepers].reduce<Sleeper | undefined>(
        (first, each) => (first === undefined || each.deadline < first.deadline ? each : first),
        undefined,
      );
      if (next === undefined || next.deadline > end) break;
      this.#advance(Math.max(0, next.deadline - this.#monotonic));
      next.wake();
      await drained();
    }
    this.#advance(Math.max(0, end - this.#monotonic));
  }

  /** The machine sleeps: the clock on the wall goes on, and nothing else. */
  sleepMachine(ms: number): void {
    this.#wall += ms;
  }

  /** Everything is stopped for so long, as by SIGSTOP: both clocks go on, and sleepers are late. */
  stopProcess(ms: number): void {
    this.#advance(ms);
  }

  /** Somebody sets the clock. */
  setBy(ms: number): void {
    this.#wall += ms;
  }

  /** Nobody who sleeps now will ever wake: their process was killed. */
  kill(): void {
    this.#sleepers.clear();
  }

  #advance(ms: number): void {
    this.#wall += ms;
    this.#monotonic += ms;
  }
}

/** Everything that follows from what has happened has been done. */
export function drained(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
