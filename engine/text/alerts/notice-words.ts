import type { WebhookSettings } from '../../model/alert-settings.ts';
import type { AlertNotice } from '../../model/alert.ts';
import type { TimeContext } from '../times.ts';
import { mailText, type MailText } from './mail.ts';
import { webhookMessage, type WebhookMessage } from './webhook.ts';

/** What a host hands to what sends alerts. */
export interface NoticeWords {
  readonly mail: (notice: AlertNotice) => MailText;
  readonly webhook: (
    notice: AlertNotice,
    to: Pick<WebhookSettings, 'url' | 'form'>,
    id: string,
  ) => WebhookMessage;
}

/** The words as of the moment of sending, on this machine's clock and calendar. */
export function noticeWords(now: () => number): NoticeWords {
  const context = (): TimeContext => ({ now: now(), timeZone: undefined });
  return {
    mail: (notice) => mailText(notice, context()),
    webhook: (notice, to, id) => webhookMessage(notice, to, id, context()),
  };
}
