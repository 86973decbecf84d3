import type { DrillReport, DrillView } from '../api/drill.ts';
import type { Engine } from '../api/engine.ts';
import type { PairId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';

interface LiveDrill {
  readonly stop: AbortController;
  readonly ended: Promise<unknown>;
}

/** The drills of a host: one a pair at a time. A window may come and go meanwhile. */
export class LiveDrills {
  readonly #engine: Pick<Engine, 'failover'>;
  readonly #onChange: (pairId: PairId) => void;
  readonly #views = new Map<PairId, DrillView>();
  readonly #running = new Map<PairId, LiveDrill>();

  constructor(engine: Pick<Engine, 'failover'>, onChange: (pairId: PairId) => void) {
    this.#engine = engine;
    this.#onChange = onChange;
  }

  /** `undefined`: none is under way, and the last one came to its end or was called off. */
  viewOf(pairId: PairId): DrillView | undefined {
    return this.#views.get(pairId);
  }

  /** Throws `pair.busy`, and what the drill ends with. */
  async run(pairId: PairId, name: string): Promise<DrillReport> {
    if (this.#running.has(pairId)) throw EngineError.of('pair.busy', { text: name });
    const stop = new AbortController();
    const drilling = this.#drill(pairId, name, stop.signal);
    this.#running.set(pairId, { stop, ended: drilling.catch(() => undefined) });
    return drilling;
  }

  /** Fine when there is none. */
  stop(pairId: PairId): void {
    const drill = this.#running.get(pairId);
    if (drill === undefined || drill.stop.signal.aborted) return;
    drill.stop.abort();
    this.#show(pairId, { state: 'stopping' });
  }

  /** Calls all of them off and waits for their end. */
  async close(): Promise<void> {
    for (const { stop } of this.#running.values()) stop.abort();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async #drill(pairId: PairId, name: string, signal: AbortSignal): Promise<DrillReport> {
    this.#show(pairId, { state: 'running', trying: undefined, steps: [], problem: undefined });
    let problem: DrillView['problem'];
    try {
      return await this.#engine.failover.drill(name, {
        signal,
        onEvent: (event) => {
          if (event.type === 'drill.trying') this.#show(pairId, { trying: event.step });
          else this.#show(pairId, { trying: undefined, steps: [...this.#stepsOf(pairId), event.step] });
        },
      });
    } catch (error) {
      if (!signal.aborted && error instanceof EngineError) problem = error.problem;
      throw error;
    } finally {
      this.#running.delete(pairId);
      this.#views.delete(pairId);
      if (problem !== undefined) this.#show(pairId, { ...NOTHING, state: 'failed', problem });
      else this.#onChange(pairId);
    }
  }

  #stepsOf(pairId: PairId): DrillView['steps'] {
    return this.#views.get(pairId)?.steps ?? [];
  }

  #show(pairId: PairId, part: Partial<DrillView>): void {
    this.#views.set(pairId, { ...(this.#views.get(pairId) ?? { ...NOTHING, state: 'running' }), ...part });
    this.#onChange(pairId);
  }
}

const NOTHING = { trying: undefined, steps: [], problem: undefined } as const;
