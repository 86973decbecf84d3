import type { PairView } from '../api/snapshot.ts';
import type { PairId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import { isFenced } from '../model/promotion.ts';
import type { ScheduleStanding } from '../model/schedule-standing.ts';
import type { DueRun, WaitReason } from '../model/schedule-state.ts';
import { machinesOf, type ScheduledPair } from '../plan/schedule/queue.ts';
import type { Clock } from '../platform/clock.ts';
import type { SchedulerOptions, SchedulerPorts } from '../schedule/ports.ts';
import { Scheduler } from '../schedule/scheduler.ts';
import type { LiveEngine } from './live-engine.ts';

/** What the schedules of a host need besides its engine. */
export interface DueRunPorts extends Pick<
  SchedulerPorts,
  'store' | 'bootedAt' | 'timeZone' | 'power' | 'isStandbyReachable' | 'onProblem' | 'onAnswer'
> {
  readonly clock: Clock;
  readonly live: LiveEngine;
  readonly options?: Partial<SchedulerOptions>;
}

/** Begins the runs that are due, as long as this process is the host. */
export class DueRuns {
  readonly #live: LiveEngine;
  readonly #timeZone: () => string;
  readonly #scheduler: Scheduler;
  readonly #stopListening: () => void;
  /** Of the pairs as the scheduler saw them last. */
  #seen = '';

  constructor({ live, options, ...ports }: DueRunPorts) {
    this.#live = live;
    this.#timeZone = ports.timeZone;
    this.#scheduler = new Scheduler(
      {
        ...ports,
        pairs: () => live.snapshot().pairs.map(scheduledPair),
        runs: { underWay: () => underWay(live), start: (pairId, due) => run(live, pairId, due) },
        onLook: () => live.standingsChanged(),
      },
      options,
    );
    this.#stopListening = live.subscribe(({ type }) => {
      if (type !== 'run.event') this.#pairsChanged();
    });
  }

  async start(): Promise<void> {
    await this.#scheduler.start();
  }

  /** Begins nothing any more. */
  async close(): Promise<void> {
    this.#stopListening();
    await this.#scheduler.stop();
  }

  woke(): void {
    this.#scheduler.woke();
  }

  /** Until then (ISO 8601), or until somebody resumes. */
  async pause(pairId: PairId, until?: string): Promise<void> {
    await this.#scheduler.pause(pairId, until === undefined ? undefined : Date.parse(until));
    this.#live.standingsChanged();
  }

  async resume(pairId: PairId): Promise<void> {
    await this.#scheduler.resume(pairId);
    this.#live.standingsChanged();
  }

  /** What a run that follows changes would wait for now; `undefined`: nothing. */
  waitsFor(pairId: PairId): Promise<WaitReason | undefined> {
    return this.#scheduler.waitsFor(pairId);
  }

  standing(pairId: PairId): ScheduleStanding | undefined {
    const standing = this.#scheduler.standing(pairId);
    if (standing === undefined) return undefined;
    const { state, decision } = standing;
    return {
      nextDueAt: state.nextDueAt,
      waits: decision?.kind === 'wait' ? { for: decision.for, until: isoOf(decision.until) } : undefined,
      absence: state.pending?.absence,
      pause: state.pause,
      lastAnswer: state.answers.at(-1),
      timeZone: this.#timeZone(),
      follow: undefined,
      wake: undefined,
    };
  }

  /** What only shows how a schedule stands comes of a look, and is no reason for another. */
  #pairsChanged(): void {
    const seen = JSON.stringify([this.#live.snapshot().pairs.map(scheduledPair), underWay(this.#live)]);
    if (seen === this.#seen) return;
    this.#seen = seen;
    this.#scheduler.lookAgain();
  }
}

function scheduledPair({ pair, promotion }: PairView): ScheduledPair {
  const { id, schedule, conditions } = pair;
  return { id, schedule, conditions, machines: machinesOf(pair), isPromoted: isFenced(promotion) };
}

/** Also by another process, as far as its history says. */
function underWay(live: LiveEngine): readonly PairId[] {
  return live
    .snapshot()
    .pairs.filter((view) => view.live !== undefined || view.running !== undefined)
    .map(({ pair }) => pair.id);
}

async function run(live: LiveEngine, pairId: PairId, due: DueRun): Promise<'finished' | 'busy'> {
  const { id, ended } = live.start({ pairId, mode: 'sync', due });
  try {
    await id;
  } catch (error) {
    if (error instanceof EngineError && error.problem.code === 'pair.busy') return 'busy';
    throw error;
  }
  await ended;
  return 'finished';
}

function isoOf(ms: number | undefined): string | undefined {
  return ms === undefined || !Number.isFinite(ms) ? undefined : new Date(ms).toISOString();
}
