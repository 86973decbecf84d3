import type { PairId } from '../model/ids.ts';
import type { DueRun, ScheduleAnswer, ScheduleStates } from '../model/schedule-state.ts';
import type { ScheduleFacts } from '../plan/schedule/decide.ts';
import type { ScheduledPair } from '../plan/schedule/queue.ts';
import type { Clock } from '../platform/clock.ts';

/** Where what is remembered lies: a `StoredDocument` over `schedules.json`. */
export interface ScheduleStore {
  readonly read: () => Promise<ScheduleStates | undefined>;
  readonly update: (
    change: (before: ScheduleStates | undefined) => ScheduleStates,
  ) => Promise<ScheduleStates>;
}

/** What the scheduler needs of the world. */
export interface SchedulerPorts {
  readonly clock: Clock;
  readonly store: ScheduleStore;
  /** All pairs as they are now. */
  readonly pairs: () => readonly ScheduledPair[];
  /** The zone of this machine now, as an IANA name. */
  readonly timeZone: () => string;
  /** When this machine started, in milliseconds since 1970, where that is known. */
  readonly bootedAt: number | undefined;
  /** Asked when something is due, never in idle. A rejection counts as "nobody can tell". */
  readonly power: (
    pairId: PairId,
  ) => Promise<{ readonly [Fact in 'isOnMains' | 'networks']: ScheduleFacts[Fact] }>;
  /** Asked once everything else lets a run start. Answers within 4 s: a run starts within 15 s of a wake. */
  readonly isStandbyReachable: (pairId: PairId) => Promise<boolean | undefined>;
  readonly runs: {
    /** The pairs with a run under way, whoever started it. */
    readonly underWay: () => readonly PairId[];
    /** Resolves when the run is over, however it ended; `busy`: another process holds the pair, and nothing was run. */
    readonly start: (pairId: PairId, due: DueRun) => Promise<'finished' | 'busy'>;
  };
  /** Something of what `standing` says may be another now. */
  readonly onLook?: () => void;
  readonly onAnswer?: (pairId: PairId, answer: ScheduleAnswer) => void;
  /** What cannot be read, written or asked. Schedules go on without it. */
  readonly onProblem?: (error: unknown) => void;
}

export interface SchedulerOptions {
  /** How many runs there may be at once. */
  readonly parallelRuns: number;
  /** From a wake or the start to the first run. */
  readonly settleMs: number;
  /** The longest sleep: after it, a clock that was set or a sleep that nobody told of is noticed. */
  readonly heartbeatMs: number;
}

/** Ten seconds settle disks and network, and leave five for reaching the standby. */
export const DEFAULT_SCHEDULER_OPTIONS: SchedulerOptions = {
  parallelRuns: 2,
  settleMs: 10_000,
  heartbeatMs: 60_000,
};
