import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DEFAULT_LIMITS,
  MAIL_PASSWORD,
  NO_ALERT_SETTINGS,
  type AlertSettings,
} from '../../engine/model/alert-settings.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { whyNoApp } from '../e2e/launch.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { openScreen } from './scene.ts';
import {
  alertsWorld,
  AUTH_FAILED,
  STUDIO,
  TOLD_BY_ALL,
  troubledAlerts,
  untoldAlerts,
} from './worlds/alerts.ts';

const PASSWORD = 'correct horse battery';

describe.skipIf(whyNoApp() !== undefined)('the alerts', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  const open = (answers: FakeAnswers): Promise<ShownPage> => openScreen(stage, 'Alerts', answers);
  const press = (page: Page, name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click();
  const fill = (page: Page, name: string, text: string): Promise<void> =>
    page
      .locator('input')
      .and(page.getByLabel(name, { exact: true }))
      .fill(text);
  const nowOf = (page: Page): Promise<string> =>
    page.getByRole('region', { name: 'Now', exact: true }).innerText();
  const saved = ({ main }: ShownPage): AlertSettings | undefined =>
    (askedOf(main, 'alerts.change').at(-1) as { settings: AlertSettings } | undefined)?.settings;

  it('go by mail once it is typed; the password goes to the keyring and stays nowhere in the page', async () => {
    const { answers, entered } = alertsWorld();
    const shown = await open(answers);
    const { page } = shown;
    await press(page, 'Set Up Mail…');
    await page.keyboard.type('smtp.example.com');
    await fill(page, 'User', 'anna');
    await fill(page, 'Password', PASSWORD);
    await fill(page, 'From', 'spare@example.com');
    await fill(page, 'To', 'anna@example.com, ben@example.com');
    await page.getByLabel('Encryption').selectOption('TLS from the start');
    await press(page, 'Save');
    await page.getByText('The password is kept in the keyring.').waitFor();
    expect(saved(shown)).toEqual({
      ...NO_ALERT_SETTINGS,
      mail: {
        host: 'smtp.example.com',
        port: 465,
        tls: 'implicit',
        user: 'anna',
        password: MAIL_PASSWORD,
        from: 'spare@example.com',
        to: ['anna@example.com', 'ben@example.com'],
      },
    });
    expect(entered).toEqual({ mailPassword: PASSWORD });
    expect(await page.content()).not.toContain(PASSWORD);
    await press(page, 'Change Mail');
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
  });

  it('keep the password for the same server and user, and want it anew for another', async () => {
    const { answers, entered } = alertsWorld(TOLD_BY_ALL);
    const shown = await open(answers);
    const { page } = shown;
    await press(page, 'Change Mail');
    await page.getByText('Kept in the keyring. Leave it empty to keep it.').waitFor();
    await fill(page, 'To', 'carl@example.com');
    await press(page, 'Save');
    await page.getByText('To carl@example.com,').waitFor();
    expect(entered).toEqual({});
    await press(page, 'Change Mail');
    await fill(page, 'Mail server', 'smtp.example.org');
    await page.getByText('What was entered for one server is never sent to another').waitFor();
    await press(page, 'Save');
    await page.getByText('Type the password: it has to be entered for this server and this user.').waitFor();
    expect(saved(shown)?.mail?.host).toBe('smtp.example.com');
    await fill(page, 'Password', PASSWORD);
    await press(page, 'Save');
    await page.getByText('through smtp.example.org:587').waitFor();
    expect(entered).toEqual({ mailPassword: PASSWORD });
  });

  it('say what is wrong at each field, and save nothing of it', async () => {
    const { answers } = alertsWorld();
    const { page, main } = await open(answers);
    await press(page, 'Set Up Webhook…');
    await page.getByRole('radio', { name: 'ntfy' }).click();
    await fill(page, 'Address', 'http://ntfy.example.com/');
    await fill(page, 'Secret header', 'My Header');
    await press(page, 'Save');
    await page.getByText('Type the name of a header, such as Authorization.').waitFor();
    await fill(page, 'Secret header', '');
    await page.getByText('Type the address of a topic, such as https://ntfy.sh/my-topic.').waitFor();
    expect(askedOf(main, 'alerts.change')).toEqual([]);
  });

  it('change one part, and leave what others changed meanwhile', async () => {
    const world = alertsWorld(TOLD_BY_ALL);
    const shown = await open(world.answers);
    const { page } = shown;
    await press(page, 'Change What you are told of');
    const { mail: _mail, ...rest } = TOLD_BY_ALL;
    world.set(rest);
    await page.getByRole('radio', { name: 'For longer than', exact: true }).focus();
    await page.keyboard.press('Space');
    await fill(page, 'A machine is not reached for', '2');
    await fill(page, 'Time', '7:30');
    await press(page, 'Save');
    await page.getByText('A copy that is older than 2 d').waitFor();
    expect(saved(shown)).toEqual({
      ...rest,
      limits: { ...DEFAULT_LIMITS, silenceAfterMs: 48 * 3_600_000, unreachableAfterMs: 2 * 3_600_000 },
      digest: { weekday: 1, hour: 7, minute: 30 },
    });
  });

  it('have checks for all pairs and for one', async () => {
    const shown = await open(alertsWorld().answers);
    const { page } = shown;
    await press(page, 'Set Up Check…');
    await fill(page, 'Address 1', 'https://hc-ping.com/one');
    await press(page, 'Add an Address');
    await page.keyboard.type('https://hc-ping.com/two');
    await press(page, 'Save');
    await page.getByText('There is one for this above.').waitFor();
    await page.getByRole('group', { name: 'Address 2' }).getByLabel('Told of').selectOption('Studio');
    await press(page, 'Save');
    await page.getByText('https://hc-ping.com/…, of Studio').waitFor();
    expect(saved(shown)?.deadMan).toEqual([
      { url: 'https://hc-ping.com/one' },
      { url: 'https://hc-ping.com/two', pairId: STUDIO },
    ]);
  });

  it('are tested one way at a time, and say what the server answered', async () => {
    const { page, main } = await open({
      ...alertsWorld(TOLD_BY_ALL).answers,
      'alerts.test': async ({ channel }) => [
        channel === 'mail' ? { channel, problem: AUTH_FAILED } : { channel: 'webhook', problem: undefined },
      ],
    });
    await press(page, 'Send a test: Mail');
    await page.getByText('does not accept the user or the password').waitFor();
    await press(page, 'Send a test: Webhook');
    await page.getByText('Sent. See whether it arrives.').waitFor();
    expect(askedOf(main, 'alerts.test')).toEqual([{ channel: 'mail' }, { channel: 'webhook' }]);
  });

  it('ask before a way is removed', async () => {
    const shown = await open(alertsWorld(TOLD_BY_ALL).answers);
    const { page } = shown;
    await press(page, 'Remove: Mail');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Set Up Mail…' }).waitFor();
    expect(saved(shown)).toEqual({ ...TOLD_BY_ALL, mail: undefined });
  });

  it('show what stands, what does not get through and when it is tried next', async () => {
    const { page } = await open(troubledAlerts());
    const now = await nowOf(page);
    for (const text of [
      'Alerts by mail do not get through',
      'tried 4 times. Next try today',
      'A dead-man’s check was not told',
      'Office server: sync failed',
      'You were told 6 h ago. Next reminder',
      'Studio: disk nearly full',
      'Told only if it lasts.',
      '2 messages wait to be sent',
    ])
      expect(now).toContain(text);
    await page.getByText('The keyring does not hold the secret any more').waitFor();
  });

  it('say that nobody is told, and follow what is changed elsewhere', async () => {
    const { page, tell, main } = await open(untoldAlerts());
    expect(await nowOf(page)).toContain('Only who sits at this machine is told');
    expect(await nowOf(page)).toContain('Nobody was told.');
    await page.getByRole('switch', { name: 'Notifications' }).focus();
    await page.keyboard.press('Space');
    await page.getByText('Nobody is told when something goes wrong').waitFor();
    expect(askedOf(main, 'settings.change')).toEqual([{ notifications: false }]);
    main.answers = alertsWorld(TOLD_BY_ALL).answers;
    await tell({ type: 'alerts.changed' });
    await page.getByText('Nothing is wrong').waitFor();
  });

  it('say why they could not be saved, keep what was typed but no secret, and ask before they are left', async () => {
    const { page } = await open({
      ...alertsWorld(TOLD_BY_ALL).answers,
      'alerts.change': async () => {
        throw EngineError.of('keyring.locked', {});
      },
    });
    await press(page, 'Change Mail');
    await fill(page, 'To', 'carl@example.com');
    await fill(page, 'Password', PASSWORD);
    await press(page, 'Save');
    await page.getByText(/keyring is locked/i).waitFor();
    expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe('carl@example.com');
    expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('');
    await press(page, 'Keys');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
  });
});
