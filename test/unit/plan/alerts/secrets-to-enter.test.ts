import { describe, expect, it } from 'vitest';
import {
  NO_ALERT_SETTINGS,
  WEBHOOK_SECRET,
  type AlertSettings,
} from '../../../../engine/model/alert-settings.ts';
import { mailSettings } from '../../../fakes/alert-builders.ts';
import { secretToEnter } from '../../../../engine/plan/alerts/secrets-to-enter.ts';

const NONE = { mail: false, webhook: false };

function webhook(url: string, header = 'Authorization'): AlertSettings {
  const secretHeader = header === '' ? {} : { secretHeader: { name: header, value: WEBHOOK_SECRET } };
  return { ...NO_ALERT_SETTINGS, webhook: { url, form: 'json', ...secretHeader } };
}

describe('a secret', () => {
  it('stays where its server and its user stay', () => {
    expect([
      secretToEnter(
        mailSettings(),
        mailSettings({ port: 465, tls: 'implicit', to: ['b@example.com'] }),
        NONE,
      ),
      secretToEnter(webhook('https://a.example/1'), webhook('https://a.example/2', 'X-Secret'), NONE),
      secretToEnter(mailSettings(), NO_ALERT_SETTINGS, NONE),
      secretToEnter(webhook('https://a.example/1'), webhook('https://b.example', ''), NONE),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is entered anew for another server or user, or a first one', () => {
    expect([
      secretToEnter(mailSettings(), mailSettings({ host: 'evil.example' }), NONE),
      secretToEnter(mailSettings(), mailSettings({ user: 'bert' }), NONE),
      secretToEnter(NO_ALERT_SETTINGS, mailSettings(), NONE),
      secretToEnter(webhook('https://a.example/1'), webhook('https://a.example.evil/1'), NONE),
      secretToEnter(webhook('https://a.example/1'), webhook('https://a.example:444/1'), NONE),
      secretToEnter(NO_ALERT_SETTINGS, webhook('https://a.example'), { mail: true, webhook: false }),
    ]).toEqual(['mail', 'mail', 'mail', 'webhook', 'webhook', 'webhook']);
    expect(
      secretToEnter(mailSettings(), mailSettings({ host: 'b.example' }), { mail: true, webhook: false }),
    ).toBeUndefined();
  });
});
