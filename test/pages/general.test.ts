import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceView } from '../../engine/api/settings.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { PAGE_NOW, PageStage, type ShownPage } from './page-stage.ts';
import { SERVICE } from './worlds/world.ts';
import { officePair } from './worlds/office.ts';
import { readyWorld } from './worlds/ready.ts';

describe.skipIf(whyNoApp() !== undefined)('the app’s own settings', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  const show = async (answers: FakeAnswers): Promise<ShownPage> => {
    const shown = await stage.show({ page: 'window', answers });
    await shown.page.getByRole('button', { name: 'General' }).click();
    await shown.page.getByRole('heading', { name: 'General' }).waitFor();
    return shown;
  };

  it('are changed by switches, and follow what is changed elsewhere', async () => {
    const { page, main, tell } = await show(readyWorld());
    const age = page.getByRole('switch', { name: 'Age beside the icon' });
    expect(await age.isChecked()).toBe(false);
    await age.focus();
    await page.keyboard.press('Space');
    await eventually(() => age.isChecked());
    expect(askedOf(main, 'settings.change')).toEqual([{ showAge: true }]);
    await tell({
      type: 'settings.changed',
      settings: { startAtLogin: true, showAge: false, notifications: false },
    });
    await eventually(async () => !(await age.isChecked()));
    expect(await page.getByRole('switch', { name: 'Start at login' }).isChecked()).toBe(true);
  });

  it('say when this system cannot start the app', async () => {
    const answers = readyWorld();
    const info = await answers['app.info']?.();
    const { page } = await show({
      ...answers,
      'app.info': async () => ({ ...(info as NonNullable<typeof info>), canStartAtLogin: false }),
    });
    await page.getByText('This system offers no way to start an app at login.').waitFor();
    expect(await page.getByRole('switch', { name: 'Start at login' }).isDisabled()).toBe(true);
  });

  it('say why one could not be kept, and leave it as it was', async () => {
    const { page } = await show({
      ...readyWorld(),
      'settings.change': () =>
        Promise.reject(EngineError.of('config.unwritable', { text: 'the disk is full' })),
    });
    await page.getByRole('switch', { name: 'Start at login' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('alert').filter({ hasText: 'the disk is full' }).waitFor();
    expect(await page.getByRole('switch', { name: 'Start at login' }).isChecked()).toBe(false);
  });

  it('lead to the data, to an imported pair and out', async () => {
    const { page, main } = await show({ ...readyWorld(), 'file.import-pair': async () => officePair() });
    await page.getByRole('button', { name: 'Show in Finder' }).click();
    await eventually(() => askedOf(main, 'app.reveal').length === 1);
    expect(askedOf(main, 'app.reveal')).toEqual([{ what: 'home' }]);
    await page.getByText('Electron 45.0.0 · MIT licence').waitFor();
    await page.getByRole('button', { name: 'Quit Warmspare' }).click();
    await eventually(() => askedOf(main, 'app.quit').length === 1);
    await page.getByRole('button', { name: 'Import…' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  });

  it('offer the line that has the system keep the pairs, and notice when it was typed', async () => {
    let service: ServiceView = { ...SERVICE, unseal: ["warmspare key rotate 'Office' --unattended"] };
    const { page, main } = await show({ ...readyWorld(), 'app.service': async () => service });
    const state = page.getByRole('region', { name: 'When nobody is logged in' });
    await state.getByText('Nothing is copied', { exact: true }).waitFor();
    await state.getByText('The key of 1 pair opens only after somebody logs in').waitFor();
    await page.getByRole('button', { name: 'Copy: Have the system keep them' }).click();
    await eventually(() => askedOf(main, 'app.copy').length === 1);
    expect(askedOf(main, 'app.copy')).toEqual([{ text: SERVICE.install }]);
    const later = async (seconds: number, to: Partial<ServiceView>): Promise<void> => {
      service = { ...service, ...to };
      await page.clock.setFixedTime(new Date(Date.parse(PAGE_NOW) + seconds * 1_000));
    };
    await later(10, { isInstalled: true, home: '/var/other' });
    await state.getByText('The system keeps another data folder').waitFor();
    await state.getByText('It keeps /var/other.').waitFor();
    const home = '/Users/anna/Library/Application Support/Warmspare';
    await later(20, { home });
    await state.getByText('Installed, and not running').waitFor();
    await later(30, { isRunning: true, unseal: [] });
    await state.getByText('The system keeps the pairs').waitFor();
    await state.getByText('Change that').click();
    await state.getByText('Take it away: paste this line into Terminal.').waitFor();
    expect(await page.getByRole('button', { name: 'Copy: Have the system keep them' }).count()).toBe(0);
  });

  it('say that the command line is missing, and where no system could keep the pairs', async () => {
    const { page } = await show({
      ...readyWorld(),
      'app.service': async () => ({ ...SERVICE, tool: undefined, install: 'sudo warmspare service install' }),
    });
    await page.getByText(/none was found on this machine/).waitFor();
    const none = { ...readyWorld(), 'app.service': async () => ({ ...SERVICE, system: 'none' as const }) };
    await (await show(none)).page.getByText('It takes launchd or systemd.').waitFor();
  });

  it('leave room for the window’s own buttons on a Mac', async () => {
    const { page } = await show(readyWorld());
    expect(await page.locator('body').getAttribute('class')).toBe('window platform-darwin');
  });
});
