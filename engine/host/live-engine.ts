import type { Engine, SyncOptions } from '../api/engine.ts';
import type { RunEvent } from '../api/events.ts';
import type { LiveEvent, LiveEventBody, LiveRun, PairView, Snapshot } from '../api/snapshot.ts';
import type { PairId, PlanId, RunId } from '../model/ids.ts';
import type { RunMode, RunRecord } from '../model/run.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import { advance } from './live-run.ts';

/** What a client may ask to be run. */
export interface RunRequest {
  readonly pairId: PairId;
  readonly mode: RunMode;
  /** Of a sync: exactly this plan, although it passes a limit. */
  readonly approve?: PlanId;
  /** Of a sync: compare contents. */
  readonly contents?: boolean;
}

/** Files that a verify compares when a client does not say how many. */
const SAMPLE_FILES = 1_000;

interface Work {
  readonly pairId: PairId;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/**
 * The engine as a host keeps it: one truth for all that show it. Runs are started and called off here, and every change is
 * told with a number, so that a client that asks for the snapshot and then listens misses nothing.
 */
export class LiveEngine {
  readonly #engine: Engine;
  readonly #listeners = new Set<(event: LiveEvent) => void>();
  readonly #runs = new Map<PairId, LiveRun>();
  readonly #work = new Set<Work>();
  #pairs: readonly PairView[] = [];
  #fault: Problem | undefined;
  #sequence = 0;
  #refreshing: Promise<void> | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  snapshot(): Snapshot {
    return { sequence: this.#sequence, pairs: this.#pairs, fault: this.#fault };
  }

  /** Returns what ends it. */
  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Reads configuration and history again; for changes that others make. Never rejects with a problem: that is shown. */
  async refresh(): Promise<void> {
    // One after the other: an older answer must not come over a newer one.
    const before = this.#refreshing;
    const reading = (async () => {
      await before;
      await this.#read();
    })();
    this.#refreshing = reading;
    await reading;
  }

  /** Resolves when the run has begun. Rejects with why it did not: `pair.unknown`, `pair.busy`, … */
  async start(request: RunRequest): Promise<RunId> {
    const { name } = this.#pairOf(request.pairId).pair;
    const stop = new AbortController();
    let begun: (id: RunId) => void = () => undefined;
    const id = new Promise<RunId>((resolve) => (begun = resolve));
    const onEvent = (event: RunEvent): void => {
      if (event.type === 'run.started') begun(event.runId);
      this.#follow(request.pairId, event);
    };
    const run = this.#run(name, request, { onEvent, signal: stop.signal });
    const ended = run.then(
      () => undefined,
      () => undefined,
    );
    const work = { pairId: request.pairId, stop, ended };
    this.#work.add(work);
    void ended.then(() => this.#end(work));
    // A run that ends without having begun says why.
    return Promise.race([id, run.then(({ id: runId }) => runId)]);
  }

  /** Fine when it has ended meanwhile. */
  cancel(pairId: PairId): void {
    for (const work of this.#work) if (work.pairId === pairId) work.stop.abort();
    const run = this.#runs.get(pairId);
    if (run === undefined || run.isCancelling) return;
    this.#runs.set(pairId, { ...run, isCancelling: true });
    this.#tellPair(pairId);
  }

  get isRunning(): boolean {
    return this.#work.size > 0;
  }

  /** Calls everything off and waits for its end. */
  async close(): Promise<void> {
    for (const { stop } of this.#work) stop.abort();
    await Promise.all([...this.#work].map(({ ended }) => ended));
    this.#listeners.clear();
  }

  #run(
    name: string,
    { mode, approve, contents }: RunRequest,
    common: Pick<SyncOptions, 'onEvent' | 'signal'>,
  ): Promise<RunRecord> {
    if (mode === 'verify')
      return this.#engine.verify(name, { scope: { kind: 'sample', files: SAMPLE_FILES }, ...common });
    return this.#engine.sync(name, {
      mode,
      ...(approve !== undefined && { approve }),
      ...(contents !== undefined && { contents }),
      ...common,
    });
  }

  #follow(pairId: PairId, event: RunEvent): void {
    const before = this.#runs.get(pairId);
    const after = advance(before, event);
    if (after === undefined) this.#runs.delete(pairId);
    else this.#runs.set(pairId, { ...after, isCancelling: before?.isCancelling ?? false });
    this.#tell({ type: 'run.event', event });
    // At the end the history is read first, so that nobody sees the old recovery point without the run.
    if (after !== before && event.type !== 'run.finished') this.#tellPair(pairId);
  }

  async #end(work: Work): Promise<void> {
    this.#work.delete(work);
    this.#runs.delete(work.pairId);
    await this.refresh();
  }

  async #read(): Promise<void> {
    try {
      const statuses = await this.#engine.status();
      this.#pairs = statuses.map((status) => this.#viewOf(status));
      this.#fault = undefined;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      this.#fault = error.problem;
    }
    this.#tell({ type: 'pairs.changed', pairs: this.#pairs, fault: this.#fault });
  }

  #tellPair(pairId: PairId): void {
    this.#pairs = this.#pairs.map((view) => (view.pair.id === pairId ? this.#viewOf(view) : view));
    this.#tell({ type: 'pair.changed', pair: this.#pairOf(pairId) });
  }

  #viewOf(status: Omit<PairView, 'live'>): PairView {
    return { ...status, live: this.#runs.get(status.pair.id) };
  }

  #pairOf(pairId: PairId): PairView {
    const view = this.#pairs.find(({ pair }) => pair.id === pairId);
    if (view === undefined) throw EngineError.of('pair.unknown', { text: pairId });
    return view;
  }

  #tell(body: LiveEventBody): void {
    this.#sequence += 1;
    const event = { ...body, sequence: this.#sequence };
    for (const listener of this.#listeners) listener(event);
  }
}
