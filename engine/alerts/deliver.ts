import type { AlertChannel, OutboxEntry } from '../model/alert-outbox.ts';
import type { AlertNotice } from '../model/alert.ts';
import type { AlertSettings } from '../model/alert-settings.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import { sendMail } from './mail.ts';
import type { AlertPorts } from './ports.ts';
import { sendWebhook } from './webhook.ts';

/** What became of one attempt. */
export type Delivery =
  | { readonly state: 'sent' }
  /** Some have it; `to` is tried again, where that may help. */
  | { readonly state: 'sent-in-part'; readonly to: readonly string[]; readonly problem: Problem }
  | { readonly state: 'failed'; readonly problem: Problem };

export function channelsOf({ mail, webhook }: AlertSettings): AlertChannel[] {
  return [
    ...(mail === undefined ? [] : ['mail' as const]),
    ...(webhook === undefined ? [] : ['webhook' as const]),
  ];
}

/** A runbook is a document: it goes where there is room for one. */
export function channelsFor({ type }: AlertNotice, settings: AlertSettings): AlertChannel[] {
  return channelsOf(settings).filter((channel) => type !== 'runbook' || channel === 'mail');
}

/** One attempt. Rejects only for a bug. */
export async function deliver(
  entry: Pick<OutboxEntry, 'id' | 'channel' | 'notice' | 'to' | 'queuedAt'>,
  settings: AlertSettings,
  ports: AlertPorts,
): Promise<Delivery> {
  try {
    return entry.channel === 'mail'
      ? await byMail(entry, settings, ports)
      : await byWebhook(entry, settings, ports);
  } catch (error) {
    if (error instanceof EngineError) return { state: 'failed', problem: error.problem };
    throw error;
  }
}

async function byMail(
  { id, notice, to, queuedAt }: Pick<OutboxEntry, 'id' | 'notice' | 'to' | 'queuedAt'>,
  { mail }: AlertSettings,
  ports: AlertPorts,
): Promise<Delivery> {
  if (mail === undefined) return { state: 'sent' };
  const receivers = to === undefined ? mail.to : mail.to.filter((one) => to.includes(one));
  if (receivers.length === 0) return { state: 'sent' };
  const files = notice.type === 'runbook' ? await ports.runbook?.(notice.pair.id) : [];
  // Of a pair that is gone.
  if (files === undefined) return { state: 'sent' };
  const words = ports.words.mail(notice);
  const left = await sendMail(mail, { id, to: receivers, words, files, at: Date.parse(queuedAt) }, ports);
  if (left === undefined) return { state: 'sent' };
  // An address that is refused for good would be tried for ever.
  return {
    state: 'sent-in-part',
    to: left.problem.retry === 'transient' ? left.to : [],
    problem: left.problem,
  };
}

async function byWebhook(
  entry: Pick<OutboxEntry, 'id' | 'notice'>,
  { webhook }: AlertSettings,
  ports: AlertPorts,
): Promise<Delivery> {
  if (webhook !== undefined) await sendWebhook(webhook, entry, ports);
  return { state: 'sent' };
}
