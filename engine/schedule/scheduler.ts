import type { PairId } from '../model/ids.ts';
import type { ScheduleState, WaitReason } from '../model/schedule-state.ts';
import { afterKill, answered, ended, notBegun, withAnswer } from '../plan/schedule/answer.ts';
import type { ScheduleDecision } from '../plan/schedule/decide.ts';
import { decideInTurn, type ScheduledPair, type Taken } from '../plan/schedule/queue.ts';
import { reckon } from '../plan/schedule/reckon.ts';
import { gatherFacts, gatherWait, seen, waiting, type Asking, type LookTime } from './look.ts';
import { DEFAULT_SCHEDULER_OPTIONS, type SchedulerOptions, type SchedulerPorts } from './ports.ts';
import { NewTries } from './new-tries.ts';
import { ScheduleBook } from './schedule-book.ts';

/** How a pair's schedule stands: what is remembered, and what the last look came to. */
export interface SchedulerStanding {
  readonly state: ScheduleState;
  readonly decision: ScheduleDecision | undefined;
}

/** Starts the runs that are due. One timer; it looks when something is due or told, and once a minute, in which a clock may have been set. */
export class Scheduler {
  readonly #ports: SchedulerPorts;
  readonly #options: SchedulerOptions;
  readonly #book: ScheduleBook;
  readonly #decisions = new Map<PairId, ScheduleDecision>();
  /** The pairs whose run this scheduler started. */
  readonly #own = new Set<PairId>();
  readonly #tries: NewTries;
  #loop: Promise<void> | undefined;
  #isStopped = false;
  /** Cuts the sleep short. */
  #nudge = new AbortController();
  #startedAt = 0;
  #wokeAt: number | undefined;
  /** By the clock that nobody sets, as is when the next look is expected. */
  #settledAt = 0;
  #expectedAt = 0;

  constructor(ports: SchedulerPorts, options: Partial<SchedulerOptions> = {}) {
    this.#ports = ports;
    this.#options = { ...DEFAULT_SCHEDULER_OPTIONS, ...options };
    this.#book = new ScheduleBook(ports);
    this.#tries = new NewTries(ports.clock);
  }

  /** Once. Resolves when it knows what is due; what cannot be read is told, and is as if there were none. */
  async start(): Promise<void> {
    const { clock, runs } = this.#ports;
    this.#startedAt = clock.now();
    this.#expectedAt = clock.monotonic();
    this.#settledAt = clock.monotonic() + this.#options.settleMs;
    await this.#book.load();
    const underWay = runs.underWay();
    for (const id of this.#book.ids()) {
      if (!underWay.includes(id)) this.#change(id, (state) => afterKill(state, clock.now()));
    }
    this.#loop ??= this.#go();
  }

  /** Starts nothing any more. Runs under way are for whoever runs them to end. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#nudge.abort();
    await this.#loop;
    await this.#book.save();
  }

  /** This machine has woken up. */
  woke(): void {
    this.#wokeAt = this.#ports.clock.now();
    this.#settledAt = this.#ports.clock.monotonic() + this.#options.settleMs;
    this.lookAgain();
  }

  /** Pairs, conditions, runs, the zone or the clock are not what they were. */
  lookAgain(): void {
    this.#nudge.abort();
  }

  /** No run of the pair's schedule until then (milliseconds since 1970), or until `resume`. What was due then is caught up once. */
  async pause(pairId: PairId, until?: number): Promise<void> {
    const since = new Date(this.#ports.clock.now()).toISOString();
    const pause = { since, ...(until === undefined ? {} : { until: new Date(until).toISOString() }) };
    await this.#changeNow(pairId, (state) => ({ ...state, pause }));
  }

  async resume(pairId: PairId): Promise<void> {
    await this.#changeNow(pairId, ({ pause: _pause, ...state }) => state);
  }

  /** What a run of this pair that no due time asks for would wait for now; `undefined`: nothing. */
  async waitsFor(pairId: PairId): Promise<WaitReason | undefined> {
    const pairs = this.#ports.pairs();
    const pair = pairs.find(({ id }) => id === pairId);
    if (pair === undefined || this.#isStopped) return 'settle';
    const time = this.#time();
    return gatherWait(pair, this.#stateOf(pair, time), this.#asking(pairs, time));
  }

  /** `undefined` of a pair that was not looked at yet. */
  standing(pairId: PairId): SchedulerStanding | undefined {
    const state = this.#book.get(pairId);
    return state === undefined ? undefined : { state, decision: this.#decisions.get(pairId) };
  }

  async #go(): Promise<void> {
    const { clock } = this.#ports;
    while (!this.#isStopped) {
      this.#nudge = new AbortController();
      const { signal } = this.#nudge;
      // A bug in one look is told, and the next minute has another.
      const until = await this.#look().catch((error: unknown) => {
        this.#ports.onProblem?.(error);
        return Number.POSITIVE_INFINITY;
      });
      const waitMs = Math.max(1, Math.min(this.#options.heartbeatMs, until - clock.now()));
      this.#expectedAt = clock.monotonic() + waitMs;
      if (!signal.aborted) await clock.sleep(waitMs, signal).catch(() => undefined);
    }
  }

  /** Returns when to look again, in milliseconds since 1970. */
  async #look(): Promise<number> {
    const pairs = this.#ports.pairs();
    const time = this.#time();
    const due = pairs.filter((pair) => this.#isDue(pair, time));
    await this.#book.save();
    const queued = await Promise.all(
      due.map((pair) => gatherFacts(pair, this.#stateOf(pair, time), this.#asking(pairs, time))),
    );
    if (this.#isStopped) return Number.POSITIVE_INFINITY;
    // Asking took its time: what has passed, run or been paused by now counts.
    const then = this.#time();
    const current = queued.map(({ pair, facts }) => ({
      pair,
      state: this.#stateOf(pair, then),
      facts: { ...facts, ...then },
    }));
    const decisions = decideInTurn(current, this.#taken(pairs), this.#options.parallelRuns);
    for (const { pair } of current) this.#carryOut(pair, decisions.get(pair.id), then);
    await this.#book.save();
    this.#ports.onLook?.();
    return Math.min(...pairs.map((pair) => this.#lookAt(pair)));
  }

  #asking(pairs: readonly ScheduledPair[], time: LookTime): Asking {
    const { parallelRuns } = this.#options;
    return {
      time,
      underWay: this.#taken(pairs),
      ports: this.#ports,
      parallelRuns,
      cannotBeginUntil: (id) => this.#tries.notBefore(id),
    };
  }

  #time(): LookTime {
    const { clock, timeZone } = this.#ports;
    const now = clock.now();
    return {
      now,
      timeZone: timeZone(),
      settledAt: now + Math.max(0, this.#settledAt - clock.monotonic()),
    };
  }

  #stateOf(pair: ScheduledPair, { now, timeZone }: LookTime): ScheduleState {
    return reckon(this.#book.get(pair.id), pair.schedule, now, timeZone);
  }

  #isDue(pair: ScheduledPair, time: LookTime): boolean {
    const { clock, bootedAt } = this.#ports;
    const before = this.#stateOf(pair, time);
    const state = seen(before, {
      now: time.now,
      startedAt: this.#startedAt,
      bootedAt,
      wokeAt: this.#wokeAt,
      unseenMs: clock.monotonic() - this.#expectedAt,
    });
    this.#book.set(pair.id, state);
    // Also a wake that nobody told of settles first.
    if (state.pending?.absence !== undefined && before.pending === undefined)
      this.#settledAt = Math.max(this.#settledAt, clock.monotonic() + this.#options.settleMs);
    if (state.nextDueAt !== undefined && Date.parse(state.nextDueAt) <= time.now) return true;
    this.#decisions.set(
      pair.id,
      state.nextDueAt === undefined
        ? { kind: 'idle' }
        : { kind: 'not-due', until: Date.parse(state.nextDueAt) },
    );
    return false;
  }

  #taken(pairs: readonly ScheduledPair[]): readonly Taken[] {
    const ids = new Set([...this.#ports.runs.underWay(), ...this.#own]);
    return [...ids].map((id) => pairs.find((pair) => pair.id === id) ?? { id, machines: [] });
  }

  #carryOut(pair: ScheduledPair, decision: ScheduleDecision | undefined, time: LookTime): void {
    if (decision === undefined) return;
    this.#decisions.set(pair.id, decision);
    const state = waiting(this.#stateOf(pair, time), decision);
    if (decision.kind !== 'run' && decision.kind !== 'skip') {
      this.#book.set(pair.id, state);
      return;
    }
    this.#book.set(pair.id, answered(state, decision, pair.schedule, time.now, time.timeZone));
    if (decision.kind === 'run') void this.#run(pair.id, decision, state);
  }

  /** It is on the disk before the run begins: killed in between, it is tried again and not forgotten. Never rejects. */
  async #run(
    pairId: PairId,
    decision: Extract<ScheduleDecision, { kind: 'run' }>,
    before: ScheduleState,
  ): Promise<void> {
    const { clock, runs, onProblem } = this.#ports;
    const { span, late } = decision;
    const dueAt = new Date(span.first).toISOString();
    this.#own.add(pairId);
    try {
      await this.#book.save();
      if (this.#isStopped) return;
      const end = await runs.start(pairId, { dueAt, ...(late !== undefined && { late }) });
      this.#tries.clear(pairId);
      this.#change(pairId, (state) => {
        const now = clock.now();
        return ended(end === 'busy' ? busy(state, now) : state, now);
      });
    } catch (error) {
      onProblem?.(error);
      this.#tries.failed(pairId);
      this.#change(pairId, (state) => notBegun(state, before));
    } finally {
      this.#own.delete(pairId);
    }
    await this.#book.save();
    this.lookAgain();
  }

  /** When to look at a pair again: at its due time, or at the end of its wait where that is known. */
  #lookAt(pair: ScheduledPair): number {
    const decision = this.#decisions.get(pair.id);
    if (decision?.kind === 'not-due' || decision?.kind === 'wait')
      return decision.until ?? Number.POSITIVE_INFINITY;
    const next = this.#book.get(pair.id)?.nextDueAt;
    return next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next);
  }

  #change(pairId: PairId, change: (state: ScheduleState) => ScheduleState): void {
    const state = this.#book.get(pairId);
    if (state !== undefined) this.#book.set(pairId, change(state));
  }

  async #changeNow(pairId: PairId, change: (state: ScheduleState) => ScheduleState): Promise<void> {
    const pair = this.#ports.pairs().find(({ id }) => id === pairId);
    if (pair === undefined) return;
    this.#book.set(pairId, change(this.#stateOf(pair, this.#time())));
    await this.#book.save();
    this.lookAgain();
  }
}

/** Another process had the pair: what was answered with a run is a skip after all. */
function busy(state: ScheduleState, now: number): ScheduleState {
  const answer = state.answers.findLast(({ kind }) => kind === 'run');
  if (answer?.kind !== 'run') return state;
  const { firstDueAt, lastDueAt, dueTimes } = answer;
  const at = new Date(now).toISOString();
  return withAnswer(state, { kind: 'skip', firstDueAt, lastDueAt, dueTimes, at, reason: 'previous-run' });
}
