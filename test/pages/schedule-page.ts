import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { WindowRequests } from '../../engine/api/app-contract.ts';
import type { InputOf } from '../../engine/api/contract.ts';
import { whyNoApp } from '../e2e/launch.ts';
import { askedOf, type FakeAnswers, type FakeMain } from './fake-main.ts';
import { PageStage, type ShownPage } from './page-stage.ts';
import { openScreen } from './scene.ts';
import { OFFICE_ID } from './worlds/office.ts';

export interface SchedulePage {
  /** Shows the Schedule page of the window to the first pair of such a world. */
  readonly open: (answers: FakeAnswers) => Promise<ShownPage>;
  readonly save: (page: Page) => Promise<void>;
}

/** A suite of tests of the Schedule page, in one Electron. */
export function describeSchedule(name: string, suite: (schedule: SchedulePage) => void): void {
  describe.skipIf(whyNoApp() !== undefined)(name, () => {
    let stage: PageStage;
    beforeAll(async () => {
      stage = await PageStage.open();
    });
    afterAll(() => stage.close());
    suite({
      open: (answers) => openScreen(stage, 'Schedule', answers),
      save: (page) => page.getByRole('button', { name: 'Save' }).click(),
    });
  });
}

/** The page has saved this, once, and nothing else. */
export async function expectSaved(
  main: FakeMain,
  change: InputOf<WindowRequests['pair.change']>['change'],
): Promise<void> {
  await expect.poll(() => askedOf(main, 'pair.change')).toEqual([{ pairId: OFFICE_ID, change }]);
}
