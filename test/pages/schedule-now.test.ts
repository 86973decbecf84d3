import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { EngineError } from '../../engine/model/problem.ts';
import { askedOf } from './fake-main.ts';
import { describeSchedule } from './schedule-page.ts';
import { OFFICE_ID } from './worlds/office.ts';
import { pausedWorld, scheduledWorld, waitingWorld } from './worlds/scheduled.ts';

describeSchedule('how a schedule stands', ({ open }) => {
  const nowOf = (page: Page): Locator => page.getByRole('region', { name: 'Now', exact: true });

  it('says what a due run waits for, and what became of the one before', async () => {
    const { page } = await open(waitingWorld());
    await page
      .getByText('A run is due since 04:04 and waits for mains power. At its time this machine was asleep.')
      .waitFor();
    await page
      .getByText('Due 24 Nov 04:04 (and 1 more): a run began 25 Nov 08:30, since this machine was off.')
      .waitFor();
  });

  it('is paused for an hour, until the next morning there, or until somebody resumes', async () => {
    const { page, main } = await open(scheduledWorld());
    const pauses = page.getByRole('group', { name: 'Pause the schedule' });
    for (const name of ['For 1 Hour', 'Until Tomorrow 07:00', 'Until I Resume'])
      await pauses.getByRole('button', { name }).click();
    await expect
      .poll(() => askedOf(main, 'schedule.pause'))
      .toEqual([
        { pairId: OFFICE_ID, until: '2026-11-26T10:16:00.000Z' },
        { pairId: OFFICE_ID, until: '2026-11-27T06:00:00.000Z' },
        { pairId: OFFICE_ID },
      ]);
    expect(askedOf(main, 'pair.change')).toEqual([]);
  });

  it('is resumed', async () => {
    const { page, main } = await open(pausedWorld());
    await nowOf(page).getByText('Paused until tomorrow 07:00').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => askedOf(main, 'schedule.resume')).toEqual([{ pairId: OFFICE_ID }]);
  });

  it('says why it could not be paused', async () => {
    const { page } = await open({
      ...scheduledWorld(),
      'schedule.pause': async () => {
        throw EngineError.of('config.unwritable', { text: 'the disk is full' });
      },
    });
    await page.getByRole('button', { name: 'For 1 Hour' }).click();
    await nowOf(page).getByRole('alert').filter({ hasText: 'the disk is full' }).waitFor();
  });

  it('says that nothing begins by itself where nobody keeps it', async () => {
    const { page } = await open(scheduledWorld(null));
    await nowOf(page).getByText('Nothing begins by itself now').waitFor();
    expect(await page.getByRole('button', { name: 'For 1 Hour' }).count()).toBe(0);
  });
});
