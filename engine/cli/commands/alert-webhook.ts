import { siteOf, WEBHOOK_SECRET, WebhookSettings, type WebhookForm } from '../../model/alert-settings.ts';
import { settingFault } from '../arguments/setting-fault.ts';
import { enterSecret } from '../entered-secret.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';
import { changeAlerts } from './alert-change.ts';

export interface AlertWebhookOptions {
  readonly off?: boolean;
  readonly form: WebhookForm;
  readonly secretHeader?: string;
  readonly secretStdin?: boolean;
}

export async function alertWebhook(
  session: Session,
  url: string | undefined,
  options: AlertWebhookOptions,
): Promise<ExitStatus> {
  const { webhook: _before, ...rest } = await session.alerts.settings();
  if (options.off === true) {
    if (url !== undefined) throw new UsageError('an address and --off cannot be given together');
    return changeAlerts(session, { settings: rest, done: 'No alert is sent to a webhook any more.' });
  }
  if (url === undefined) throw new UsageError('which address? Give one, or --off');
  const webhook = webhookOf(url, options);
  if (webhook.secretHeader === undefined && options.secretStdin === true)
    throw new UsageError('--secret-stdin is given, but no --secret-header to send it in');
  const webhookSecret =
    webhook.secretHeader === undefined
      ? undefined
      : await enterSecret(session, {
          option: '--secret-stdin',
          fromStdin: options.secretStdin === true,
          what: `The value of the header ${webhook.secretHeader.name}`,
        });
  return changeAlerts(session, {
    settings: { ...rest, webhook },
    ...(webhookSecret !== undefined && { secrets: { webhookSecret } }),
    done: `Alerts are sent to ${siteOf(webhook.url)}. See whether they arrive: warmspare alert test --webhook`,
  });
}

function webhookOf(url: string, { form, secretHeader }: AlertWebhookOptions): WebhookSettings {
  const given = {
    url,
    form,
    ...(secretHeader !== undefined && { secretHeader: { name: secretHeader, value: WEBHOOK_SECRET } }),
  };
  const webhook = WebhookSettings.safeParse(given);
  if (webhook.success) return webhook.data;
  throw settingFault(
    webhook.error,
    { url, secretHeader },
    { url: 'the address', secretHeader: '--secret-header' },
  );
}
