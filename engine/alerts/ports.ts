import type { WebhookSettings } from '../model/alert-settings.ts';
import type { AlertNotice } from '../model/alert.ts';
import type { PairId } from '../model/ids.ts';
import type { Clock } from '../platform/clock.ts';

/** What alerts need from outside. */
export interface AlertPorts {
  readonly clock: Clock;
  /** The keyring; `undefined`: it holds no such secret. */
  readonly secrets: { readonly get: (account: string) => Promise<string | undefined> };
  readonly words: AlertWords;
  /** What lies on the standby, to be sent as it is; `undefined`: there is none any more. */
  readonly runbook?: (pairId: PairId) => Promise<readonly MailFile[] | undefined>;
  /** Ids that are never the same: lower-case letters, digits and `-`. */
  readonly newId: () => string;
  /** The app may have one that knows the system's certificates and proxies. */
  readonly fetch: typeof fetch;
  /** PEM, instead of the certificates that Node knows; of mail servers. */
  readonly mailCertificates?: string;
  /** Of one attempt, whatever the other side does. */
  readonly timeoutMs: number;
}

export const SEND_TIMEOUT_MS = 60_000;

/** What `engine/text/alerts` makes of a notice. */
export interface AlertWords {
  readonly mail: (notice: AlertNotice) => MailWords;
  readonly webhook: (
    notice: AlertNotice,
    to: Pick<WebhookSettings, 'url' | 'form'>,
    id: string,
  ) => { readonly url: string; readonly body: string };
}

export interface MailWords {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Goes along with a mail. */
export interface MailFile {
  readonly name: string;
  readonly type: 'text/html' | 'text/plain';
  readonly text: string;
}
