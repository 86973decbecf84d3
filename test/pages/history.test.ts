import { describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { noHistory, quietHistory, unreadableHistory } from './worlds/history-bare.ts';
import { historyOffice, historyPair, historyRuns, historyView, RUNS } from './worlds/history-office.ts';
import { runningHistory, runningRun } from './worlds/history-running.ts';
import { asked, runLines, historyForSuite } from './history-stage.ts';

describe.skipIf(whyNoApp() !== undefined)('the history', () => {
  const show = historyForSuite();

  describe('as a list', () => {
    it('shows when, what, how it ended, how long, what changed and how much', async () => {
      const { page } = await show(historyOffice());
      const first = page.getByRole('row', { name: /Preview/ }).first();
      await first.waitFor();
      const words = await first.innerText();
      for (const text of ['Today', 'Preview', 'Succeeded', '41 s', '318 would be created', '212 MB'])
        expect(words).toContain(text);
      const when = page.locator('.runs-body .when').first();
      expect(await when.getAttribute('title')).toMatch(/^Thu 26 Nov 2026, \d\d:04:00$/);
    });

    it('reads older runs as somebody goes down, keeps few in the page, and says where it ends', async () => {
      const shown = await show(historyOffice());
      const { page } = shown;
      await runLines(page).first().focus();
      for (let time = 0; time < 6; time++) {
        await page.keyboard.press('End');
        expect(await runLines(page).count()).toBeLessThan(60);
      }
      await page.getByText(`${String(historyRuns.length)} runs. There are no older ones.`).waitFor();
      await eventually(async () => {
        await page.keyboard.press('End');
        expect(await page.locator('.run:focus').getAttribute('aria-rowindex')).toBe(
          String(historyRuns.length + 1),
        );
      });
      const lists = asked(shown, 'history.list') as { before?: string; limit: number }[];
      const older = lists.filter(({ before }) => before !== undefined);
      expect(older.map(({ before }) => before)).toEqual([historyRuns[99]?.id, historyRuns[199]?.id]);
      expect(older.every(({ limit }) => limit === 100)).toBe(true);
    });

    it('filters by outcome, kind and time, and says so when nothing is like that', async () => {
      const shown = await show(historyOffice());
      const { page } = shown;
      await page.getByLabel('Outcome', { exact: true }).selectOption('trouble');
      await eventually(async () => expect(await runLines(page).count()).toBe(5));
      await page.getByLabel('When', { exact: true }).selectOption('7');
      await page.getByLabel('What', { exact: true }).selectOption('preview');
      await page.getByRole('heading', { name: 'No run is like that' }).waitFor();
      expect(asked(shown, 'history.list').at(-1)).toMatchObject({
        outcomes: ['partial', 'failed', 'held', 'refused'],
        modes: ['preview'],
        since: '2026-11-19T09:16:00.000Z',
      });
      await page.getByRole('button', { name: 'Show All Runs' }).click();
      await runLines(page).nth(8).waitFor();
    });

    it('keeps filters, place and keyboard while one looks at a run or another screen', async () => {
      const shown = await show(historyOffice());
      const { page } = shown;
      await page.getByLabel('What', { exact: true }).selectOption('sync');
      await runLines(page).first().focus();
      for (let time = 0; time < 4; time++) await page.keyboard.press('PageDown');
      const row = await page.locator('.run:focus').getAttribute('aria-rowindex');
      const scrollTop = (): Promise<number> => page.locator('.runs-body').evaluate((box) => box.scrollTop);
      const top = await scrollTop();
      expect(top).toBeGreaterThan(500);
      await page.keyboard.press('Enter');
      await page.getByRole('tab', { name: 'Summary' }).waitFor();
      await page.getByRole('button', { name: 'All Runs' }).click();
      await eventually(async () => {
        expect(await page.locator('.run:focus').getAttribute('aria-rowindex')).toBe(row);
        expect(Math.abs((await scrollTop()) - top)).toBeLessThan(2);
      });
      await page.getByRole('button', { name: 'General' }).click();
      await page.getByRole('button', { name: 'History' }).click();
      expect(await page.getByLabel('What', { exact: true }).inputValue()).toBe('sync');
      await eventually(async () => expect(Math.abs((await scrollTop()) - top)).toBeLessThan(2));
    });

    it('has a run under way on top with how far it is, and the ended one in its place, without moving what is looked at', async () => {
      const shown = await show(runningHistory());
      const { page, main, tell } = shown;
      const first = runLines(page).first();
      await first.getByText('Copying, 41 %, 4 min left').waitFor();
      expect(await first.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('41');
      await runLines(page).nth(3).focus();
      for (let time = 0; time < 3; time++) await page.keyboard.press('PageDown');
      const place = (): Promise<string> => page.locator('.run:focus').innerText();
      const before = await place();
      const ended = {
        ...runningRun,
        state: 'finished',
        outcome: 'succeeded',
        finishedAt: '2026-11-26T09:16:00.000Z',
      } as const;
      main.answers = historyOffice({ runs: [ended, ...historyRuns] });
      const count = asked(shown, 'history.list').length;
      await tell({
        type: 'live',
        event: { type: 'pair.changed', pair: historyView({ lastRun: ended }), sequence: 2 },
      });
      await eventually(() => expect(asked(shown, 'history.list').length).toBeGreaterThan(count));
      expect(await place()).toBe(before);
      await page.keyboard.press('Home');
      await first.getByText('Succeeded').waitFor();
    });

    it('has a view for no run at all, and for a history that cannot be read', async () => {
      const none = await show(noHistory());
      await none.page.getByRole('heading', { name: 'No run yet' }).waitFor();
      const { page } = await show(unreadableHistory());
      const failed = page.getByRole('alert');
      await failed.getByText('The history cannot be shown').waitFor();
      expect(await failed.getByRole('button').count()).toBe(1);
    });

    it('saves all runs as a table or as data, and says where', async () => {
      const shown = await show(historyOffice());
      const { page } = shown;
      await page.getByRole('button', { name: 'Export…' }).click();
      await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click();
      await page.getByText('Saved to /Users/anna/Desktop/Office.csv').waitFor();
      expect(asked(shown, 'file.export-history')).toEqual([
        { what: { pairId: historyPair.id }, format: 'csv' },
      ]);
    });
  });

  describe('of one run', () => {
    it('says how it ended, what that means, and each kind of problem once with its files', async () => {
      const { page } = await show(historyOffice(), RUNS.partial);
      await page.getByText('Not everything could be copied; 2 of 3 volumes are complete.').waitFor();
      await page.getByText('The recovery point stays where it was.').waitFor();
      const problems = page.getByRole('region', { name: 'What went wrong' });
      expect(await problems.locator('.trouble').count()).toBe(2);
      await problems.getByText('3 of 215 files').click();
      await problems.getByText('/Volumes/Users/ben/line\\#012break.txt').waitFor();
      await page
        .getByRole('region', { name: 'What this pair cannot keep' })
        .getByText('Access control lists')
        .waitFor();
      expect(await page.getByRole('region', { name: 'Time' }).innerText()).toContain('Comparing');
    });

    it('says that the schedule began it, and why late', async () => {
      const late = await show(historyOffice(), RUNS.good);
      await late.page.getByText('Begun by the schedule, late').waitFor();
      await late.page.getByText(/^Due .*, began 4 h 12 min late: this machine was asleep\.$/).waitFor();
      const { page } = await show(historyOffice(), RUNS.partial);
      await page.getByText(/^Begun by the schedule(?!, late)/).waitFor();
      const byHand = await show(historyOffice(), RUNS.held);
      await byHand.page.getByRole('button', { name: 'All Runs' }).waitFor();
      expect(await byHand.page.getByText(/Begun by the schedule/).count()).toBe(0);
      await byHand.page.getByRole('button', { name: 'All Runs' }).click();
      await byHand.page.getByRole('row', { name: /Sync late/ }).waitFor();
      expect(await byHand.page.getByText('late', { exact: true }).count()).toBe(1);
    });

    it('offers the plan of a held run to be looked at, and what a verify found', async () => {
      const held = await show(historyOffice(), RUNS.held);
      await held.page.getByText('would delete 48,210 entries').waitFor();
      await held.page.getByRole('button', { name: 'Review Changes…' }).waitFor();
      await held.page.getByRole('tab', { name: 'Planned Changes' }).waitFor();
      const { page } = await show(historyOffice(), RUNS.verify);
      await page.getByText('2,000 files compared, 3 files different').waitFor();
      await page.getByText('A sample of 2,000 files was read on both sides.').waitFor();
    });

    it('says why a run is not there', async () => {
      const { page } = await show(historyOffice(), '20200101-000000-gone');
      await page.getByRole('alert').getByText('This run cannot be shown').waitFor();
    });

    it('reads its log in pages, shows hidden characters, and copies what it shows', async () => {
      const shown = await show(historyOffice(), RUNS.good);
      const { page } = shown;
      await page.getByRole('tab', { name: 'Log' }).click();
      await page.getByText('The first 500 lines').waitFor();
      await page.getByText('rsync: \\#033[31mred\\#033[0m and a tab').waitFor();
      await page.getByRole('button', { name: 'Read to the End' }).click();
      await page.getByText('1,234 lines').waitFor();
      expect(asked(shown, 'history.log')).toEqual(
        [0, 500, 1_000].map((fromLine) => ({ runId: RUNS.good, fromLine, limit: 500 })),
      );
      expect(await page.locator('.log .line').count()).toBeLessThan(80);
      await page.getByRole('button', { name: 'Copy' }).click();
      await page.getByText('Lines 1 to 1,234 copied').waitFor();
      expect((asked(shown, 'app.copy')[0] as { text: string }).text.split('\n')).toHaveLength(1_234);
    });

    it('saves its changes', async () => {
      const shown = await show(historyOffice(), RUNS.good);
      await shown.page.getByRole('button', { name: 'Export…' }).press('Enter');
      await shown.page.getByRole('menuitem', { name: 'As data (JSON)' }).press('Enter');
      await shown.page.getByText('Saved to /Users/anna/Desktop/Office.json').waitFor();
      expect(asked(shown, 'file.export-history')).toEqual([{ what: { runId: RUNS.good }, format: 'json' }]);
    });

    it('says that nothing was changed, and that nothing was said', async () => {
      const { page } = await show(quietHistory(), RUNS.good);
      await page.getByRole('tab', { name: 'Changes' }).click();
      await page.getByRole('heading', { name: 'Nothing was changed' }).waitFor();
      await page.getByRole('tab', { name: 'Log' }).click();
      await page.getByRole('heading', { name: 'The log is empty' }).waitFor();
    });
  });
});
