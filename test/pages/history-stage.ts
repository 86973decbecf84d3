import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Place } from '../../engine/api/settings.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { historyPair } from './worlds/history-office.ts';

/** For a suite: opens a stage before it, and shows on it a history, or a run of it. */
export function historyForSuite(): (answers: FakeAnswers, runId?: string) => Promise<ShownPage> {
  let stage: PageStage;
  beforeAll(async () => {
    stage = await PageStage.open();
  });
  afterAll(() => stage.close());
  return (answers, runId) => showHistory(stage, answers, runId);
}

async function showHistory(stage: PageStage, answers: FakeAnswers, runId?: string): Promise<ShownPage> {
  const shown = await stage.show({ page: 'window', answers });
  shown.page.setDefaultTimeout(60_000);
  await shown.page.getByRole('navigation', { name: 'Screens' }).waitFor();
  await go(shown, { ...(runId !== undefined && { runId }) });
  return shown;
}

export const go = (shown: ShownPage, place: Partial<Place>): Promise<void> =>
  shown.tell({ type: 'go', place: { screen: 'history', pairId: historyPair.id, ...place } });

export const runLines = (page: Page): Locator => page.locator('.runs-body .run');

/** Opens folders of the tree by name, from the top. */
export async function openFolders(page: Page, ...names: string[]): Promise<void> {
  await page.getByRole('tab', { name: /Changes/ }).click();
  for (const name of names) await page.getByRole('treeitem', { name: new RegExp(`^${name},`) }).dblclick();
}

export const asked = ({ main }: ShownPage, name: string): readonly unknown[] => askedOf(main, name);
