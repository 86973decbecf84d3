import { describe, expect, it } from 'vitest';
import {
  AlertSettings,
  AlertUrl,
  MAIL_PASSWORD,
  MailSettings,
  NO_ALERT_SETTINGS,
  siteOf,
  WEBHOOK_SECRET,
  WebhookSettings,
} from '../../../engine/model/alert-settings.ts';

const MAIL = {
  host: 'mail.example.com',
  port: 587,
  tls: 'starttls',
  from: 'a@example.com',
  to: ['b@example.com'],
};
const SECRET = { name: 'Authorization', value: WEBHOOK_SECRET };

describe('alert settings', () => {
  it('are taken as nothing, and with everything', () => {
    expect(AlertSettings.parse(NO_ALERT_SETTINGS)).toEqual(NO_ALERT_SETTINGS);
    const all = {
      ...NO_ALERT_SETTINGS,
      mail: { ...MAIL, user: 'a', password: MAIL_PASSWORD },
      webhook: { url: 'https://ntfy.sh/topic', form: 'ntfy', secretHeader: SECRET },
      deadMan: [{ url: 'https://hc-ping.com/uuid' }],
      digest: { weekday: 1, hour: 9, minute: 0 },
    };
    expect(AlertSettings.parse(all)).toEqual(all);
  });

  it.each([
    ['a user without TLS', { tls: 'none', user: 'a', password: MAIL_PASSWORD }],
    ['a user without a password', { user: 'a' }],
    ['a password in the document', { user: 'a', password: 'hunter2' }],
    ['a header in an address', { from: 'a@example.com\r\nBcc: c@example.com' }],
    ['nobody to send to', { to: [] }],
    ['a host with more in it', { host: 'mail.example.com/x' }],
  ])('refuse for mail %s', (_what, fields) => {
    expect(MailSettings.safeParse({ ...MAIL, ...fields }).success).toBe(false);
  });

  it('refuse a secret that would be readable on its way, and a topic that is none', () => {
    const isTaken = (url: string, form = 'json', secretHeader?: object) =>
      WebhookSettings.safeParse({ url, form, ...(secretHeader === undefined ? {} : { secretHeader }) })
        .success;
    expect([
      isTaken('http://ntfy.local/x'),
      isTaken('http://ntfy.local/x', 'json', SECRET),
      isTaken('http://127.0.0.1:8080/x', 'json', SECRET),
      isTaken('https://ntfy.sh/x', 'json', SECRET),
      isTaken('https://ntfy.sh/', 'ntfy'),
      isTaken('https://ntfy.sh/a/topic_1', 'ntfy'),
    ]).toEqual([true, false, true, true, false, true]);
  });

  it('take only web addresses without a password in them', () => {
    const texts = [
      'https://a.example/x?y#z',
      'http://[::1]:8080/',
      'ftp://a/',
      'https://u:p@a/',
      'javascript:1',
      'https://a/ b',
    ];
    expect(texts.map((text) => AlertUrl.safeParse(text).success)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect(siteOf('https://hooks.slack.example:8443/services/T0/B0/xyz')).toEqual(
      'https://hooks.slack.example:8443',
    );
  });
});
