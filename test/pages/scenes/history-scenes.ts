import type { RunId } from '../../../engine/model/ids.ts';
import { at, type Scene } from '../scene.ts';
import { noHistory, unreadableHistory } from '../worlds/history-bare.ts';
import { hugeHistory } from '../worlds/history-huge.ts';
import { historyOffice, RUNS } from '../worlds/history-office.ts';
import { runningHistory } from '../worlds/history-running.ts';

const history = (name: string, world: Scene['world'], more: Partial<Scene> = {}): Scene => ({
  name: `history-${name}`,
  page: 'window',
  world,
  place: at('history'),
  ...more,
});
const run = (name: string, runId: RunId, more: Partial<Scene> = {}): Scene =>
  history(`run-${name}`, () => historyOffice(), { place: { ...at('history'), runId }, ...more });

export const HISTORY_SCENES: readonly Scene[] = [
  history('list', () => historyOffice()),
  history('running', runningHistory),
  history('none', noHistory),
  history('unreadable', unreadableHistory),
  run('good', RUNS.good),
  run('held', RUNS.held),
  run('partial', RUNS.partial),
  run('failed', RUNS.failed),
  run('refused', RUNS.refused),
  run('preview', RUNS.preview),
  run('verify', RUNS.verify),
  run('changes', RUNS.good, {
    arrange: async ({ page }) => {
      await page.getByRole('tab', { name: /Changes/ }).click();
      await page.getByRole('treeitem').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('treeitem', { name: /Hostile/ }).click();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('treeitem', { name: /family/ }).waitFor();
    },
  }),
  run('found', RUNS.good, {
    arrange: async ({ page }) => {
      await page.getByRole('tab', { name: /Changes/ }).click();
      await page.getByRole('searchbox').fill('invoice');
      await page
        .getByText(/invoice/)
        .first()
        .waitFor();
    },
  }),
  run('log', RUNS.good, {
    arrange: async ({ page }) => page.getByRole('tab', { name: /Log/ }).click(),
  }),
  history('200000-changes', hugeHistory, { themes: ['light'] }),
  history('narrow', runningHistory, { size: { width: 640, height: 660 }, themes: ['light'] }),
  history('large-text', () => historyOffice(), { zoom: 2, themes: ['light'] }),
];
