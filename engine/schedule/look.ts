import type { PairId } from '../model/ids.ts';
import type { ScheduleState, WaitReason } from '../model/schedule-state.ts';
import { decide, whatToWaitFor, type ScheduleDecision, type ScheduleFacts } from '../plan/schedule/decide.ts';
import { absenceAt, ON_TIME_MS, type Presence } from '../plan/schedule/presence.ts';
import { queuedBehind, type QueuedPair, type ScheduledPair, type Taken } from '../plan/schedule/queue.ts';
import type { SchedulerPorts } from './ports.ts';

/** Time as one look at the schedules has it. */
export interface LookTime {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly timeZone: string;
  readonly settledAt: number;
}

/** Says once of a due time that passed why nobody was there. Who was there, and was gone before the run could begin, was not there in time either. */
export function seen(state: ScheduleState, presence: Presence): ScheduleState {
  const { nextDueAt, pending } = state;
  if (nextDueAt === undefined || pending?.absence !== undefined || pending?.waitedFor !== undefined)
    return state;
  const due = Date.parse(nextDueAt);
  if (due > presence.now) return state;
  if (pending !== undefined && presence.now - due <= ON_TIME_MS) return state;
  const absence = absenceAt(due, presence);
  return { ...state, pending: absence === undefined ? {} : { absence } };
}

/** Keeps what a due run first waited for. */
export function waiting(state: ScheduleState, decision: ScheduleDecision): ScheduleState {
  if (decision.kind !== 'wait' || decision.for === 'settle') return state;
  if (state.pending?.waitedFor !== undefined) return state;
  return { ...state, pending: { ...state.pending, waitedFor: decision.for } };
}

type Asked = Pick<SchedulerPorts, 'power' | 'isStandbyReachable' | 'onProblem'>;

/** What one look asks with. */
export interface Asking {
  readonly time: LookTime;
  readonly underWay: readonly Taken[];
  readonly ports: Asked;
  readonly parallelRuns: number;
  readonly cannotBeginUntil: (pairId: PairId) => number | undefined;
}

/** Asks what a decision needs to know; the standby only when nothing else stands against a run. */
export async function gatherFacts(
  pair: ScheduledPair,
  state: ScheduleState,
  asking: Asking,
): Promise<QueuedPair> {
  const facts = await factsBefore(pair, asking);
  if (decide(pair.schedule, pair.conditions, state, facts).kind !== 'run') return { pair, state, facts };
  return { pair, state, facts: { ...facts, isStandbyReachable: await reachable(pair, asking.ports) } };
}

/** What a run that no due time asks for would wait for; `undefined`: nothing. */
export async function gatherWait(
  pair: ScheduledPair,
  state: ScheduleState,
  asking: Asking,
): Promise<WaitReason | undefined> {
  const facts = await factsBefore(pair, asking);
  const wait = whatToWaitFor(pair.conditions, state, facts);
  if (wait !== undefined) return wait.for;
  return (await reachable(pair, asking.ports)) === false ? 'standby' : undefined;
}

async function factsBefore(
  pair: ScheduledPair,
  { time, underWay, ports, parallelRuns, cannotBeginUntil }: Asking,
): Promise<ScheduleFacts> {
  const power = await ports.power(pair.id).catch(untold(ports));
  return {
    ...time,
    isPromoted: pair.isPromoted === true,
    cannotBeginUntil: cannotBeginUntil(pair.id),
    isOnMains: power?.isOnMains,
    networks: power?.networks,
    isStandbyReachable: undefined,
    isUnderWay: underWay.some(({ id }) => id === pair.id),
    queuedBehind: queuedBehind(pair, underWay, parallelRuns),
  };
}

function reachable(pair: ScheduledPair, ports: Asked): Promise<boolean | undefined> {
  return ports.isStandbyReachable(pair.id).catch(untold(ports));
}

function untold({ onProblem }: Asked): (error: unknown) => undefined {
  return (error) => {
    onProblem?.(error);
    return undefined;
  };
}
