import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { NO_CONDITIONS } from '../../engine/model/schedule-conditions.ts';
import { WEEKDAYS } from '../../engine/model/schedule.ts';
import { askedOf } from './fake-main.ts';
import { describeSchedule, expectSaved } from './schedule-page.ts';
import { LIMITS, limitedWorld } from './worlds/limited.ts';
import { runningWorld } from './worlds/running.ts';
import { NIGHTLY, scheduledWorld } from './worlds/scheduled.ts';

const [OFFICE_HOURS, NIGHT, ELSE] = LIMITS;

describeSchedule('limits of bandwidth', ({ open, save }) => {
  const partOf = (page: Page): Locator => page.getByRole('region', { name: 'Bandwidth', exact: true });
  const ruleOf = (page: Page, number: number): Locator =>
    page.getByRole('group', { name: `Rule ${String(number)}`, exact: true });
  const limitOf = (page: Page, number: number): Locator =>
    ruleOf(page, number).getByLabel('At most, a second');
  const sentenceOf = (page: Page): Promise<string> => partOf(page).getByRole('status').innerText();
  const limitsOf = (page: Page): Promise<readonly string[]> =>
    partOf(page)
      .getByLabel('At most, a second')
      .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));

  it('say that there is none, and are saved with nothing else', async () => {
    const { page, main } = await open(scheduledWorld());
    expect(await sentenceOf(page)).toBe('As fast as it can.');
    await page.getByRole('button', { name: 'Add a Rule' }).click();
    // What is added has the focus.
    await page.keyboard.type('1.5M');
    expect(await sentenceOf(page)).toBe(
      'At most 1536K a second now, and from today 18:00 on as fast as it can.',
    );
    await ruleOf(page, 1).getByLabel('To', { exact: true }).fill('12pm');
    await ruleOf(page, 1).getByRole('button', { name: 'Every Day' }).click();
    await page.getByRole('button', { name: 'Add a Rule' }).click();
    await page.keyboard.type('unlimited');
    await ruleOf(page, 2).getByRole('radio', { name: 'At All Times' }).click();
    await save(page);
    await expectSaved(main, {
      schedule: NIGHTLY,
      conditions: NO_CONDITIONS,
      bandwidth: [
        { window: { from: '08:00', to: '12:00', weekdays: [...WEEKDAYS] }, kibPerSecond: 1_536 },
        {},
      ],
    });
  });

  it('count from the top, in an order that is changed by the keyboard', async () => {
    const { page, main } = await open(limitedWorld());
    expect(await sentenceOf(page)).toBe(
      'At most 2M a second now, and from today 18:00 on at most 10M a second.',
    );
    await ruleOf(page, 3).getByRole('button', { name: 'Move up: Rule 3' }).focus();
    await page.keyboard.press('Enter');
    // The focus goes with it.
    await page.keyboard.press('Enter');
    expect(await limitsOf(page)).toEqual(['10M', '2M', 'unlimited']);
    expect(await sentenceOf(page)).toBe('At most 10M a second, at all times.');
    expect(await page.getByText('Never counts: a rule above it holds at all times.').count()).toBe(2);
    await page.getByRole('button', { name: 'Move down: Rule 1' }).click();
    await save(page);
    await expect
      .poll(() => askedOf(main, 'pair.change'))
      .toMatchObject([{ change: { bandwidth: [OFFICE_HOURS, ELSE, NIGHT] } }]);
  });

  it('go, and come back by Revert', async () => {
    const { page, main } = await open(limitedWorld());
    await page.getByRole('button', { name: 'Remove: Rule 1' }).click();
    expect(await limitsOf(page)).toEqual(['unlimited', '10M']);
    await page.getByText('Not saved yet.').waitFor();
    await page.getByRole('button', { name: 'Revert' }).click();
    expect(await limitsOf(page)).toEqual(['2M', 'unlimited', '10M']);
    expect(await page.getByText('Not saved yet.').count()).toBe(0);
    expect(askedOf(main, 'pair.change')).toEqual([]);
  });

  it('are not saved with a fault, which is explained', async () => {
    const { page, main } = await open(limitedWorld());
    await limitOf(page, 1).fill('');
    // Nobody is told off about a field before typing in it.
    expect(await page.getByText('Type a limit, like 2M.').count()).toBe(0);
    await save(page);
    await page.getByText('Type a limit, like 2M.').waitFor();
    await page.getByText('Mend what is marked in red first.').waitFor();
    await limitOf(page, 1).fill('fast');
    await page.getByText('This is no limit, like 500K, 2M or 1.5M, or unlimited. The most is 8G.').waitFor();
    expect(await sentenceOf(page)).toBe('Mend what is marked in red, and this says which limit counts.');
    await limitOf(page, 1).fill('2M');
    await ruleOf(page, 1).getByLabel('To', { exact: true }).fill('08:00');
    await page.getByText('It has to end at another time than it begins.').waitFor();
    await save(page);
    expect(askedOf(main, 'pair.change')).toEqual([]);
  });

  it('are saved also while a run is under way', async () => {
    const { page, main } = await open(runningWorld());
    await page.getByRole('button', { name: 'Add a Rule' }).click();
    await page.keyboard.type('500K');
    await save(page);
    await expect
      .poll(() => askedOf(main, 'pair.change'))
      .toMatchObject([{ change: { bandwidth: [{ kibPerSecond: 500 }] } }]);
  });
});
