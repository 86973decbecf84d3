import { z } from 'zod';
import { AlertNotice, AlertState } from './alert.ts';
import { PROBLEM_CODES, type Problem } from './problem.ts';

export const AlertChannel = z.enum(['mail', 'webhook']);
export type AlertChannel = z.infer<typeof AlertChannel>;

/** One notice that waits for one channel. */
export const OutboxEntry = z.object({
  /** The same however often it is tried: whoever gets it twice can tell. */
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  channel: AlertChannel,
  notice: AlertNotice,
  queuedAt: z.iso.datetime(),
  /** Of a mail: those who have not had it yet, where others have. */
  to: z.array(z.string()).optional(),
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

const StoredProblem = z.custom<Problem>((value) => {
  const { code, details } = Object(value) as { readonly code?: unknown; readonly details?: unknown };
  return PROBLEM_CODES.some((one) => one === code) && typeof details === 'object';
});

/** Why a channel does not take what is sent; shown until it does. */
export const ChannelTrouble = z.object({
  problem: StoredProblem,
  since: z.iso.datetime(),
  /** In a row, all failed. */
  tries: z.int().min(1),
  nextTryAt: z.iso.datetime(),
});
export type ChannelTrouble = z.infer<typeof ChannelTrouble>;

/** `alert-outbox.json`: what was told and what waits, in one file, so that a kill leaves both or neither. */
export const AlertOutboxFile = z.object({
  state: AlertState,
  queue: z.array(OutboxEntry),
  trouble: z.object({ mail: ChannelTrouble.optional(), webhook: ChannelTrouble.optional() }),
});
export type AlertOutboxFile = z.infer<typeof AlertOutboxFile>;

export const EMPTY_OUTBOX: AlertOutboxFile = { state: { pairs: [] }, queue: [], trouble: {} };

/** What is visible of it. */
export interface OutboxView {
  readonly waiting: number;
  readonly trouble: AlertOutboxFile['trouble'];
  /** Why it is not on the disk: what waits would be forgotten when this process ends. */
  readonly storage: Problem | undefined;
}

/** What became of a test. */
export interface TestedChannel {
  readonly channel: AlertChannel;
  /** `undefined`: it was taken by everybody's server. */
  readonly problem: Problem | undefined;
}
