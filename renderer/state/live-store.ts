import type { EventBatch, WindowEvent } from '../../engine/api/app-contract.ts';
import type { SetupView } from '../../engine/api/setup-view.ts';
import { ask } from '../client.ts';
import { NOTHING_YET, takeBatch, withSetup, type Live } from './live.ts';

type Listener = () => void;

/** Subscribes first, then asks for everything: what happens in between is not missed. */
export class LiveStore {
  #live: Live = NOTHING_YET;
  #asking: Promise<void> | undefined;
  /** What came while everything was asked for. */
  #early: EventBatch[] = [];
  /** Where to go, until somebody listens who can go there. */
  #unheard: WindowEvent | undefined;
  readonly #listeners = new Set<Listener>();
  readonly #eventListeners = new Set<(event: WindowEvent) => void>();

  constructor() {
    window.warmspare.onEvents((batch) => this.#take(batch));
    void this.ask();
  }

  readonly get = (): Live => this.#live;

  readonly subscribe = (listener: Listener): Listener => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** For what is told once: found machines, progress, where to go. Returns what ends it. */
  onEvent(listener: (event: WindowEvent) => void): Listener {
    this.#eventListeners.add(listener);
    if (this.#unheard !== undefined) listener(this.#unheard);
    this.#unheard = undefined;
    return () => this.#eventListeners.delete(listener);
  }

  /** Everything anew. */
  ask(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #ask(): Promise<void> {
    let isWhole: boolean;
    do {
      const [snapshot, setups] = await Promise.all([ask('snapshot.get'), ask('setup.list')]);
      this.#set({ ...this.#live, snapshot, setups: setups.reduce<readonly SetupView[]>(withSetup, []) });
      const early = this.#early;
      this.#early = [];
      // Older than the snapshot or not, each is taken once. One that is missing among them may be newer.
      isWhole = early.map((batch) => this.#follow(batch)).every(Boolean);
    } while (!isWhole);
  }

  #take(batch: EventBatch): void {
    for (const event of batch.events) this.#tell(event);
    if (this.#asking !== undefined) this.#early.push(batch);
    else if (!this.#follow(batch)) void this.ask();
  }

  #tell(event: WindowEvent): void {
    if (event.type === 'go' && this.#eventListeners.size === 0) this.#unheard = event;
    for (const listener of this.#eventListeners) listener(event);
  }

  /** False when something is missing before it. */
  #follow(batch: EventBatch): boolean {
    const { live, isWhole } = takeBatch(this.#live, batch);
    this.#set(live);
    return isWhole;
  }

  #set(live: Live): void {
    this.#live = live;
    for (const listener of this.#listeners) listener();
  }
}
