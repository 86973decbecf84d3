import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { NO_CONDITIONS } from '../../engine/model/schedule-conditions.ts';
import { askedOf } from './fake-main.ts';
import { describeSchedule, expectSaved } from './schedule-page.ts';
import { NIGHTLY, scheduledWorld, WAKE_REFUSED, wakingWorld } from './worlds/scheduled.ts';

describeSchedule('the switch to wake this Mac', ({ open, save }) => {
  const switchOf = (page: Page): Locator => page.getByRole('switch', { name: 'Wake this Mac for a due run' });

  it('is turned on and saved with the schedule', async () => {
    const { page, main } = await open(scheduledWorld({ wake: { kind: 'none' } }));
    expect(await switchOf(page).isChecked()).toBe(false);
    await switchOf(page).focus();
    await page.keyboard.press('Space');
    await save(page);
    await expectSaved(main, { schedule: NIGHTLY, conditions: NO_CONDITIONS, wake: true });
  });

  it('has below it when that is, and is turned off', async () => {
    const { page, main } = await open(wakingWorld({ kind: 'scheduled', at: '2026-11-27T03:03:00.000Z' }));
    expect(await switchOf(page).isChecked()).toBe(true);
    await page.getByText('This machine wakes up tomorrow 04:03.').waitFor();
    await switchOf(page).focus();
    await page.keyboard.press('Space');
    await expect.poll(() => page.getByText('This machine wakes up').count()).toBe(0);
    await save(page);
    await expect
      .poll(() => askedOf(main, 'pair.change'))
      .toMatchObject([{ change: { schedule: NIGHTLY, wake: false } }]);
  });

  it('has below it why not, and the line to paste', async () => {
    const { page, main } = await open({ ...wakingWorld(WAKE_REFUSED), 'app.copy': async () => undefined });
    await page.getByText(/not woken up tomorrow 04:03: waking a Mac needs root/).waitFor();
    await page.getByRole('button', { name: 'Copy: Line for Terminal on this Mac, for this once' }).click();
    await expect.poll(() => askedOf(main, 'app.copy')).toEqual([{ text: WAKE_REFUSED.command }]);
  });

  it('cannot be turned on where runs are begun by hand, and is off once they are', async () => {
    const { page, main } = await open(wakingWorld({ kind: 'scheduled', at: '2026-11-27T03:03:00.000Z' }));
    await page.getByText('Only when you start a run.').click();
    await page.getByText('By hand, no run is due that it could wake up for.').waitFor();
    expect([await switchOf(page).isDisabled(), await switchOf(page).isChecked()]).toEqual([true, false]);
    await save(page);
    await expect
      .poll(() => askedOf(main, 'pair.change'))
      .toMatchObject([{ change: { schedule: { kind: 'manual' }, wake: false } }]);
  });

  it('is not offered where the system cannot, but to be turned off', async () => {
    const without = await open(scheduledWorld({ wake: { kind: 'unsupported' } }));
    expect(await switchOf(without.page).count()).toBe(0);
    const on = await open(wakingWorld({ kind: 'unsupported' }));
    await on.page.getByText('Warmspare can have only a Mac do that').waitFor();
    expect(await switchOf(on.page).isChecked()).toBe(true);
  });
});
