import { z } from 'zod';
import { PairId } from './ids.ts';
import { Pause } from './schedule-conditions.ts';

/** ISO 8601, UTC. */
const Moment = z.iso.datetime();

/**
 * What a due run waits for. `settle`: a moment after a wake or a start, until disks and network are there again. `cannot-begin`: it was
 * tried, and could not even begin (the disk that keeps the records is full); it is tried again. `promoted`: the standby serves.
 */
export const WaitReason = z.enum([
  'paused',
  'settle',
  'quiet',
  'mains',
  'network',
  'standby',
  'machine',
  'limit',
  'cannot-begin',
  'promoted',
]);
export type WaitReason = z.infer<typeof WaitReason>;

/**
 * Why nobody was there at the due time. `clock`: the clock was put forward, or this machine slept and nothing told of it.
 * `interrupted`: the run of that time was killed with its host.
 */
export const Absence = z.enum(['asleep', 'off', 'not-running', 'clock', 'interrupted']);
export type Absence = z.infer<typeof Absence>;

/** Why a run began after its due time: nobody was there, or it had to wait. */
export const Lateness = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent'), absence: Absence }),
  z.object({ kind: z.literal('waited'), for: WaitReason }),
]);
export type Lateness = z.infer<typeof Lateness>;

/** The due time that a run answers, the first of several. ISO 8601, UTC. `late` is missing when it began on time. */
export const DueRun = z.object({ dueAt: Moment, late: Lateness.optional() });
export type DueRun = z.infer<typeof DueRun>;

const Span = {
  /** The first and the last due time that this is the answer to. */
  firstDueAt: Moment,
  lastDueAt: Moment,
  /** How many due times that is, counted up to 1,000. */
  dueTimes: z.number().int().min(1),
};

/** What became of due times. Every due time gets one. */
export const ScheduleAnswer = z.discriminatedUnion('kind', [
  /** A run began; `late` is missing when it was on time. Several due times have one run. */
  z.object({ kind: z.literal('run'), ...Span, at: Moment, late: Lateness.optional() }),
  /** No run: one of the pair was under way, or the schedule had become one by hand. */
  z.object({
    kind: z.literal('skip'),
    ...Span,
    at: Moment,
    reason: z.enum(['previous-run', 'schedule-changed']),
  }),
  /** The clock was put back by so much that it must have been wrong: due times after `at` count anew. */
  z.object({ kind: z.literal('clock-set-back'), at: Moment, lastDueAt: Moment }),
]);
export type ScheduleAnswer = z.infer<typeof ScheduleAnswer>;

/** The newest answers that are kept with a pair. */
export const MOST_ANSWERS = 50;

/** The last run that the schedule began. Without an end while it is under way, or when its host was killed. */
export const ScheduledRun = z.object({
  firstDueAt: Moment,
  startedAt: Moment,
  endedAt: Moment.optional(),
  /** It is the second try of a run that was killed with its host: there is no third. */
  isSecondTry: z.boolean(),
});
export type ScheduledRun = z.infer<typeof ScheduledRun>;

/** What is remembered of a pair's schedule. */
export const ScheduleState = z.object({
  /** The schedule and the zone that `nextDueAt` was reckoned from, and when. */
  schedule: z.string(),
  timeZone: z.string(),
  reckonedAt: Moment,
  /** The first due time without an answer; none when there is nothing to come. */
  nextDueAt: Moment.optional(),
  /** The last due time with an answer: it and those before get no other. */
  lastDueAt: Moment.optional(),
  /** Of a due time that is past and has no answer yet. */
  pending: z.object({ absence: Absence.optional(), waitedFor: WaitReason.optional() }).optional(),
  lastRun: ScheduledRun.optional(),
  pause: Pause.optional(),
  answers: z.array(ScheduleAnswer).max(MOST_ANSWERS),
});
export type ScheduleState = z.infer<typeof ScheduleState>;

/** What `schedules.json` in the data folder holds. */
export const ScheduleStates = z.object({ pairs: z.record(PairId, ScheduleState) });
export type ScheduleStates = z.infer<typeof ScheduleStates>;
