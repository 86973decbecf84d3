import { describe, expect, it } from 'vitest';
import { whyNoApp } from '../e2e/launch.ts';
import { eventually } from '../helpers/eventually.ts';
import { HUGE, hugeHistory } from './worlds/history-huge.ts';
import { historyOffice, RUNS } from './worlds/history-office.ts';
import { asked, openFolders, historyForSuite } from './history-stage.ts';

describe.skipIf(whyNoApp() !== undefined)('the history', () => {
  const show = historyForSuite();

  describe('with the changed files as a tree', () => {
    it('is gone through by keys alone', async () => {
      const { page } = await show(historyOffice(), RUNS.good);
      await openFolders(page);
      const at = page.locator('[role=treeitem]:focus');
      const isAt = (start: string): Promise<unknown> =>
        eventually(async () => expect(await at.getAttribute('aria-label')).toMatch(new RegExp(`^${start},`)));
      await page.getByRole('treeitem').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('treeitem', { name: /^anna,/ }).waitFor();
      expect(await at.getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('ArrowRight');
      await isAt('anna');
      expect(await at.getAttribute('aria-level')).toBe('2');
      expect([await at.getAttribute('aria-posinset'), await at.getAttribute('aria-setsize')]).toEqual([
        '1',
        '4',
      ]);
      await page.keyboard.type('ho');
      await isAt('Hostile');
      await page.keyboard.press('Enter');
      await page.getByRole('treeitem', { name: /^bytes/ }).waitFor();
      await page.keyboard.press('ArrowDown');
      expect(await at.getAttribute('aria-level')).toBe('3');
      expect(await at.getAttribute('aria-expanded')).toBe(null);
      await page.keyboard.press('ArrowLeft');
      await isAt('Hostile');
      await page.keyboard.press('ArrowLeft');
      expect(await at.getAttribute('aria-expanded')).toBe('false');
      await page.keyboard.press('End');
      await isAt('/System/Volumes/Data');
      await page.keyboard.press('Home');
      await isAt('/Volumes/Users');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('*');
      await page.getByRole('treeitem', { name: /^Documents,/ }).waitFor();
      await page.getByRole('treeitem', { name: /^Projects,/ }).waitFor();
    });

    it('says in words what its marks stand for', async () => {
      const { page } = await show(historyOffice(), RUNS.good);
      await openFolders(page, '/Volumes/Users');
      const anna = page.getByRole('treeitem', { name: /^anna,/ });
      expect(await anna.getAttribute('aria-label')).toMatch(
        /^anna, folder, in it \d+ created, \d+ updated, \d+ deleted, \d+ MB$/,
      );
      await anna.click();
      await page.getByText(/^Folder, itself not changed/).waitFor();
    });

    it('shows hostile names as they are and changes nothing by them', async () => {
      const shown = await show(historyOffice(), RUNS.good);
      const { page } = shown;
      await openFolders(page, '/Volumes/Users', 'Hostile');
      for (const name of [
        'line\\#012break.txt',
        'escape \\#033[31mred.txt',
        '\\u202etxt.exe',
        '<img src=x onerror=alert(1)>.html',
      ])
        await eventually(async () =>
          expect(await page.locator('.tree-line bdi').getByText(name, { exact: true }).count()).toBe(1),
        );
      expect(await page.locator('img').count()).toBe(0);
      const long = page.getByRole('treeitem', { name: /^a very long name/ });
      await long.click();
      expect(await page.locator('.content').evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
      await page.getByRole('button', { name: 'Copy Path' }).click();
      await eventually(() =>
        expect(asked(shown, 'app.copy')).toEqual([
          { text: `/Volumes/Users/Hostile/${'a very long name '.repeat(14)}.txt` },
        ]),
      );
    });

    it('finds a part of a path once typing pauses, by kinds too, and marks what fits', async () => {
      const shown = await show(historyOffice(), RUNS.good);
      const { page } = shown;
      await page.getByRole('tab', { name: 'Changes' }).click();
      await page.getByRole('searchbox').evaluate(typeAtOnce, 'INVoice 1');
      await page.getByText(/^\d+ changes found$/).waitFor();
      const searches = asked(shown, 'history.search') as { runId: string }[];
      expect(searches.filter(({ runId }) => runId === RUNS.good)).toEqual([
        { runId: RUNS.good, text: 'INVoice 1', offset: 0, limit: 200 },
      ]);
      expect(await page.locator('[role=option] mark').first().innerText()).toBe('invoice 1');
      await page.getByRole('searchbox').fill('nowhere at all');
      await page.getByRole('heading', { name: 'Nothing like that was changed' }).waitFor();
      await page.getByRole('button', { name: 'Clear the search' }).click();
      await page.getByRole('tree').waitFor();
      await page
        .getByRole('toolbar', { name: 'Kinds of changes' })
        .getByRole('button', { name: 'Deleted' })
        .click();
      await page.getByText('134 changes found').waitFor();
      expect(asked(shown, 'history.search').at(-1)).toMatchObject({ text: '', kinds: ['deleted'] });
    });

    it('says where a folder could not be read, and reads it on a second try', async () => {
      const good = historyOffice();
      const shown = await show(
        {
          ...good,
          'history.folder': async (query) => {
            if (query.volumeId !== undefined) throw new Error('a bug of the test');
            return (await good['history.folder']?.(query)) ?? { total: 0, entries: [] };
          },
        },
        RUNS.good,
      );
      const { page, main } = shown;
      await openFolders(page, '/Volumes/Users');
      await page.getByText('This part could not be read.').waitFor();
      main.answers = good;
      await page.getByRole('button', { name: 'Try Again' }).click();
      await page.getByRole('treeitem', { name: /^anna,/ }).waitFor();
    });

    it('stays smooth with 200,000 files in one folder', async () => {
      const shown = await show(hugeHistory(), RUNS.good);
      const { page } = shown;
      await openFolders(page);
      await page.getByRole('treeitem', { name: /^IMG 000000/ }).waitFor();
      const times = await page.locator('.change-tree').evaluate(scrollThrough, 100);
      expect(Math.max(...times.rows)).toBeLessThan(100);
      const sorted = times.frames.toSorted((a, b) => a - b);
      // What the page itself needs for a frame; a machine that does much else draws late.
      expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(50);
      await page
        .getByRole('treeitem', { name: /^IMG \d+/ })
        .first()
        .waitFor();
      await eventually(async () => expect(await page.locator('.waiting').count()).toBe(0));
      await page.getByRole('treeitem').first().focus();
      await page.keyboard.press('End');
      await page.getByRole('treeitem', { name: /^IMG 199999/ }).waitFor();
      expect(await page.locator('[role=treeitem]:focus').getAttribute('aria-posinset')).toBe(String(HUGE));
      // Far fewer than the 1,000 pages that there are: what was passed by was not read.
      expect(asked(shown, 'history.folder').length).toBeLessThan(250);
    });
  });
});

/** Runs in the page: scrolls so many times by a screen or a hundredth of all, and tells how long frames took and how many rows there were. */
async function scrollThrough(
  tree: HTMLElement | SVGElement,
  steps: number,
): Promise<{ frames: number[]; rows: number[] }> {
  const frames: number[] = [];
  const rows: number[] = [];
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const step = Math.floor((tree.scrollHeight - tree.clientHeight) / steps);
  for (let time = 0; time < steps; time++) {
    const before = await frame();
    tree.scrollTop += step;
    await frame();
    frames.push((await frame()) - before);
    rows.push(tree.querySelectorAll('[role=treeitem]').length);
  }
  return { frames: frames.map((twoFrames) => twoFrames / 2), rows };
}

/** One letter after the other without a pause, however busy the machine is. */
function typeAtOnce(field: HTMLElement, text: string): void {
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  for (let end = 1; end <= text.length; end++) {
    value?.set?.call(field, text.slice(0, end));
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
