import { z } from 'zod';
import { PairId, PairName } from './ids.ts';
import type { RunCause } from './run-cause.ts';

/** Gravest first. */
export const ALERT_KINDS = [
  'host-key-changed',
  'failed',
  'readiness-lost',
  'held',
  'partial',
  'unreachable',
  'silence',
  'disk-nearly-full',
] as const;
export const AlertKind = z.enum(ALERT_KINDS);
export type AlertKind = z.infer<typeof AlertKind>;

/** ISO 8601, UTC. */
const Moment = z.iso.datetime();

/** What would be lost if the primary died now: all since a moment (or more, where the copy is in doubt), everything, or nobody knows. */
export const WorkLoss = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('since'), at: Moment, isAtLeast: z.literal(true).optional() }),
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('unknown') }),
]);
export type WorkLoss = z.infer<typeof WorkLoss>;

/** Read with care: a newer version may have written kinds that this one has no words for. */
const Cause = z.custom<RunCause>((value) => {
  const { kind } = Object(value) as { readonly kind?: unknown };
  return kind === 'problem' || kind === 'refusal' || kind === 'hold';
});

/** Whatever of it is known for the kind. Paths are path text. */
export const AlertDetails = z.object({
  /** Of the run that it is about. */
  mode: z.enum(['preview', 'sync', 'verify']).optional(),
  outcome: z.enum(['succeeded', 'partial', 'failed', 'cancelled', 'held', 'refused']).optional(),
  cause: Cause.optional(),
  planId: z.string().optional(),
  /** Where the hold is about, or the full disk is. */
  path: z.string().optional(),
  freeBytes: z.number().optional(),
  totalBytes: z.number().optional(),
  /** Entries in which a verify found differences. */
  different: z.number().optional(),
  /** How old a copy may be. */
  limitMs: z.number().optional(),
  /** What a readiness check says of itself. */
  text: z.string().optional(),
});
export type AlertDetails = z.infer<typeof AlertDetails>;

const AlertedPair = z.object({ id: PairId, name: PairName });
export type AlertedPair = z.infer<typeof AlertedPair>;

/** Something a person should know. The words, and what to do, are made of it where it is shown. */
export const Alert = z.object({
  pair: AlertedPair,
  kind: AlertKind,
  since: Moment,
  /** Of the runs that ended so, one after the other; 1 where it is not about runs. */
  count: z.int().min(1),
  loss: WorkLoss,
  details: AlertDetails,
});
export type Alert = z.infer<typeof Alert>;

/** One pair in a digest. */
export const DigestLine = z.object({
  pair: AlertedPair,
  loss: WorkLoss,
  /** What stands against it now. */
  alerts: z.array(AlertKind),
});
export type DigestLine = z.infer<typeof DigestLine>;

/** What is sent. */
export const AlertNotice = z.discriminatedUnion('type', [
  /** `reminder` counts from 1; 0 is the first word of it. */
  z.object({ type: z.literal('alert'), alert: Alert, reminder: z.int().min(0) }),
  z.object({
    type: z.literal('recovered'),
    pair: AlertedPair,
    kinds: z.array(AlertKind).min(1),
    since: Moment,
    loss: WorkLoss,
    /** What stands against it still. */
    remaining: z.array(AlertKind),
  }),
  /** Of a pair's runbook, which lies anew on the standby; goes by mail alone, with the runbook itself. */
  z.object({
    type: z.literal('runbook'),
    pair: AlertedPair,
    changedAt: z.string(),
    changes: z.array(z.string()),
  }),
  z.object({ type: z.literal('digest'), lines: z.array(DigestLine) }),
  z.object({ type: z.literal('test') }),
]);
export type AlertNotice = z.infer<typeof AlertNotice>;
export type RecoveredNotice = Extract<AlertNotice, { type: 'recovered' }>;
export type RunbookNotice = Extract<AlertNotice, { type: 'runbook' }>;

/** What was told about one kind of one pair, to tell nothing twice. */
export const StandingAlert = z.object({
  kind: AlertKind,
  since: Moment,
  count: z.int().min(1),
  details: AlertDetails,
  /** The last run that was counted. */
  runId: z.string().optional(),
  /** Missing while it has not lasted long enough to be told. */
  toldAt: Moment.optional(),
  reminders: z.int().min(0),
  remindAt: Moment.optional(),
});
export type StandingAlert = z.infer<typeof StandingAlert>;

export const PairAlerts = z.object({
  pairId: PairId,
  /** Which copy was seen, and when first: how old it is at least, whatever the clock said that dated it. */
  copy: z.object({ recoveryPoint: z.string().optional(), seenAt: Moment }),
  standing: z.array(StandingAlert),
  /** When the runbook changed that was mailed last. */
  runbook: z.string().optional(),
});
export type PairAlerts = z.infer<typeof PairAlerts>;

export const AlertState = z.object({
  pairs: z.array(PairAlerts),
  /** The week whose digest was sent last, counted from 1970 on. */
  digestWeek: z.int().optional(),
});
export type AlertState = z.infer<typeof AlertState>;

export const NO_ALERTS: AlertState = { pairs: [] };
