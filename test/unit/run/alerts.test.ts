import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Alerts } from '../../../engine/api/alerts.ts';
import { alertDoors, openAlerts } from '../../../engine/run/alerts.ts';
import {
  MAIL_PASSWORD,
  NO_ALERT_SETTINGS,
  WEBHOOK_SECRET,
  type AlertSettings,
} from '../../../engine/model/alert-settings.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { noticeWords } from '../../../engine/text/alerts/notice-words.ts';
import { mailSettings } from '../../fakes/alert-builders.ts';
import { fakeSecretStore, type FakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { tempDir } from '../../helpers/temp-dir.ts';

const MAIL = { ...mailSettings(), digest: { weekday: 1, hour: 8, minute: 0 } };

function opened(): { readonly alerts: Alerts; readonly path: string; readonly keyring: FakeSecretStore } {
  const home = join(tempDir(), 'data');
  const keyring = fakeSecretStore();
  const doors = alertDoors({ secrets: keyring, words: noticeWords(() => 0) });
  return { alerts: openAlerts(home, doors), path: join(home, 'alerts.json'), keyring };
}

describe('the alert settings', () => {
  it('are none at first, and come back as they were stored, in a file for the user alone', async () => {
    const { alerts, path } = opened();
    expect(await alerts.settings()).toEqual(NO_ALERT_SETTINGS);
    await alerts.change({ settings: MAIL, secrets: { mailPassword: new Secret('hunter2') } });
    expect(await alerts.settings()).toEqual(MAIL);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await alerts.change({ settings: NO_ALERT_SETTINGS });
    expect(await alerts.settings()).toEqual(NO_ALERT_SETTINGS);
    expect(readFileSync(path, 'utf8')).not.toContain('example.com');
  });

  it('keep secrets in the keyring alone, and only for as long as they are wanted', async () => {
    const { alerts, path, keyring } = opened();
    const mailPassword = new Secret('hunter2');
    await alerts.change({ settings: MAIL, secrets: { mailPassword } });
    expect([...keyring.secrets]).toEqual([[MAIL_PASSWORD, 'hunter2']]);
    expect(readFileSync(path, 'utf8')).not.toContain('hunter2');
    expect(() => mailPassword.reveal()).toThrow('forgotten');
    await alerts.change({ settings: { ...MAIL, digest: undefined } });
    expect(keyring.secrets.size).toBe(1);
    await alerts.change({ settings: NO_ALERT_SETTINGS });
    expect(keyring.secrets.size).toBe(0);
  });

  it('are not stored where the keyring does not take the secret, and choose none of its other secrets', async () => {
    const { alerts, keyring } = opened();
    keyring.failWith('keyring.locked');
    const secrets = { mailPassword: new Secret('hunter2') };
    await expect(alerts.change({ settings: MAIL, secrets })).rejects.toMatchObject({
      problem: { code: 'keyring.locked' },
    });
    expect(await alerts.settings()).toEqual(NO_ALERT_SETTINGS);
    keyring.failWith(undefined);
    const settings = { ...MAIL, mail: { ...MAIL.mail, password: WEBHOOK_SECRET } } as AlertSettings;
    await alerts.change({ settings, secrets });
    expect(await alerts.settings()).toEqual(MAIL);
    expect([...keyring.secrets.keys()]).toEqual([MAIL_PASSWORD]);
  });

  it('say whether secrets are kept, or why nobody knows', async () => {
    const { alerts, keyring } = opened();
    const stateOf = async () => (await alerts.view()).secrets.mailPassword;
    expect(await stateOf()).toEqual({ state: 'not-wanted' });
    await alerts.change({ settings: MAIL, secrets: { mailPassword: new Secret('hunter2') } });
    expect(await stateOf()).toEqual({ state: 'kept' });
    await keyring.delete(MAIL_PASSWORD);
    expect(await stateOf()).toEqual({ state: 'missing' });
    keyring.failWith('keyring.locked');
    expect(await stateOf()).toMatchObject({ state: 'unknown', problem: { code: 'keyring.locked' } });
  });

  it('send a test to what is set up alone', async () => {
    const { alerts } = opened();
    await alerts.change({ settings: MAIL, secrets: { mailPassword: new Secret('hunter2') } });
    await expect(alerts.test('webhook')).rejects.toMatchObject({ problem: { code: 'alert.no-channel' } });
  });
});
