import type { Side } from '../model/endpoint.ts';
import type { PairId, PlanId, RunId, VolumeId } from '../model/ids.ts';
import type { PlanNotice } from '../model/notice.ts';
import type { Hold, Loss } from '../model/plan.ts';
import type { Problem } from '../model/problem.ts';
import type { Outcome, Phase, RunMode, RunResult, Totals } from '../model/run.ts';

/** A command of a pair as it is told of: by its program alone, since its text may hold what is nobody else's business. */
export interface NamedCommand {
  readonly on: Side;
  readonly name: string;
}

/** What happens in a run, in order. `seq` rises by one an event; `at` is ISO 8601, UTC. */
export type RunEvent = RunEventBody & { readonly seq: number; readonly at: string; readonly runId: RunId };

export type RunEventBody =
  | {
      readonly type: 'run.started';
      readonly pairId: PairId;
      readonly pairName: string;
      readonly mode: RunMode;
    }
  | {
      readonly type: 'run.phase';
      readonly phase: Phase;
      readonly volumeId?: VolumeId;
      /** The command that this is about. */
      readonly command?: NamedCommand;
    }
  | RunProgress
  | {
      readonly type: 'run.planned';
      readonly planId: PlanId | undefined;
      readonly totals: Totals;
      readonly holds: readonly Hold[];
      readonly losses: readonly Loss[];
      readonly notices: readonly PlanNotice[];
    }
  | {
      readonly type: 'run.retrying';
      readonly attempt: number;
      readonly attempts: number;
      readonly delayMs: number;
      readonly problem: Problem;
    }
  | { readonly type: 'run.problem'; readonly problem: Problem }
  | { readonly type: 'run.output'; readonly text: string }
  | RunFinished;

/** The newest state of the work under way; older ones may be dropped on the way to a slow client. */
export interface RunProgress {
  readonly type: 'run.progress';
  readonly phase: Phase;
  readonly volumeId: VolumeId;
  readonly filesDone: number;
  /** Unknown until the sender's list is complete. */
  readonly filesTotal: number | undefined;
  readonly bytesDone: number;
  /** 0 to 1, never going back within a volume and phase; unknown until there is a total. */
  readonly fraction: number | undefined;
  readonly bytesPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

export interface RunFinished extends RunResult {
  readonly type: 'run.finished';
  readonly outcome: Outcome;
}
