import type { PairId } from '../model/ids.ts';
import type { ScheduleState } from '../model/schedule-state.ts';
import type { SchedulerPorts } from './ports.ts';

/** What is remembered of each pair's schedule, here and on the disk. A disk that fails stops nobody. */
export class ScheduleBook {
  readonly #ports: Pick<SchedulerPorts, 'store' | 'onAnswer' | 'onProblem'>;
  readonly #states = new Map<PairId, ScheduleState>();
  #unsaved = new Set<PairId>();
  #last: Promise<void> = Promise.resolve();

  constructor(ports: Pick<SchedulerPorts, 'store' | 'onAnswer' | 'onProblem'>) {
    this.#ports = ports;
  }

  async load(): Promise<void> {
    try {
      const stored = await this.#ports.store.read();
      for (const [id, state] of Object.entries(stored?.pairs ?? {})) this.#states.set(id as PairId, state);
    } catch (error) {
      this.#ports.onProblem?.(error);
    }
  }

  get(pairId: PairId): ScheduleState | undefined {
    return this.#states.get(pairId);
  }

  ids(): readonly PairId[] {
    return [...this.#states.keys()];
  }

  /** Remembers; the disk has it after `save`. */
  set(pairId: PairId, state: ScheduleState): void {
    const before = this.#states.get(pairId);
    if (before === state) return;
    this.#states.set(pairId, state);
    this.#unsaved.add(pairId);
    const answer = state.answers.at(-1);
    if (answer !== undefined && before?.answers.includes(answer) !== true)
      this.#ports.onAnswer?.(pairId, answer);
  }

  /** Never rejects. What could not be written is written with the next. */
  async save(): Promise<void> {
    this.#last = this.#last.then(() => this.#write());
    await this.#last;
  }

  async #write(): Promise<void> {
    const ids = this.#unsaved;
    if (ids.size === 0) return;
    this.#unsaved = new Set();
    try {
      await this.#ports.store.update((before) => {
        const pairs = { ...before?.pairs };
        for (const id of ids) {
          const state = this.#states.get(id);
          if (state !== undefined) pairs[id] = state;
        }
        return { pairs };
      });
    } catch (error) {
      for (const id of ids) this.#unsaved.add(id);
      this.#ports.onProblem?.(error);
    }
  }
}
