import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { openScreen } from './scene.ts';
import { failoverReadyWorld } from './worlds/failover.ts';
import { OFFICE_ID } from './worlds/office.ts';
import {
  cutPromotionWorld,
  deadPrimaryWorld,
  failingBackWorld,
  livingPrimaryWorld,
  promotedWorld,
} from './worlds/promotion.ts';

const pairId = OFFICE_ID;

describe.skipIf(whyNoApp() !== undefined)('a promotion', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  const show = async (answers: FakeAnswers): Promise<ShownPage> => openScreen(stage, 'Failover', answers);
  const group = ({ page }: ShownPage) => page.getByRole('region', { name: 'When the primary is dead' });

  it('shows both looks and every step first, and takes no other name than the primary’s', async () => {
    const shown = await show(deadPrimaryWorld());
    const { main } = shown;
    await group(shown).getByRole('button', { name: 'Promote…' }).click();
    const looks = group(shown).getByRole('list', { name: 'The primary' });
    await looks.waitFor();
    expect(await looks.getByRole('listitem').allInnerTexts()).toEqual([
      'ssh, office.local: silent (nobody answers to that name)',
      'ping, office.local: silent (nobody answers to that name)',
    ]);
    const steps = group(shown).getByRole('list', { name: 'What is done' }).getByRole('listitem');
    expect(await steps.last().innerText()).toContain('launchctl enable system/org.postgresql');
    const promote = group(shown).getByRole('button', { name: 'Promote the Standby' });
    expect(await promote.isDisabled()).toBe(true);
    const field = group(shown).getByLabel('Type office.local');
    await field.fill('spare.local');
    await field.press('Enter');
    expect([await promote.isDisabled(), askedOf(main, 'promotion.promote')]).toEqual([true, []]);
    await field.fill('Office.local');
    await promote.click();
    await eventually(() => askedOf(main, 'promotion.promote').length > 0);
    expect(askedOf(main, 'promotion.promote')).toEqual([{ pairId, primaryIsOff: 'Office.local' }]);
  });

  it('is not offered while the primary answers, and looks again', async () => {
    const shown = await show(livingPrimaryWorld());
    await group(shown).getByRole('button', { name: 'Promote…' }).click();
    await group(shown).getByText('It cannot be promoted now').waitFor();
    expect(await group(shown).getByRole('button', { name: 'Promote the Standby' }).count()).toBe(0);
    await group(shown).getByRole('button', { name: 'Look Again' }).click();
    await eventually(() => askedOf(shown.main, 'promotion.plan').length === 2);
  });

  it('that stopped in the middle goes on without asking again, and says what was printed', async () => {
    const shown = await show(cutPromotionWorld());
    await group(shown).getByText('The promotion is not finished').waitFor();
    await group(shown).getByText('Could not find service "org.postgresql"').waitFor();
    await group(shown).getByRole('button', { name: 'Go On' }).click();
    await eventually(() => askedOf(shown.main, 'promotion.promote').length > 0);
    expect(askedOf(shown.main, 'promotion.promote')).toEqual([{ pairId }]);
  });

  it('is undone only by who says that what was changed may go', async () => {
    const shown = await show(promotedWorld());
    const { page, main } = shown;
    await group(shown).getByText('Promoted, generation 1, since').waitFor();
    await group(shown).getByRole('button', { name: 'Undo…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    expect(askedOf(main, 'promotion.undo')).toEqual([]);
    await group(shown).getByRole('button', { name: 'Undo…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Undo, and Lose Changes' }).click();
    await eventually(() => askedOf(main, 'promotion.undo').length > 0);
    expect(askedOf(main, 'promotion.undo')).toEqual([{ pairId, changesAreLost: true }]);
  });

  it('leads back by a pair in the other direction, and gives the role back when all is stopped', async () => {
    const shown = await show(failingBackWorld());
    const { page, main } = shown;
    await group(shown).getByText('Office server back').waitFor();
    await group(shown).getByRole('button', { name: 'Give the Role Back…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'It Is Stopped: Give Back' }).click();
    await eventually(() => askedOf(main, 'promotion.finish').length > 0);
    expect(askedOf(main, 'promotion.finish')).toEqual([{ pairId, servicesAreStopped: true }]);
    await group(shown).getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  });

  it('of a primary that is this machine is left to the standby itself', async () => {
    const shown = await show(failoverReadyWorld());
    await group(shown).getByText('This machine is the primary').waitFor();
    expect(await group(shown).getByRole('button', { name: 'Promote…' }).count()).toBe(0);
  });
});
