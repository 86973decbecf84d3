import type { ChangeSource } from '../model/changed-paths.ts';
import { EngineError } from '../model/problem.ts';
import type { RunRecord } from '../model/run.ts';
import type { PairId, RunId } from '../model/ids.ts';
import type { FollowStanding } from '../model/schedule-standing.ts';
import { FollowPair, keyOf, type FollowPorts } from './follow-pair.ts';
import type { LiveEngine } from './live-engine.ts';

/** Follows the changes of every pair with a continuous schedule, as long as this process is the host. */
export class FollowPairs {
  readonly #live: LiveEngine;
  readonly #ports: Omit<FollowPorts, 'run'>;
  readonly #followed = new Map<PairId, FollowPair>();
  readonly #lastRuns = new Map<PairId, RunId>();
  #stopListening: (() => void) | undefined;
  #isClosed = false;

  constructor(live: LiveEngine, ports: Omit<FollowPorts, 'run'>) {
    this.#live = live;
    this.#ports = ports;
  }

  start(): void {
    this.#stopListening = this.#live.subscribe((event) => {
      if (event.type === 'run.event') return;
      this.#pairsChanged();
      this.#runsEnded();
    });
    this.#pairsChanged();
  }

  changesOf(pairId: PairId): ChangeSource | undefined {
    return this.#followed.get(pairId)?.changes;
  }

  standing(pairId: PairId): FollowStanding | undefined {
    return this.#followed.get(pairId)?.standing;
  }

  /** The world is another: a wake, or somebody resumed. */
  lookAgain(): void {
    for (const followed of this.#followed.values()) followed.lookAgain();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopListening?.();
    await Promise.all([...this.#followed.values()].map((followed) => followed.close()));
    this.#followed.clear();
  }

  #pairsChanged(): void {
    if (this.#isClosed) return;
    const pairs = this.#live.snapshot().pairs.map(({ pair }) => pair);
    const wanted = new Map(
      pairs.flatMap((pair) =>
        pair.schedule.kind === 'continuous' ? [[pair.id, { pair, schedule: pair.schedule }] as const] : [],
      ),
    );
    for (const [id, followed] of this.#followed) {
      const now = wanted.get(id);
      if (now !== undefined && keyOf(now.pair, now.schedule) === followed.key) continue;
      this.#followed.delete(id);
      void followed.close().catch(this.#ports.onProblem);
    }
    for (const [id, { pair, schedule }] of wanted) {
      if (this.#followed.has(id)) continue;
      const run = (pairId: PairId): Promise<RunRecord | undefined> => this.#run(pairId);
      this.#followed.set(id, new FollowPair(pair, schedule, { ...this.#ports, run }));
    }
  }

  /** What a person or the full pass of the day has put right goes on at once. */
  #runsEnded(): void {
    for (const { pair, lastRun } of this.#live.snapshot().pairs) {
      if (lastRun === undefined || this.#lastRuns.get(pair.id) === lastRun.id) continue;
      this.#lastRuns.set(pair.id, lastRun.id);
      if (lastRun.outcome === 'succeeded') this.#followed.get(pair.id)?.lookAgain();
    }
  }

  async #run(pairId: PairId): Promise<RunRecord | undefined> {
    try {
      const { id, ended } = this.#live.start({ pairId, mode: 'sync', followsChanges: true });
      await id;
      return await ended;
    } catch (error) {
      // Another process holds the pair, or this one closes.
      if (!(error instanceof EngineError)) this.#ports.onProblem(error);
      return undefined;
    }
  }
}
