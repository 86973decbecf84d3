import type { Engine } from '../api/engine.ts';
import type { RunbookNews } from '../api/failover.ts';
import type { PairView, ReadinessGlance } from '../api/snapshot.ts';
import { lostReadiness, readinessGlance } from '../failover/readiness-glance.ts';
import type { PairId, RunId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import type { Clock } from '../platform/clock.ts';
import type { LiveEngine } from './live-engine.ts';
import { OneAtATime } from './one-at-a-time.ts';

/** Evidence ages without anything happening. */
const AGAIN_MS = 5 * 60_000;

export interface ReadyPairPorts {
  readonly engine: Engine;
  readonly live: LiveEngine;
  readonly clock: Clock;
  readonly timeZone: () => string;
  /** Some pair is another way ready than before. */
  readonly onChange: () => void;
  readonly onProblem: (error: unknown) => void;
}

interface Judged {
  /** What it was judged by, as far as it changes without a survey. */
  readonly key: string;
  readonly glance: ReadinessGlance;
  readonly lost: string | undefined;
  readonly runbook: RunbookNews | undefined;
}

/** Judges every pair as things happen, and after its syncs has its machines looked at and its runbook brought to the standby. */
export class ReadyPairs {
  readonly #ports: ReadyPairPorts;
  readonly #judged = new Map<PairId, Judged>();
  readonly #stop = new AbortController();
  readonly #judging: OneAtATime;
  readonly #keeping: OneAtATime;
  /** Pairs that were synced since they were last kept ready. */
  readonly #synced = new Set<PairId>();
  readonly #lastRuns = new Map<PairId, RunId>();
  #isAllAsked = true;
  #stopListening: (() => void) | undefined;

  constructor(ports: ReadyPairPorts) {
    this.#ports = ports;
    this.#judging = new OneAtATime(() => this.#judgeAll());
    this.#keeping = new OneAtATime(() => this.#keepAll());
  }

  start(): void {
    for (const { pair, lastRun } of this.#views()) if (lastRun) this.#lastRuns.set(pair.id, lastRun.id);
    this.#stopListening = this.#ports.live.subscribe(({ type }) => {
      if (type !== 'run.event') this.#pairsChanged();
    });
    this.#judging.ask();
    void this.#judgeAgain();
  }

  glanceOf(pairId: PairId): ReadinessGlance | undefined {
    return this.#judged.get(pairId)?.glance;
  }

  /** For alerts: a sentence about what nobody is told of otherwise. */
  lostOf(pairId: PairId): string | undefined {
    return this.#judged.get(pairId)?.lost;
  }

  /** For alerts: the runbook as it lies on the standby. */
  runbookOf(pairId: PairId): RunbookNews | undefined {
    return this.#judged.get(pairId)?.runbook;
  }

  /** Somebody looked at the machines, or said something about the pair's failover. */
  lookAgain(): void {
    this.#isAllAsked = true;
    this.#judging.ask();
  }

  /** Resolves when nothing of what syncs asked for is left. */
  async settled(): Promise<void> {
    await this.#keeping.idle();
    await this.#judging.idle();
  }

  async close(): Promise<void> {
    this.#stopListening?.();
    this.#stop.abort();
    await Promise.all([this.#judging.end(), this.#keeping.end()]);
  }

  #views(): readonly PairView[] {
    return this.#ports.live.snapshot().pairs;
  }

  #pairsChanged(): void {
    for (const { pair, lastRun } of this.#views()) {
      if (lastRun?.state !== 'finished' || this.#lastRuns.get(pair.id) === lastRun.id) continue;
      this.#lastRuns.set(pair.id, lastRun.id);
      if (lastRun.outcome === 'succeeded' || lastRun.outcome === 'partial') this.#synced.add(pair.id);
    }
    if (this.#synced.size > 0) this.#keeping.ask();
    this.#judging.ask();
  }

  async #judgeAgain(): Promise<void> {
    const { clock } = this.#ports;
    while (!this.#stop.signal.aborted) {
      await clock.sleep(AGAIN_MS, this.#stop.signal).catch(() => undefined);
      if (!this.#stop.signal.aborted) this.lookAgain();
    }
  }

  async #judgeAll(): Promise<void> {
    const isAll = this.#isAllAsked;
    this.#isAllAsked = false;
    const views = this.#views();
    const known = new Set(views.map(({ pair }) => pair.id));
    for (const id of this.#judged.keys()) if (!known.has(id)) this.#judged.delete(id);
    let isOther = false;
    for (const view of views) {
      const before = this.#judged.get(view.pair.id);
      if (!isAll && before?.key === keyOf(view)) continue;
      const judged = await this.#judge(view);
      if (judged === undefined) continue;
      this.#judged.set(view.pair.id, judged);
      isOther ||= shownOf(before) !== shownOf(judged);
    }
    if (isOther && !this.#stop.signal.aborted) this.#ports.onChange();
  }

  /** `undefined`: it cannot be read, and what was known goes on. */
  async #judge(view: PairView): Promise<Judged | undefined> {
    const { engine, clock, timeZone, onProblem } = this.#ports;
    const { name } = view.pair;
    try {
      const { readiness, issued } = await engine.failover.readiness(name);
      const context = { now: clock.now(), timeZone: timeZone(), pair: name };
      return {
        key: keyOf(view),
        glance: readinessGlance(readiness),
        lost: lostReadiness(readiness, context),
        runbook: issued,
      };
    } catch (error) {
      onProblem(error);
      return undefined;
    }
  }

  async #keepAll(): Promise<void> {
    for (const id of [...this.#synced]) {
      this.#synced.delete(id);
      const view = this.#views().find(({ pair }) => pair.id === id);
      if (view !== undefined && !this.#stop.signal.aborted) await this.#keep(view.pair.name);
    }
  }

  async #keep(name: string): Promise<void> {
    const { engine, onProblem } = this.#ports;
    const { signal } = this.#stop;
    try {
      const { isSurveyed, isDelivered } = await engine.failover.keepReady(name, { signal });
      if (isSurveyed || isDelivered) this.lookAgain();
    } catch (error) {
      // A standby that went away is told of by its next sync; that it lacks its runbook, by its readiness.
      if (!signal.aborted && !(error instanceof EngineError)) onProblem(error);
      this.lookAgain();
    }
  }
}

function shownOf(judged: Judged | undefined): string {
  return JSON.stringify([judged?.glance, judged?.runbook]);
}

/** Another text where something is so that readiness goes by. A run that follows changes is one of many. */
function keyOf({ pair, recoveryPoint, lastRun, lastVerify }: PairView): string {
  const minute = recoveryPoint === undefined ? '' : recoveryPoint.slice(0, 'YYYY-MM-DDTHH:MM'.length);
  const run = lastRun === undefined ? '' : `${lastRun.state} ${lastRun.outcome ?? ''}`;
  const verify = lastVerify === undefined ? '' : `${lastVerify.id} ${lastVerify.state}`;
  return JSON.stringify([pair, minute, run, verify]);
}
