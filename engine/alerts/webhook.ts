import type { WebhookSettings } from '../model/alert-settings.ts';
import type { AlertNotice } from '../model/alert.ts';
import type { AlertPorts } from './ports.ts';
import { withStoredSecret } from './stored-secret.ts';
import { sendRequest } from './web-request.ts';

/** Rejects with `webhook.*`, `alert.no-secret` or as the keyring does. */
export async function sendWebhook(
  settings: WebhookSettings,
  { id, notice }: { readonly id: string; readonly notice: AlertNotice },
  ports: AlertPorts,
): Promise<void> {
  const { secretHeader } = settings;
  await withStoredSecret(ports, secretHeader?.value, 'webhook', (secret) => {
    const message = ports.words.webhook(notice, settings, id);
    const header =
      secretHeader === undefined || secret === undefined
        ? {}
        : { secretHeader: { name: secretHeader.name, value: secret } };
    return sendRequest({ ...message, method: 'POST', ...header }, ports);
  });
}
