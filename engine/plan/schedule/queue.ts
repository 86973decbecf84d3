import type { Endpoint } from '../../model/endpoint.ts';
import type { PairId } from '../../model/ids.ts';
import type { Pair } from '../../model/pair.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { ScheduleConditions } from '../../model/schedule-conditions.ts';
import type { ScheduleState } from '../../model/schedule-state.ts';
import { decide, type ScheduleDecision, type ScheduleFacts } from './decide.ts';

/** A pair as its schedule sees it. */
export interface ScheduledPair {
  readonly id: PairId;
  readonly schedule: Schedule;
  readonly conditions: ScheduleConditions;
  /** See `machinesOf`. Pairs that share one never run at once. */
  readonly machines: readonly string[];
  /** The standby serves, as far as is known here. */
  readonly isPromoted?: boolean;
}

/** The two machines of a pair, each by what tells it from others: its pinned host key, whatever it is called. */
export function machinesOf({ primary, standby }: Pick<Pair, 'primary' | 'standby'>): readonly string[] {
  return [...new Set([machineOf(primary), machineOf(standby)])];
}

function machineOf(endpoint: Endpoint): string {
  return endpoint.kind === 'local' ? 'local' : endpoint.hostKey;
}

/** A pair that a decision is to be made about. */
export interface QueuedPair {
  readonly pair: ScheduledPair;
  readonly state: ScheduleState;
  readonly facts: Omit<ScheduleFacts, 'queuedBehind' | 'isUnderWay'>;
}

/** What runs or is next in line: nothing else starts on its machines. */
export type Taken = Pick<ScheduledPair, 'id' | 'machines'>;

/**
 * Decides about all of them at once, the longest due first. One that waits for its machines keeps them for itself: others that
 * share them would else be before it again and again. One that waits for anything else keeps nobody up.
 */
export function decideInTurn(
  queued: readonly QueuedPair[],
  underWay: readonly Taken[],
  parallelRuns: number,
): ReadonlyMap<PairId, ScheduleDecision> {
  const taken = [...underWay];
  const decisions = new Map<PairId, ScheduleDecision>();
  for (const { pair, state, facts } of [...queued].sort(longestDueFirst)) {
    const decision = decide(pair.schedule, pair.conditions, state, {
      ...facts,
      isUnderWay: underWay.some(({ id }) => id === pair.id),
      queuedBehind: queuedBehind(pair, taken, parallelRuns),
    });
    decisions.set(pair.id, decision);
    const isNext = decision.kind === 'wait' && (decision.for === 'machine' || decision.for === 'limit');
    if (isNext || decision.kind === 'run') taken.push(pair);
  }
  return decisions;
}

export function queuedBehind(
  pair: ScheduledPair,
  taken: readonly Taken[],
  parallelRuns: number,
): 'machine' | 'limit' | undefined {
  if (taken.some(({ machines }) => machines.some((each) => pair.machines.includes(each)))) return 'machine';
  return taken.length >= parallelRuns ? 'limit' : undefined;
}

function longestDueFirst(a: QueuedPair, b: QueuedPair): number {
  const [first, second] = [a, b].map(({ state, pair }) => `${state.nextDueAt ?? '~'} ${pair.id}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}
