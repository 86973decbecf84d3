import { MAIL_PASSWORD, NO_ALERT_SETTINGS, type AlertSettings } from '../../engine/model/alert-settings.ts';

type Mail = NonNullable<AlertSettings['mail']>;

export function aMail(fields: Partial<Mail> = {}): Mail {
  return {
    host: 'mail.example.com',
    port: 587,
    tls: 'starttls',
    user: 'anna',
    password: MAIL_PASSWORD,
    from: 'a@example.com',
    to: ['a@example.com'],
    ...fields,
  };
}

/** Mail alone is set up. */
export function mailSettings(fields: Partial<Mail> = {}): AlertSettings {
  return { ...NO_ALERT_SETTINGS, mail: aMail(fields) };
}
