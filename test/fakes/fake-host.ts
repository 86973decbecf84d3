import type { HostEvent } from '../../engine/api/contract.ts';
import type { RunEvent } from '../../engine/api/events.ts';
import type { PairView, Snapshot } from '../../engine/api/snapshot.ts';
import type { HostConnection } from '../../engine/index.ts';
import type { RunId } from '../../engine/model/ids.ts';
import { EngineError } from '../../engine/model/problem.ts';

/** A host as its client sees it: it tells what the test says, and is there until it is cut. */
export class FakeHost {
  readonly connection: HostConnection;
  readonly asked: string[] = [];
  /** Runs that are over for who waits for them. */
  readonly over = new Set<RunId>();
  /** Called when the snapshot is asked for, and when it has been taken and has not arrived. */
  beforeTaken: () => void = () => undefined;
  beforeArrived: () => void = () => undefined;
  /** Somebody has the snapshot. */
  readonly attached: Promise<void>;
  readonly #listeners = new Set<(event: HostEvent) => void>();
  #sequence = 7;

  constructor(pairs: readonly PairView[], kind: 'app' | 'serve' = 'serve') {
    let arrived: () => void = () => undefined;
    this.attached = new Promise((resolve) => (arrived = resolve));
    let close: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (close = resolve));
    const gone = closed.then(() => Promise.reject(EngineError.of('host.gone')));
    gone.catch(() => undefined);
    const snapshot = async (): Promise<Snapshot> => {
      this.beforeTaken();
      const taken = { sequence: this.#sequence, pairs, fault: undefined };
      this.beforeArrived();
      await Promise.resolve();
      arrived();
      return taken;
    };
    const ask = (name: string, input: unknown): Promise<unknown> => {
      this.asked.push(name);
      if (name === 'snapshot.get') return snapshot();
      const { runId } = input as { runId: RunId };
      return this.over.has(runId) ? Promise.resolve() : gone;
    };
    this.connection = {
      record: { version: 1, pid: 4711, startToken: 'x', socket: '/s', token: '', app: '0', kind, since: '' },
      ask: ask as HostConnection['ask'],
      subscribe: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
      closed,
      close,
    };
  }

  get listening(): number {
    return this.#listeners.size;
  }

  tell(...events: readonly RunEvent[]): void {
    for (const event of events) {
      this.#sequence += 1;
      const told = { type: 'run.event' as const, event, sequence: this.#sequence };
      for (const listener of this.#listeners) listener({ type: 'live', event: told });
    }
  }

  cut(): void {
    this.connection.close();
  }
}
