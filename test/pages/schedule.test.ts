import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { WindowEvent } from '../../engine/api/app-contract.ts';
import { PairId } from '../../engine/model/ids.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { NO_CONDITIONS } from '../../engine/model/schedule-conditions.ts';
import { WEEKDAYS, type Schedule } from '../../engine/model/schedule.ts';
import { askedOf, type FakeAnswers } from './fake-main.ts';
import { describeSchedule, expectSaved } from './schedule-page.ts';
import { readyWorld } from './worlds/ready.ts';
import {
  continuousWorld,
  NIGHTLY,
  scheduledWorld,
  threeSchedulesWorld,
  waitingWorld,
} from './worlds/scheduled.ts';

const STUDIO = PairId.parse('pair-studio0001');

function times(...of: readonly string[]): Schedule {
  return { kind: 'times', times: [...of], weekdays: [...WEEKDAYS] };
}

describeSchedule('the schedule', ({ open, save }) => {
  const meansOf = async (page: Page): Promise<readonly string[]> =>
    (await page.getByRole('region', { name: 'What that means' }).innerText())
      .split('\n')
      .filter((line) => line !== '');
  const nowOf = (page: Page): Locator => page.getByRole('region', { name: 'Now', exact: true });

  it('is chosen in words by the mouse, and saved as exactly that', async () => {
    const { page, main } = await open(readyWorldThatSaves());
    await page.getByText('At times of day').click();
    await page.getByLabel('Times of day', { exact: true }).fill('3am and 12:30');
    await page.getByRole('button', { name: 'Weekdays' }).click();
    await page.getByText('Wed', { exact: true }).click();
    expect((await meansOf(page))[0]).toBe('Every Monday, Tuesday, Thursday and Friday at 03:00 and 12:30.');
    await save(page);
    await expectSaved(main, {
      schedule: { kind: 'times', times: ['03:00', '12:30'], weekdays: ['mon', 'tue', 'thu', 'fri'] },
      conditions: NO_CONDITIONS,
    });
    await expect.poll(() => page.getByText('Not saved yet.').count()).toBe(0);
  });

  it('is chosen by the keyboard alone', async () => {
    const { page, main } = await open(readyWorldThatSaves());
    await page.getByRole('radio', { name: /^By hand/ }).focus();
    // Around the end to the first, and on.
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    expect(
      await page.getByLabel('Every', { exact: true }).evaluate((it) => it === document.activeElement),
    ).toBe(true);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('15');
    // The arrow keys of a field choose no other kind.
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    expect(await meansOf(page)).toEqual([
      'Every 15 minutes.',
      'The next five times',
      'Thu 26 Nov, 09:30',
      'Thu 26 Nov, 09:45',
      'Thu 26 Nov, 10:00',
      'Thu 26 Nov, 10:15',
      'Thu 26 Nov, 10:30',
      expect.stringMatching(/^By the clock of this machine, in /),
    ]);
    await page.getByRole('button', { name: 'Save' }).focus();
    await page.keyboard.press('Enter');
    await expectSaved(main, { schedule: { kind: 'every', minutes: 15 }, conditions: NO_CONDITIONS });
  });

  it('is told by the clock of whoever keeps it', async () => {
    const { page } = await open(scheduledWorld());
    expect(await meansOf(page)).toEqual([
      'Every day at 04:04.',
      'The next five times',
      'Fri 27 Nov, 04:04',
      'Sat 28 Nov, 04:04',
      'Sun 29 Nov, 04:04',
      'Mon 30 Nov, 04:04',
      'Tue 1 Dec, 04:04',
      'By the clock of this machine, in Europe/Berlin.',
    ]);
    expect(await nowOf(page).innerText()).toContain('Next run tomorrow 04:04');
    expect(await nowOf(page).innerText()).toContain('Due 04:04: a run began on time.');
    await page.getByText(/one run catches up a moment after it is back: one, however many/).waitFor();
  });

  it('explains what of a text it does not understand, and saves nothing of it', async () => {
    const { page, main } = await open(scheduledWorld());
    await page.getByText('By a cron expression').click();
    const field = page.getByLabel('Expression', { exact: true });
    await field.fill('0 3 * jam *');
    await page
      .getByText('"0 3 *" was understood; then "jam" is nothing that cron has for months (1-12).')
      .waitFor();
    await save(page);
    await page.getByText('Mend what is marked in red first.').waitFor();
    expect(askedOf(main, 'pair.change')).toEqual([]);
    await field.fill('*/30 8-9 * * mon');
    expect((await meansOf(page)).slice(0, 4)).toEqual([
      'By the cron expression */30 8-9 * * mon.',
      'The next five times',
      'Mon 30 Nov, 08:00',
      'Mon 30 Nov, 08:30',
    ]);
    await save(page);
    await expect
      .poll(() => askedOf(main, 'pair.change'))
      .toMatchObject([{ change: { schedule: { kind: 'cron', expression: '*/30 8-9 * * mon' } } }]);
  });

  it('needs a day', async () => {
    const { page } = await open(scheduledWorld());
    await page.getByRole('button', { name: 'Weekends' }).click();
    await page.getByText('Sat', { exact: true }).click();
    await page.getByText('Sun', { exact: true }).click();
    await page.getByText('Choose at least one day.').waitFor();
  });

  it('has conditions, which are added and removed', async () => {
    const { page, main } = await open(waitingWorld());
    await page.getByRole('switch', { name: 'On mains power' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Remove: Network 1' }).click();
    await page.getByRole('button', { name: 'Add a Network' }).click();
    // What is added has the focus.
    await page.keyboard.type('Home');
    await page.getByRole('button', { name: 'Remove: Time of quiet 1' }).click();
    await page.getByRole('button', { name: 'Add a Time of Quiet' }).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('10pm');
    await page.getByLabel('To', { exact: true }).fill('6:00');
    expect(await meansOf(page)).toContain('a time of quiet: waits until 06:00');
    await save(page);
    await expectSaved(main, {
      schedule: NIGHTLY,
      conditions: {
        onMains: false,
        networks: ['Lighthouse Guests', 'Home'],
        quiet: [{ from: '22:00', to: '06:00', weekdays: [...WEEKDAYS] }],
      },
    });
  });

  it('that is continuous stays as it is when it is looked at, and comes back', async () => {
    const { page } = await open(continuousWorld());
    expect(await page.getByRole('radio', { name: /^Continuously/ }).isChecked()).toBe(true);
    expect((await meansOf(page))[0]).toBe('Continuously, and in full every day at 04:04.');
    expect(await page.getByText('Not saved yet.').count()).toBe(0);
    await page.getByText('Only when you start a run.').click();
    await page.getByText('Not saved yet.').waitFor();
    await page.getByText(/^What changes is copied/).click();
    expect(await page.getByText('Not saved yet.').count()).toBe(0);
    await page.getByText('Follows changes, 3 on their way.').waitFor();
  });

  it('can be made continuous, as it is usually meant', async () => {
    const { page, main } = await open(scheduledWorld());
    await page.getByText(/^What changes is copied/).click();
    expect((await meansOf(page))[0]).toBe('Continuously, and in full every day at 03:00.');
    await save(page);
    await expect
      .poll(() => askedOf(main, 'pair.change'))
      .toMatchObject([
        {
          change: {
            schedule: { kind: 'continuous', settleSeconds: 5, longestSeconds: 60, fullPassAt: '03:00' },
          },
        },
      ]);
  });

  it('comes back by Revert, and asks before it is left', async () => {
    const { page, main } = await open(scheduledWorld());
    const field = page.getByLabel('Times of day', { exact: true });
    await field.fill('05:00');
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    expect(askedOf(main, 'window.unsaved')).toContainEqual({ isUnsaved: true });
    await page.getByRole('button', { name: 'Revert' }).click();
    expect(await field.inputValue()).toBe('04:04');
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
    expect(askedOf(main, 'window.unsaved').at(-1)).toEqual({ isUnsaved: false });
  });

  it('says why it was not saved', async () => {
    const { page } = await open({
      ...scheduledWorld(),
      'pair.change': async () => {
        throw EngineError.of('config.unwritable', { text: 'the disk is full' });
      },
    });
    await page.getByLabel('Times of day', { exact: true }).fill('05:00');
    await save(page);
    await page.getByText(/the disk is full/).waitFor();
    expect(await page.getByText('Not saved yet.').count()).toBe(1);
  });

  it('follows what somebody else changed, unless something is in hand', async () => {
    const world = scheduledWorld();
    const { page, tell } = await open(world);
    const [view] = (await world['snapshot.get']?.())?.pairs ?? [];
    if (view === undefined) throw new Error('no pair');
    const change = (time: string, sequence: number): WindowEvent => {
      const pair = { ...view.pair, schedule: times(time) };
      return { type: 'live', event: { type: 'pair.changed', sequence, pair: { ...view, pair } } };
    };
    const field = page.getByLabel('Times of day', { exact: true });
    await tell(change('05:00', 2));
    await expect.poll(() => field.inputValue()).toBe('05:00');
    await field.fill('06:00');
    await tell(change('07:00', 3));
    await page.getByText(/This pair was changed elsewhere meanwhile/).waitFor();
    expect(await field.inputValue()).toBe('06:00');
  });

  it('is that of the pair whose entry was chosen', async () => {
    const { page, main } = await open(threeSchedulesWorld());
    await page.getByRole('group', { name: 'Studio' }).getByRole('button', { name: 'Schedule' }).click();
    await nowOf(page).getByText('Paused until you resume').waitFor();
    expect((await meansOf(page))[0]).toBe('Every 2 hours.');
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(() => askedOf(main, 'schedule.resume')).toEqual([{ pairId: STUDIO }]);
  });
});

/** By hand until now. */
function readyWorldThatSaves(): FakeAnswers {
  const world = readyWorld();
  return {
    ...world,
    'pair.change': async () => {
      const [view] = (await world['snapshot.get']?.())?.pairs ?? [];
      if (view === undefined) throw new Error('no pair');
      return view.pair;
    },
  };
}
