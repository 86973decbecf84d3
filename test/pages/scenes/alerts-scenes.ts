import type { Scene } from '../scene.ts';
import type { ShownPage } from '../page-stage.ts';
import { alertsWorld, AUTH_FAILED, TOLD_BY_ALL, troubledAlerts, untoldAlerts } from '../worlds/alerts.ts';

const TALL = { width: 980, height: 1_150 };

const alerts = (name: string, world: Scene['world'], more: Partial<Scene> = {}): Scene => ({
  name: `alerts-${name}`,
  page: 'window',
  world,
  place: { screen: 'alerts' },
  ...more,
});

const press =
  (...names: readonly string[]) =>
  async ({ page }: ShownPage): Promise<void> => {
    for (const name of names) await page.getByRole('button', { name }).click();
  };

const allSetUp = (): ReturnType<Scene['world']> => alertsWorld(TOLD_BY_ALL).answers;

export const ALERTS_SCENES: readonly Scene[] = [
  alerts('nobody', () => alertsWorld().answers),
  alerts('untold', untoldAlerts),
  alerts('set-up', allSetUp),
  alerts('trouble', troubledAlerts, { size: TALL }),
  alerts('mail', allSetUp, { size: TALL, arrange: press('Change Mail') }),
  alerts('mail-faults', () => alertsWorld().answers, {
    size: TALL,
    arrange: async ({ page }) => {
      await page.getByRole('button', { name: 'Set Up Mail…' }).click();
      await page.getByLabel('User', { exact: true }).fill('anna');
      await page.getByLabel('To', { exact: true }).fill('anna');
      await page.getByRole('button', { name: 'Save' }).click();
    },
  }),
  alerts('webhook', allSetUp, { size: TALL, arrange: press('Change Webhook') }),
  alerts('checks', allSetUp, {
    size: TALL,
    arrange: press('Change Dead-man’s check', 'Add an Address', 'Save'),
  }),
  alerts('limits', allSetUp, { size: TALL, arrange: press('Change What you are told of') }),
  alerts(
    'tested',
    () => ({
      ...allSetUp(),
      'alerts.test': async ({ channel }) =>
        channel === 'mail'
          ? [{ channel, problem: AUTH_FAILED }]
          : [{ channel: 'webhook', problem: undefined }],
    }),
    { arrange: press('Send a test: Mail', 'Send a test: Webhook') },
  ),
  alerts('removing', allSetUp, { arrange: press('Remove: Mail'), themes: ['light'] }),
  alerts('narrow', troubledAlerts, { size: { width: 640, height: 1_100 }, themes: ['light'] }),
  alerts('large-text', allSetUp, { zoom: 2, themes: ['light'] }),
];
