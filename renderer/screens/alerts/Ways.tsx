import type { ReactNode } from 'react';
import type { AlertsView } from '../../../engine/api/alerts.ts';
import { siteOf } from '../../../engine/model/alert-settings.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { Group } from '../../parts/Group.tsx';
import type { Editing } from './Alerts.tsx';
import { MailForm } from './MailForm.tsx';
import { Way } from './Way.tsx';
import { WebhookForm } from './WebhookForm.tsx';
import { FORM_NAMES, TLS_WORDS, WORDS } from './words.ts';

export interface WaysProps {
  readonly view: AlertsView;
  readonly editing: Editing;
}

/** Mail and webhook, each a row, or its form while it is edited. */
export function Ways({ view, editing }: WaysProps): ReactNode {
  const { settings, secrets, outbox } = view;
  const { open, setOpen, part } = editing;
  const shared = { isDisabled: open !== undefined, onRemoved: part.onSaved };
  return (
    <Group title={WORDS.elsewhere}>
      {open === 'mail' ? (
        <MailForm view={view} {...part} />
      ) : (
        <Way
          {...shared}
          channel="mail"
          hasTrouble={outbox.trouble.mail !== undefined}
          name={WORDS.mail}
          summary={mailSummary(view)}
          none={WORDS.mailNone}
          secret={secrets.mailPassword}
          secretName={WORDS.thePassword}
          removing={{
            title: WORDS.removeMail,
            text: WORDS.removeMailText,
            step: ({ mail: _mail, ...rest }) => rest,
          }}
          onEdit={() => setOpen('mail')}
        />
      )}
      {open === 'webhook' ? (
        <WebhookForm view={view} {...part} />
      ) : (
        <Way
          {...shared}
          channel="webhook"
          hasTrouble={outbox.trouble.webhook !== undefined}
          name={WORDS.webhook}
          summary={
            settings.webhook &&
            `${WORDS.webhookTo(printable(siteOf(settings.webhook.url)), FORM_NAMES[settings.webhook.form])}.`
          }
          none={WORDS.webhookNone}
          secret={secrets.webhookSecret}
          secretName={WORDS.theSecret}
          removing={{
            title: WORDS.removeWebhook,
            text: WORDS.removeWebhookText,
            step: ({ webhook: _webhook, ...rest }) => rest,
          }}
          onEdit={() => setOpen('webhook')}
        />
      )}
    </Group>
  );
}

function mailSummary({ settings: { mail } }: AlertsView): string | undefined {
  if (mail === undefined) return undefined;
  const to = WORDS.mailTo(mail.to.map(printable).join(', '));
  return `${to}, ${WORDS.mailBy(mail.host, mail.port, TLS_WORDS[mail.tls])}.`;
}
