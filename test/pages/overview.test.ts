import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '../../engine/model/problem.ts';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { threePairsWorld } from './worlds/crowded.ts';
import { neverCopiedWorld } from './worlds/empty.ts';
import { OFFICE_ID } from './worlds/office.ts';
import { readyWorld } from './worlds/ready.ts';
import { runningWorld } from './worlds/running.ts';
import {
  configFaultWorld,
  differingWorld,
  HELD_PLAN,
  heldWorld,
  previewedWorld,
  previewHeldWorld,
  unreadableConfigWorld,
} from './worlds/troubled.ts';

describe.skipIf(whyNoApp() !== undefined)('the overview', () => {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());

  const show = (answers: FakeAnswers): Promise<ShownPage> => stage.show({ page: 'window', answers });

  it('says what would be lost, and what the last sync did', async () => {
    const { page } = await show(readyWorld());
    expect(await page.getByRole('timer').textContent()).toBe('6 h 12 min ');
    const last = page.getByRole('region', { name: 'Last runs' });
    expect(await last.textContent()).toContain(
      '318 created, 1,502 updated, 60 deleted · 212 MB copied · took 41 s',
    );
  });

  it('draws the age of the copy, says its highest, and has the numbers in tables', async () => {
    const { page, main } = await show(readyWorld());
    await page
      .getByRole('img', { name: /^Age of the copy over time\. At most 2 d were at risk, until 11 Nov/ })
      .waitFor();
    expect(await page.locator('.chart canvas').count()).toBe(3);
    await page.getByText('Syncs as a table').click();
    const rows = page.getByRole('region', { name: 'Syncs as a table' }).getByRole('row');
    expect(await rows.last().textContent()).toMatch(/succeeded41 s212 MB$/);
    await page.getByRole('radio', { name: '7 days' }).click();
    await eventually(() => askedOf(main, 'history.measure').length > 1);
    expect(askedOf(main, 'history.measure').at(-1)).toEqual({ pairId: OFFICE_ID, days: 7 });
  });

  it('draws charts anew in the colours of another theme', async () => {
    const { page } = await show(readyWorld());
    const picture = (): Promise<string> =>
      page
        .locator('.chart canvas')
        .first()
        .evaluate((canvas) => (canvas as unknown as { toDataURL(): string }).toDataURL());
    const light = await eventually(picture);
    await page.emulateMedia({ colorScheme: 'dark' });
    await eventually(async () => (await picture()) !== light);
  });

  it('approves a held run after having named how much it deletes', async () => {
    const { page, main } = await show(heldWorld());
    await page.getByText('Would be deleted: 5,120 entries').waitFor();
    expect(
      await page
        .getByRole('list', { name: /Would be deleted/ })
        .getByRole('listitem')
        .count(),
    ).toBe(20);
    await page.getByRole('button', { name: 'Approve and Run…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete 5,120 entries on the spare?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(askedOf(main, 'run.start')).toEqual([]);
    await page.getByRole('button', { name: 'Approve and Run…' }).click();
    await dialog.getByRole('button', { name: 'Approve and Run' }).click();
    await eventually(() => askedOf(main, 'run.start').length === 1);
    expect(askedOf(main, 'run.start')).toEqual([{ pairId: OFFICE_ID, mode: 'sync', approve: HELD_PLAN }]);
  });

  it('shows what a preview found, and that nothing was written', async () => {
    const { page } = await show(previewedWorld());
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('20 created, 20 updated, 20 deleted · 1.3 GB to copy').waitFor();
    await preview.getByText('Nothing has been written. A sync looks at everything anew.').waitFor();
    const list = preview.getByRole('list', { name: 'Largest changes' }).locator('span');
    const sizes = await eventually(async () => {
      const texts = await list.allTextContents();
      expect(texts).toHaveLength(8);
      return texts;
    });
    expect(sizes.map(parseFloat)).toEqual(sizes.map(parseFloat).sort((a, b) => b - a));
  });

  it('approves what a preview found, by the plan of the preview', async () => {
    const { page, main } = await show(previewHeldWorld());
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('Look at what would go, and approve it if that is right.').waitFor();
    expect(await page.getByRole('button', { name: 'Review Changes…' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Approve and Run…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Approve and Run' }).click();
    await eventually(() => askedOf(main, 'run.start').length === 1);
    expect(askedOf(main, 'run.start')).toEqual([{ pairId: OFFICE_ID, mode: 'sync', approve: HELD_PLAN }]);
  });

  it('never looks ready while the configuration cannot be read', async () => {
    const { page } = await show(configFaultWorld());
    await page.getByRole('alert').getByText('Pairs cannot be read').waitFor();
    await page.getByRole('main').getByText('Last known: copied 6 h 12 min ago').waitFor();
    expect(await page.getByText(/^Copied \d/).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Sync Now' }).count()).toBe(0);
  });

  it('asks before it compares all contents', async () => {
    const { page, main } = await show(differingWorld());
    await page.getByRole('button', { name: 'Mend Differences…' }).click();
    await page.getByRole('button', { name: 'Compare and Mend' }).click();
    await eventually(() => askedOf(main, 'run.start').length === 1);
    expect(askedOf(main, 'run.start')).toEqual([{ pairId: OFFICE_ID, mode: 'sync', contents: true }]);
  });

  it('shows a run under way instead of what could be begun', async () => {
    const { page } = await show(runningWorld());
    await page.getByRole('progressbar', { name: 'Copying Users' }).waitFor();
    expect(await page.getByRole('button', { name: 'Sync Now' }).count()).toBe(0);
  });

  it('says why a run could not be begun', async () => {
    const { page } = await show({
      ...readyWorld(),
      'run.start': () => Promise.reject(EngineError.of('pair.busy', { count: 4711 })),
    });
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('alert').filter({ hasText: 'busy: another run is under way' }).waitFor();
  });

  it('has something to show before the first run, and where the history cannot be read', async () => {
    const never = await show(neverCopiedWorld());
    await never.page.getByRole('heading', { name: 'No run in this time' }).waitFor();
    const { page } = await show({
      ...readyWorld(),
      'history.measure': () =>
        Promise.reject(EngineError.of('history.unwritable', { path: '/x', text: 'no' })),
    });
    await page.getByRole('heading', { name: 'The history cannot be shown' }).waitFor();
  });

  it('renames, and says what no name is', async () => {
    const { page, main } = await show(readyWorld());
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('-x');
    await page.getByText(/^A name of 1 to 64 letters/).waitFor();
    expect(await page.getByRole('button', { name: 'Rename' }).isDisabled()).toBe(true);
    await name.fill('Studio');
    await name.press('Enter');
    await eventually(() => askedOf(main, 'pair.change').length === 1);
    expect(askedOf(main, 'pair.change')).toEqual([{ pairId: OFFICE_ID, change: { name: 'Studio' } }]);
  });

  it('removes a pair when that was meant', async () => {
    const { page, main } = await show(readyWorld());
    await page.getByRole('button', { name: 'Remove Pair…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Remove the pair Office server?' });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(askedOf(main, 'pair.remove')).toEqual([]);
    await page.getByRole('button', { name: 'Remove Pair…' }).click();
    await dialog.getByRole('button', { name: 'Remove Pair' }).click();
    await eventually(() => askedOf(main, 'pair.remove').length === 1);
  });

  it('is one of several in the sidebar, each with its state', async () => {
    const { page } = await show(threePairsWorld());
    const marks = page.getByRole('navigation').getByRole('img');
    await marks.first().waitFor();
    expect(await marks.evaluateAll((all) => all.map((mark) => mark.getAttribute('aria-label')))).toEqual([
      'Copied 6 h 12 min ago',
      'Copying Users',
      'Sync failed',
    ]);
    const here = page.getByRole('group', { name: 'Archive Mac' }).getByRole('button', { name: 'Overview' });
    await here.click();
    expect(await here.getAttribute('aria-current')).toBe('page');
    await page
      .locator('main')
      .getByText(/no route to host/)
      .waitFor();
  });

  it('is not shown where pairs cannot be read: that is', async () => {
    const { page } = await show(unreadableConfigWorld());
    await page.getByRole('alert').filter({ hasText: 'Pairs cannot be read' }).waitFor();
  });
});
