import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WEEKDAYS, type Schedule } from '../../engine/model/schedule.ts';
import { whyNoApp } from '../e2e/launch.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { settle } from './scene.ts';
import { PAIR_ID } from './worlds/set-up-base.ts';
import { previewDoneWorld } from './worlds/set-up-run.ts';
import { TOLD_BY_ALL } from './worlds/alerts.ts';
import { NO_ALERTS_VIEW } from './worlds/world.ts';

const NIGHTLY: Schedule = { kind: 'times', times: ['03:00'], weekdays: [...WEEKDAYS] };

describe.skipIf(whyNoApp() !== undefined)('when to copy, in the set-up', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  const show = async (answers: FakeAnswers = {}): Promise<ShownPage> => {
    const shown = await stage.show({ page: 'window', answers: { ...previewDoneWorld(), ...answers } });
    await settle(shown);
    await shown.tell({ type: 'go', place: { screen: 'set-up', pairId: PAIR_ID } });
    await shown.page.getByRole('button', { name: 'Continue' }).click();
    await shown.page.getByRole('button', { name: 'Preview Again' }).waitFor();
    await shown.page.getByRole('button', { name: 'Continue' }).click();
    await shown.page.getByRole('heading', { name: 'When to copy' }).waitFor();
    return shown;
  };

  it('suggests every night, says what that means, and stores it by the button that says so', async () => {
    const { page, main } = await show();
    await page.getByText('Every day at 03:00.').waitFor();
    expect(askedOf(main, 'pair.change')).toEqual([]);
    await page.getByRole('button', { name: 'Keep This Schedule' }).click();
    await page.getByRole('heading', { name: 'First clone' }).waitFor();
    expect(askedOf(main, 'pair.change')).toEqual([{ pairId: PAIR_ID, change: { schedule: NIGHTLY } }]);
  });

  it('goes on by hand, storing nothing, and does not suggest it again', async () => {
    const { page, main } = await show();
    await page.getByText('Only when you start a run.').click();
    await page.getByRole('button', { name: 'Go On by Hand' }).click();
    await page.getByRole('heading', { name: 'First clone' }).waitFor();
    await page.getByRole('button', { name: 'Back' }).click();
    expect(await page.getByRole('radio', { name: /^By hand/ }).isChecked()).toBe(true);
    expect(askedOf(main, 'pair.change')).toEqual([]);
  });

  it('is found again as it was typed by whoever went to set alerts up', async () => {
    const { page } = await show();
    await page.getByText('Nobody is told when a run fails or stays away, but on this machine.').waitFor();
    await page.getByLabel('Times of day', { exact: true }).fill('5 o’clock');
    await page.getByRole('button', { name: 'Keep This Schedule' }).click();
    await page.getByText('Mend what is marked in red first.').waitFor();
    await page.getByLabel('Times of day', { exact: true }).fill('05:00');
    await page.getByRole('button', { name: 'Set Up Alerts…' }).click();
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Set up', exact: true }).click();
    await page.getByText('Every day at 05:00.').waitFor();
  });

  it('says who is told', async () => {
    const { page } = await show({ 'alerts.get': async () => ({ ...NO_ALERTS_VIEW, settings: TOLD_BY_ALL }) });
    await page.getByText('Whoever is to know is told by mail and a webhook.').waitFor();
    await page.getByRole('button', { name: 'Open Alerts' }).waitFor();
  });
});
