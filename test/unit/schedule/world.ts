import type { PairId } from '../../../engine/model/ids.ts';
import { PairId as PairIdSchema } from '../../../engine/model/ids.ts';
import type { Schedule } from '../../../engine/model/schedule.ts';
import { NO_CONDITIONS } from '../../../engine/model/schedule-conditions.ts';
import { ScheduleStates, type ScheduleAnswer } from '../../../engine/model/schedule-state.ts';
import type { DueRun } from '../../../engine/model/schedule-state.ts';
import { parseSchedule } from '../../../engine/plan/schedule/parse.ts';
import type { ScheduledPair } from '../../../engine/plan/schedule/queue.ts';
import type { SchedulerOptions, SchedulerPorts } from '../../../engine/schedule/ports.ts';
import { Scheduler } from '../../../engine/schedule/scheduler.ts';
import { drained, EventClock } from '../../fakes/event-clock.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export const A = PairIdSchema.parse('pair-aaaaaaaaaa');
export const B = PairIdSchema.parse('pair-bbbbbbbbbb');
export const C = PairIdSchema.parse('pair-cccccccccc');

export function schedule(text: string): Schedule {
  const read = parseSchedule(text);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

export function aScheduledPair(text: string, differences: Partial<ScheduledPair> = {}): ScheduledPair {
  const id = differences.id ?? A;
  return { id, schedule: schedule(text), conditions: NO_CONDITIONS, machines: [id], ...differences };
}

export interface Started extends DueRun {
  readonly pairId: PairId;
  readonly at: string;
}

export const NO_ROOM = 'no space for a lock';

/** A machine with a disk, pairs, and now and then a host with a scheduler. A run takes `runMs`. */
export class World {
  readonly clock: EventClock;
  readonly started: Started[] = [];
  readonly answers: { readonly pairId: PairId; readonly answer: ScheduleAnswer }[] = [];
  readonly problems: unknown[] = [];
  readonly underWay = new Set<PairId>();
  pairs: readonly ScheduledPair[];
  timeZone = 'Europe/Berlin';
  runMs = 5 * MINUTE_MS;
  power: Awaited<ReturnType<SchedulerPorts['power']>> = { isOnMains: undefined, networks: undefined };
  isStandbyReachable: boolean | undefined = true;
  bootedAt: number | undefined;
  isBusyElsewhere = false;
  /** Nothing of a run can be written: it does not begin. */
  cannotBegin = false;
  isDiskFull = false;
  /** Nobody tells the scheduler of runs, not even of its own. */
  isBlind = false;
  looks = 0;
  /** As it lies on the disk. */
  disk: ScheduleStates | undefined;
  readonly #options: Partial<SchedulerOptions>;
  #scheduler: Scheduler | undefined;
  #hosts = 0;

  constructor(pairs: readonly ScheduledPair[], start?: string, options: Partial<SchedulerOptions> = {}) {
    this.pairs = pairs;
    this.clock = new EventClock(start);
    this.#options = options;
  }

  get scheduler(): Scheduler {
    if (this.#scheduler === undefined) throw new Error('no host is running');
    return this.#scheduler;
  }

  async startHost(): Promise<void> {
    this.#scheduler = new Scheduler(this.#portsOf(++this.#hosts), this.#options);
    await this.#scheduler.start();
    await drained();
  }

  /** Nothing of it goes on, and what it had not written is lost. */
  async killHost(): Promise<void> {
    this.#hosts++;
    this.#scheduler = undefined;
    this.clock.kill();
    this.underWay.clear();
    await drained();
  }

  async wakeAfter(ms: number): Promise<void> {
    this.clock.sleepMachine(ms);
    this.scheduler.woke();
    await drained();
  }

  nextDueAt(pairId = A): string | undefined {
    return this.#scheduler?.standing(pairId)?.state.nextDueAt;
  }

  waitsFor(pairId = A): string | undefined {
    const decision = this.#scheduler?.standing(pairId)?.decision;
    return decision?.kind === 'wait' ? decision.for : undefined;
  }

  #portsOf(host: number): SchedulerPorts {
    const isAlive = (): boolean => host === this.#hosts;
    const never = new Promise<never>(() => undefined);
    return {
      clock: this.clock,
      store: {
        read: async () =>
          this.disk === undefined ? undefined : ScheduleStates.parse(JSON.parse(JSON.stringify(this.disk))),
        update: async (change) => {
          if (!isAlive()) return never;
          if (this.isDiskFull) throw new Error('no space');
          this.disk = change(this.disk);
          return this.disk;
        },
      },
      pairs: () => {
        this.looks++;
        return this.pairs;
      },
      timeZone: () => this.timeZone,
      bootedAt: this.bootedAt,
      power: async () => this.power,
      isStandbyReachable: async () => this.isStandbyReachable,
      runs: {
        underWay: () => (this.isBlind ? [] : [...this.underWay]),
        start: async (pairId, start) => {
          if (!isAlive()) return never;
          if (this.cannotBegin) {
            // That it began is taken back.
            this.answers.splice(
              this.answers.findLastIndex(({ answer }) => answer.kind === 'run'),
              1,
            );
            throw new Error(NO_ROOM);
          }
          if (this.isBusyElsewhere) return 'busy';
          if (this.underWay.has(pairId)) throw new Error(`two runs of ${pairId} at once`);
          this.started.push({ pairId, ...start, at: new Date(this.clock.now()).toISOString() });
          this.underWay.add(pairId);
          await this.clock.sleep(this.runMs);
          this.underWay.delete(pairId);
          return 'finished';
        },
      },
      onAnswer: (pairId, answer) => this.answers.push({ pairId, answer }),
      onProblem: (error) => this.problems.push(error),
    };
  }
}
