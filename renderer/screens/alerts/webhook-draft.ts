import { WEBHOOK_SECRET, WebhookSettings, type WebhookForm } from '../../../engine/model/alert-settings.ts';

/** The address that alerts are posted to, as a person has it in hand. The secret header's value is not in it. */
export interface WebhookDraft {
  readonly url: string;
  readonly form: WebhookForm;
  /** The name of the secret header; empty: none. */
  readonly header: string;
}

/** `topic`: of ntfy. `readable`: a secret may not be sent there. */
export interface WebhookFaults {
  readonly url?: 'address' | 'topic' | 'readable';
  readonly header?: 'name';
}

export interface ReadWebhook {
  readonly webhook: WebhookSettings | undefined;
  readonly faults: WebhookFaults;
}

export function webhookDraftOf(webhook: WebhookSettings | undefined): WebhookDraft {
  if (webhook === undefined) return { url: '', form: 'json', header: '' };
  const { url, form, secretHeader } = webhook;
  return { url, form, header: secretHeader?.name ?? '' };
}

export function readWebhook({ url, form, header }: WebhookDraft): ReadWebhook {
  const name = header.trim();
  const address = { url: url.trim(), form };
  const read = WebhookSettings.safeParse({
    ...address,
    ...(name !== '' && { secretHeader: { name, value: WEBHOOK_SECRET } }),
  });
  if (read.success) return { webhook: read.data, faults: {} };
  const fields = new Set(read.error.issues.map(({ path: [field] }) => field));
  const ofHeader = fields.has('secretHeader') && { header: 'name' as const };
  if (fields.has('url')) return { webhook: undefined, faults: { url: 'address', ...ofHeader } };
  if (fields.has(undefined)) {
    // What is wrong of it without a secret as well is not about the secret.
    const isTopic = !WebhookSettings.safeParse(address).success;
    return { webhook: undefined, faults: { url: isTopic ? 'topic' : 'readable', ...ofHeader } };
  }
  return { webhook: undefined, faults: { ...ofHeader } };
}
