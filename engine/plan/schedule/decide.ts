import type { Schedule } from '../../model/schedule.ts';
import type { ScheduleConditions } from '../../model/schedule-conditions.ts';
import type { Lateness, ScheduleState, WaitReason } from '../../model/schedule-state.ts';
import { dueSpan, type DueSpan } from './due-span.ts';
import { ON_TIME_MS } from './presence.ts';
import { quietUntil } from './quiet.ts';

/** How things are as a decision is made. `undefined`: nobody can tell. */
export interface ScheduleFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** IANA name of the host's zone. */
  readonly timeZone: string;
  /** Nothing starts before this moment: the machine has just woken, or its host just started. */
  readonly settledAt: number;
  /** A run could not begin, and is not tried again before this moment. */
  readonly cannotBeginUntil: number | undefined;
  readonly isOnMains: boolean | undefined;
  /** The names of the networks that this machine is on. */
  readonly networks: readonly string[] | undefined;
  readonly isStandbyReachable: boolean | undefined;
  /** The standby serves: nothing may be written over it. */
  readonly isPromoted?: boolean;
  /** Is a run of this pair under way, whoever started it? */
  readonly isUnderWay: boolean;
  /** What stands before the run in the queue: one on a machine of this pair's, or as many as may run at once. */
  readonly queuedBehind: 'machine' | 'limit' | undefined;
}

/** What is to be done about a pair now. */
export type ScheduleDecision =
  /** Nothing will be due. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'not-due'; readonly until: number }
  /** Due, and waiting; `until` where the end is known. */
  | {
      readonly kind: 'wait';
      readonly for: WaitReason;
      readonly until: number | undefined;
      readonly due: number;
    }
  | { readonly kind: 'run'; readonly span: DueSpan; readonly late: Lateness | undefined }
  | { readonly kind: 'skip'; readonly span: DueSpan; readonly reason: 'previous-run' | 'schedule-changed' };

/** Decides about a state that `reckon` has brought up to date. Several due times that passed get one run, or one skip. */
export function decide(
  schedule: Schedule,
  conditions: ScheduleConditions,
  state: ScheduleState,
  facts: ScheduleFacts,
): ScheduleDecision {
  const { now, timeZone } = facts;
  if (state.nextDueAt === undefined) return { kind: 'idle' };
  const due = Date.parse(state.nextDueAt);
  if (due > now) return { kind: 'not-due', until: due };
  const span = (): DueSpan => dueSpan(schedule, due, now, timeZone);
  if (schedule.kind === 'manual') return { kind: 'skip', span: span(), reason: 'schedule-changed' };
  // Where runs follow each change, the full pass has to wait for one or it would hardly ever be.
  if (facts.isUnderWay && schedule.kind !== 'continuous')
    return { kind: 'skip', span: span(), reason: 'previous-run' };
  const wait = whatToWaitFor(conditions, state, facts);
  if (wait !== undefined) return { kind: 'wait', ...wait, due };
  return { kind: 'run', span: span(), late: latenessOf(state, now - due) };
}

/** In the order in which a person would want to hear of it; the queue comes last, so that who waits for something else keeps nobody up. */
export function whatToWaitFor(
  conditions: ScheduleConditions,
  { pause }: Pick<ScheduleState, 'pause'>,
  facts: ScheduleFacts,
): { readonly for: WaitReason; readonly until: number | undefined } | undefined {
  const { now } = facts;
  if (facts.isPromoted === true) return { for: 'promoted', until: undefined };
  if (pause !== undefined) {
    const until = pause.until === undefined ? undefined : Date.parse(pause.until);
    if (until === undefined || until > now) return { for: 'paused', until };
  }
  if (facts.settledAt > now) return { for: 'settle', until: facts.settledAt };
  const { cannotBeginUntil } = facts;
  if (cannotBeginUntil !== undefined && cannotBeginUntil > now)
    return { for: 'cannot-begin', until: cannotBeginUntil };
  const quiet = quietUntil(conditions.quiet, now, facts.timeZone);
  if (quiet !== undefined) return { for: 'quiet', until: quiet };
  const blocked = unmetCondition(conditions, facts);
  return blocked === undefined ? undefined : { for: blocked, until: undefined };
}

function unmetCondition(conditions: ScheduleConditions, facts: ScheduleFacts): WaitReason | undefined {
  if (conditions.onMains && facts.isOnMains === false) return 'mains';
  const { networks } = conditions;
  if (networks.length > 0 && !networks.some((name) => facts.networks?.includes(name))) return 'network';
  // Where nobody can tell, the run finds out by itself.
  if (facts.isStandbyReachable === false) return 'standby';
  return facts.isUnderWay ? 'machine' : facts.queuedBehind;
}

/** Nobody there counts before having waited: it came first. */
function latenessOf({ pending }: ScheduleState, lateMs: number): Lateness | undefined {
  if (lateMs <= ON_TIME_MS && pending?.absence !== 'interrupted') return undefined;
  if (pending?.absence !== undefined) return { kind: 'absent', absence: pending.absence };
  return pending?.waitedFor === undefined ? undefined : { kind: 'waited', for: pending.waitedFor };
}
