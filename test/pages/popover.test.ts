import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { threePairsWorld, manyVolumesWorld } from './worlds/crowded.ts';
import { emptyWorld, neverCopiedWorld } from './worlds/empty.ts';
import { OFFICE_ID } from './worlds/office.ts';
import { readyWorld } from './worlds/ready.ts';
import { cancellingWorld, comparingWorld, runningElsewhereWorld, runningWorld } from './worlds/running.ts';
import { pausedWorld, scheduledWorld, waitingWorld } from './worlds/scheduled.ts';
import { heldWorld, offlineWorld, unreadableConfigWorld } from './worlds/troubled.ts';

describe.skipIf(whyNoApp() !== undefined)('the popover', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  const show = (answers: FakeAnswers): Promise<ShownPage> => stage.show({ page: 'popover', answers });

  it('says what would be lost, how the spare is, and when each volume was copied', async () => {
    const { page } = await show(readyWorld());
    expect(await page.getByRole('timer').textContent()).toBe('6 h 12 min ');
    await page.getByText('Copied 6 h 12 min ago').waitFor();
    const volumes = page.getByRole('list', { name: 'Volumes' }).getByRole('listitem');
    expect(await volumes.count()).toBe(3);
    expect(await volumes.nth(1).textContent()).toBe('Usersto /Volumes/Users6 h ago');
    expect(await volumes.nth(1).getByRole('img').getAttribute('aria-label')).toBe('copied');
  });

  it('says whether the standby could take over, what speaks against it, and leads to more', async () => {
    const { page, main } = await show(readyWorld());
    const link = page.getByRole('button', { name: /^Ready \d+ of \d+$/ });
    const describedBy = (await link.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${describedBy}"]`).textContent()).toBe('Shows readiness check by check');
    await link.click();
    await eventually(() => askedOf(main, 'app.open').length === 1);
    expect(askedOf(main, 'app.open')).toEqual([{ screen: 'failover', pairId: OFFICE_ID }]);
    const never = await show(neverCopiedWorld());
    await never.page.getByRole('button', { name: /^Not ready .*Age of the copy$/ }).waitFor();
  });

  it('ticks', async () => {
    const { page } = await show(readyWorld());
    await page.getByRole('timer').waitFor();
    await page.clock.setFixedTime(new Date('2026-11-26T10:05:00.000Z'));
    await page.getByRole('timer').filter({ hasText: '7 h 1 min' }).waitFor();
  });

  it('lists the last 14 runs, each with its outcome and figures', async () => {
    const { page } = await show(readyWorld());
    const runs = page.getByRole('list', { name: 'Last 14 runs, by duration' }).getByRole('listitem');
    await eventually(async () => (await runs.count()) === 14);
    expect(await runs.last().textContent()).toMatch(/^Sync, .*: succeeded, 41 s, 212 MB$/);
    expect(await runs.nth(3).textContent()).toMatch(/: cancelled, /);
  });

  it('says when the next run begins by itself, or why none does', async () => {
    const said = async (answers: FakeAnswers): Promise<string> => {
      const { page } = await show(answers);
      await page.getByRole('button', { name: 'Sync Now' }).waitFor();
      return page.locator('footer').innerText();
    };
    expect(await said(scheduledWorld())).toContain('next: tomorrow 04:04');
    expect(await said(pausedWorld())).toContain('paused until tomorrow 07:00');
    expect(await said(waitingWorld())).toContain('due, waits for mains power');
    expect(await said(scheduledWorld(null))).toContain('nothing begins by itself');
    expect(await said(readyWorld())).not.toMatch(/next|begins/);
  });

  it('starts a sync', async () => {
    const { page, main } = await show(readyWorld());
    await page.getByRole('button', { name: 'Sync Now' }).click();
    await eventually(() => askedOf(main, 'run.start').length === 1);
    expect(askedOf(main, 'run.start')).toEqual([{ pairId: OFFICE_ID, mode: 'sync' }]);
  });

  it('starts a preview and opens the window where it will be shown', async () => {
    const { page, main } = await show(readyWorld());
    await page.getByRole('button', { name: 'Preview…' }).click();
    await eventually(() => askedOf(main, 'popover.hide').length === 1);
    expect(askedOf(main, 'run.start')).toEqual([{ pairId: OFFICE_ID, mode: 'preview' }]);
    expect(askedOf(main, 'app.open')).toEqual([{ screen: 'overview', pairId: OFFICE_ID }]);
  });

  it('shows how far a run is, and calls it off', async () => {
    const { page, main } = await show(runningWorld());
    const bar = page.getByRole('progressbar', { name: 'Copying Users' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('64');
    const progress = page.getByRole('region', { name: 'Progress of the run' });
    expect(await progress.textContent()).toContain('1,204 of 1,880 files, 412 MB38.0 MB/s, 6 min left');
    expect(await progress.getByRole('status').textContent()).toBe('Copying Users, 64 %, 6 min left');
    expect(await page.getByRole('button', { name: 'Sync Now' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await eventually(() => askedOf(main, 'run.cancel').length === 1);
    expect(askedOf(main, 'run.cancel')).toEqual([{ pairId: OFFICE_ID }]);
  });

  it('shows a bar without an amount until one is known', async () => {
    const { page } = await show(comparingWorld());
    const bar = page.getByRole('progressbar', { name: 'Comparing 412,000 files in Data' });
    await bar.waitFor();
    expect(await bar.getAttribute('aria-valuenow')).toBeNull();
  });

  it('cannot call off twice, nor what another process does', async () => {
    const cancelling = await show(cancellingWorld());
    expect(await cancelling.page.getByRole('button', { name: 'Cancelling…' }).isDisabled()).toBe(true);
    const { page } = await show(runningElsewhereWorld());
    await page.getByText('Syncing in another process').first().waitFor();
    expect(await page.getByRole('button', { name: /Cancel/ }).count()).toBe(0);
  });

  it('says what a held run would delete, and opens its review', async () => {
    const { page, main } = await show(heldWorld());
    await page.getByText(/would delete 5,120 entries in \/Volumes\/Users/).waitFor();
    await page.getByText('anna/Documents/invoice 1.pdf').waitFor();
    await page.getByRole('button', { name: 'Review Changes…' }).click();
    await eventually(() => askedOf(main, 'app.open').length === 1);
    expect(askedOf(main, 'app.open')).toEqual([{ screen: 'overview', pairId: OFFICE_ID }]);
    expect(askedOf(main, 'run.start')).toEqual([]);
  });

  it('says what a failure means for the spare', async () => {
    const { page } = await show(offlineWorld());
    await page.getByText('Sync failed').waitFor();
    await page.getByText(/no route to host\. The spare still holds the copy from 25 Nov/).waitFor();
  });

  it('shows several pairs worst first, one of them open', async () => {
    const { page } = await show(threePairsWorld());
    const heads = page.getByRole('button', { expanded: true });
    await heads.waitFor();
    expect(await heads.textContent()).toBe('Archive MacSync failed');
    const names = await page.locator('.pair-head bdi').allTextContents();
    expect(names).toEqual(['Archive Mac', 'Studio', 'Office server']);
    await page.getByRole('button', { name: /^Office server/ }).click();
    await page.getByRole('timer').filter({ hasText: '6 h 12 min' }).waitFor();
    expect(await page.getByRole('timer').count()).toBe(1);
  });

  it('shows the worst of many volumes, and all when asked', async () => {
    const { page } = await show(manyVolumesWorld());
    const rows = page.getByRole('list', { name: 'Volumes' }).getByRole('listitem');
    await rows.filter({ hasText: 'Project 24' }).waitFor();
    expect(await rows.count()).toBe(5);
    await page.getByRole('button', { name: 'Show all 30 volumes' }).click();
    expect(await rows.count()).toBe(30);
  });

  it('leads to the set-up where there is no pair, and to the first sync where there is no copy', async () => {
    const { page, main } = await show(emptyWorld());
    await page.getByRole('button', { name: 'Set Up a Spare…' }).click();
    await eventually(() => askedOf(main, 'app.open').length === 1);
    expect(askedOf(main, 'app.open')).toEqual([{ screen: 'set-up' }]);
    const never = await show(neverCopiedWorld());
    await never.page.getByText('Everything', { exact: true }).waitFor();
    await never.page.getByText('No whole copy yet', { exact: true }).waitFor();
  });

  it('says why the configuration cannot be read, and offers no run', async () => {
    const { page, main } = await show(unreadableConfigWorld());
    await page.getByText('Pairs cannot be read').waitFor();
    expect(await page.getByRole('button', { name: 'Sync Now' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show in Finder' }).click();
    await eventually(() => askedOf(main, 'app.reveal').length === 1);
    expect(askedOf(main, 'app.reveal')).toEqual([{ what: 'config' }]);
  });

  it('has a menu that is used by keys; Escape closes it first, and then the popover', async () => {
    const { page, main } = await show(readyWorld());
    await page.getByRole('button', { name: 'Menu' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    expect(askedOf(main, 'popover.hide')).toEqual([]);
    await page.keyboard.press('Escape');
    await eventually(() => askedOf(main, 'popover.hide').length === 1);
    await page.getByRole('button', { name: 'Menu' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Settings…' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually(() => askedOf(main, 'app.open').length === 1);
    expect(askedOf(main, 'app.open')).toEqual([{ screen: 'general' }]);
  });

  it('tells how high it is, never more than 600', async () => {
    const { page, main } = await show(manyVolumesWorld());
    await page.getByRole('button', { name: 'Show all 30 volumes' }).click();
    const heightsSaid = (): number[] =>
      askedOf(main, 'popover.fit').map((input) => (input as { height: number }).height);
    await eventually(() => expect(heightsSaid().at(-1)).toBe(600));
    const heights = heightsSaid();
    expect(heights.every((height) => height >= 140)).toBe(true);
  });
});
