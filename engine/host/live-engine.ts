import type { DrillView } from '../api/drill.ts';
import type { Engine, SyncOptions } from '../api/engine.ts';
import type { RunEvent } from '../api/events.ts';
import type {
  LiveEvent,
  LiveEventBody,
  LiveRun,
  PairView,
  ReadinessGlance,
  Snapshot,
} from '../api/snapshot.ts';
import type { ChangeSource } from '../model/changed-paths.ts';
import type { PairId, PlanId, RunId } from '../model/ids.ts';
import type { RunMode, RunRecord, VerifyResult } from '../model/run.ts';
import type { DueRun } from '../model/schedule-state.ts';
import type { ScheduleStanding } from '../model/schedule-standing.ts';
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
  /** Of a verify. */
  readonly scope?: VerifyResult['scope'];
  /** Of a sync: its schedule asks for it. */
  readonly due?: DueRun;
  /** Of a sync: only what is known to have changed. */
  readonly followsChanges?: boolean;
}

/** A run that was begun. */
export interface StartedRun {
  /** Resolves when it has begun; rejects with why it did not: `pair.unknown`, `pair.busy`, … */
  readonly id: Promise<RunId>;
  /** Resolves when it is over, however it ended; with nothing, where it did not come to an end by itself. */
  readonly ended: Promise<RunRecord | undefined>;
}

/** What others of the host know of a pair. */
export interface KnownBeside {
  readonly standingOf: (pairId: PairId) => ScheduleStanding | undefined;
  /** What is known to have changed in its volumes, where that is followed. */
  readonly changesOf: (pairId: PairId) => ChangeSource | undefined;
  /** As it was last judged. */
  readonly readinessOf: (pairId: PairId) => ReadinessGlance | undefined;
  readonly drillOf: (pairId: PairId) => DrillView | undefined;
}

/** Files that a verify compares when a client does not say how many. */
const SAMPLE_FILES = 1_000;

interface Work {
  readonly pairId: PairId;
  readonly followsChanges: boolean;
  readonly stop: AbortController;
  readonly ended: Promise<unknown>;
  /** Once it has begun. */
  runId?: RunId;
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
  #isClosed = false;
  #refreshing: Promise<void> | undefined;
  readonly #beside: Partial<KnownBeside>;

  constructor(engine: Engine, beside: Partial<KnownBeside> = {}) {
    this.#engine = engine;
    this.#beside = beside;
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

  /** Throws `pair.unknown`, and `host.gone` once it is closed. */
  start(request: RunRequest): StartedRun {
    if (this.#isClosed) throw EngineError.of('host.gone');
    const { name } = this.#pairOf(request.pairId).pair;
    const stop = new AbortController();
    let begun: (id: RunId) => void = () => undefined;
    const id = new Promise<RunId>((resolve) => (begun = resolve));
    const onEvent = (event: RunEvent): void => {
      if (event.type === 'run.started') {
        work.runId = event.runId;
        begun(event.runId);
      }
      this.#follow(request, event);
    };
    const common = { onEvent, signal: stop.signal };
    // What follows changes is over in a moment: nobody is told that the pair is busy with that.
    const before = [...this.#work].find((one) => one.pairId === request.pairId && one.followsChanges);
    const run = (before?.ended ?? Promise.resolve()).then(() => this.#run(name, request, common));
    const ended = run.catch(() => undefined);
    const { pairId, followsChanges = false } = request;
    const work: Work = { pairId, followsChanges, stop, ended };
    this.#work.add(work);
    void ended.then(() => this.#end(work));
    // A run that ends without having begun says why.
    return { id: Promise.race([id, run.then(({ id: runId }) => runId)]), ended };
  }

  /** The schedules of some pairs stand otherwise, or they are another way ready. */
  standingsChanged(): void {
    const standings = (): string =>
      JSON.stringify(this.#pairs.map(({ standing, readiness }) => [standing, readiness]));
    const before = standings();
    this.#pairs = this.#pairs.map((view) => this.#viewOf(view));
    if (standings() !== before) this.#tellPairs();
  }

  /** A drill of a pair is another way than before; one of a pair that is gone is shown nowhere. */
  drillChanged(pairId: PairId): void {
    if (this.#pairs.some(({ pair }) => pair.id === pairId)) this.#tellPair(pairId);
  }

  /** Resolves when nothing of a run is left, its lock neither; at once, when it is none of this host's. */
  async whenOver(runId: RunId): Promise<void> {
    await [...this.#work].find((work) => work.runId === runId)?.ended;
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
    this.#isClosed = true;
    for (const { stop } of this.#work) stop.abort();
    await Promise.all([...this.#work].map(({ ended }) => ended));
    this.#listeners.clear();
  }

  #run(
    name: string,
    { pairId, mode, approve, contents, due, scope, followsChanges = false }: RunRequest,
    common: Pick<SyncOptions, 'onEvent' | 'signal'>,
  ): Promise<RunRecord> {
    if (mode === 'verify')
      return this.#engine.verify(name, {
        scope: scope ?? { kind: 'sample', files: SAMPLE_FILES },
        ...common,
      });
    const source = this.#beside.changesOf?.(pairId);
    return this.#engine.sync(name, {
      mode,
      ...(source !== undefined && { changes: { source, only: followsChanges } }),
      ...(approve !== undefined && { approve }),
      ...(contents !== undefined && { contents }),
      ...(due !== undefined && { due }),
      ...common,
    });
  }

  #follow({ pairId, followsChanges = false }: RunRequest, event: RunEvent): void {
    const before = this.#runs.get(pairId);
    const after = advance(before, event);
    if (after === undefined) this.#runs.delete(pairId);
    else this.#runs.set(pairId, { ...after, followsChanges, isCancelling: before?.isCancelling ?? false });
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
    this.#tellPairs();
  }

  #tellPairs(): void {
    this.#tell({ type: 'pairs.changed', pairs: this.#pairs, fault: this.#fault });
  }

  #tellPair(pairId: PairId): void {
    this.#pairs = this.#pairs.map((view) => (view.pair.id === pairId ? this.#viewOf(view) : view));
    this.#tell({ type: 'pair.changed', pair: this.#pairOf(pairId) });
  }

  #viewOf(status: Omit<PairView, 'live' | 'standing' | 'readiness' | 'drill'>): PairView {
    const { id } = status.pair;
    const { standingOf, readinessOf, drillOf } = this.#beside;
    return {
      ...status,
      live: this.#runs.get(id),
      standing: standingOf?.(id),
      readiness: readinessOf?.(id),
      drill: drillOf?.(id),
    };
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
