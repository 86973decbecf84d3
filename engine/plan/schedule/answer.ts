import type { Schedule } from '../../model/schedule.ts';
import { MOST_ANSWERS, type ScheduleAnswer, type ScheduleState } from '../../model/schedule-state.ts';
import type { ScheduleDecision } from './decide.ts';
import type { DueSpan } from './due-span.ts';
import { nextDue } from './due-times.ts';

type Answering = Extract<ScheduleDecision, { kind: 'run' | 'skip' }>;

/** The state once a decision is carried out: its due times are answered, and the next is after now. */
export function answered(
  state: ScheduleState,
  decision: Answering,
  schedule: Schedule,
  now: number,
  timeZone: string,
): ScheduleState {
  const at = new Date(now).toISOString();
  const { nextDueAt: _due, pending, ...kept } = state;
  const next = nextDue(schedule, Math.max(now, decision.span.last), timeZone);
  const after: ScheduleState = {
    ...kept,
    reckonedAt: at,
    lastDueAt: new Date(decision.span.last).toISOString(),
    ...(next === undefined ? {} : { nextDueAt: new Date(next).toISOString() }),
  };
  if (decision.kind === 'skip')
    return withAnswer(after, { kind: 'skip', ...spanOf(decision.span), at, reason: decision.reason });
  const { span, late } = decision;
  const isSecondTry = pending?.absence === 'interrupted';
  return withAnswer(
    { ...after, lastRun: { firstDueAt: spanOf(span).firstDueAt, startedAt: at, isSecondTry } },
    { kind: 'run', ...spanOf(span), at, ...(late === undefined ? {} : { late }) },
  );
}

/** A run that could not begin answers nothing: its due times stay due, as they were `before`. */
export function notBegun(state: ScheduleState, before: ScheduleState): ScheduleState {
  const { nextDueAt: _next, lastDueAt: _last, lastRun: _run, ...kept } = state;
  const { nextDueAt, lastDueAt, lastRun, pending } = before;
  const at = kept.answers.findLastIndex(({ kind }) => kind === 'run');
  return {
    ...kept,
    ...(nextDueAt === undefined ? {} : { nextDueAt }),
    ...(lastDueAt === undefined ? {} : { lastDueAt }),
    ...(lastRun === undefined ? {} : { lastRun }),
    pending: { waitedFor: 'cannot-begin', ...pending },
    answers: kept.answers.filter((_, index) => index !== at),
  };
}

/** The run that the schedule began is over. */
export function ended(state: ScheduleState, now: number): ScheduleState {
  if (state.lastRun === undefined) return state;
  return { ...state, lastRun: { ...state.lastRun, endedAt: new Date(now).toISOString() } };
}

/** A host begins: a run without an end, and nobody running it, was killed with the host before. It is due once more, and only once. */
export function afterKill(state: ScheduleState, now: number): ScheduleState {
  const { lastRun } = state;
  if (lastRun === undefined || lastRun.endedAt !== undefined) return state;
  const closed = ended(state, now);
  if (lastRun.isSecondTry) return closed;
  const isEarlier = closed.nextDueAt === undefined || lastRun.firstDueAt < closed.nextDueAt;
  return isEarlier
    ? { ...closed, nextDueAt: lastRun.firstDueAt, pending: { absence: 'interrupted' } }
    : closed;
}

/** With one more answer, and only the newest. */
export function withAnswer(state: ScheduleState, answer: ScheduleAnswer): ScheduleState {
  return { ...state, answers: [...state.answers, answer].slice(-MOST_ANSWERS) };
}

function spanOf({ first, last, count }: DueSpan): {
  firstDueAt: string;
  lastDueAt: string;
  dueTimes: number;
} {
  return {
    firstDueAt: new Date(first).toISOString(),
    lastDueAt: new Date(last).toISOString(),
    dueTimes: count,
  };
}
