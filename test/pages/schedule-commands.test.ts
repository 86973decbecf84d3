import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { NO_CONDITIONS } from '../../engine/model/schedule-conditions.ts';
import type { RunCommand } from '../../engine/model/run-command.ts';
import { askedOf } from './fake-main.ts';
import { describeSchedule, expectSaved } from './schedule-page.ts';
import { DUMP, limitedWorld, START, STOP } from './worlds/limited.ts';
import { runningWorld } from './worlds/running.ts';
import { NIGHTLY, scheduledWorld } from './worlds/scheduled.ts';

describeSchedule('commands around a sync', ({ open, save }) => {
  const partOf = (page: Page): Locator => page.getByRole('region', { name: 'Commands', exact: true });
  const commandOf = (page: Page, number: number, when: RunCommand['when']): Locator =>
    page.getByRole('group', { name: `Command ${String(number)} ${when} a sync`, exact: true });
  const textOf = (command: Locator): Locator => command.getByLabel('Command', { exact: true });
  const textsOf = (page: Page): Promise<readonly string[]> =>
    partOf(page)
      .getByLabel('Command', { exact: true })
      .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));

  it('say whom they run as, where their output is and what does not belong into them', async () => {
    const { page } = await open(limitedWorld());
    const text = await partOf(page).innerText();
    for (const sentence of [
      'They are run by sh, on the primary as the user that Warmspare runs as, on the spare as root.',
      'What they print is kept in the run’s log.',
      'A command is no place for a password: its text is stored as it is.',
    ])
      expect(text).toContain(sentence);
    expect(await textsOf(page)).toEqual([DUMP.text, STOP.text, START.text]);
    expect(await page.getByText('Not saved yet.').count()).toBe(0);
  });

  it('are added before and after, of several lines, and saved with nothing else', async () => {
    const { page, main } = await open(scheduledWorld());
    await page.getByRole('button', { name: 'Add a Command After' }).click();
    // What is added has the focus.
    await page.keyboard.type('if true');
    await page.keyboard.press('Enter');
    await page.keyboard.type('then date; fi');
    await page.getByRole('button', { name: 'Add a Command Before' }).click();
    await page.keyboard.type('dump');
    const before = commandOf(page, 1, 'before');
    await before.getByLabel('Time limit').fill('2h');
    await before.getByRole('radio', { name: 'Go On' }).click();
    expect(await commandOf(page, 1, 'after').getByRole('radio', { name: 'Go On' }).count()).toBe(0);
    await save(page);
    await expectSaved(main, {
      schedule: NIGHTLY,
      conditions: NO_CONDITIONS,
      commands: [
        { when: 'before', on: 'primary', text: 'dump', timeoutSeconds: 7_200, ifItFails: 'go-on' },
        { when: 'after', on: 'primary', text: 'if true\nthen date; fi', timeoutSeconds: 600 },
      ],
    });
  });

  it('change their order within their group, by the keyboard', async () => {
    const { page, main } = await open(limitedWorld());
    expect(await page.getByRole('button', { name: 'Move down: Command 2 before a sync' }).isDisabled()).toBe(
      true,
    );
    await page.getByRole('button', { name: 'Move down: Command 1 before a sync' }).focus();
    await page.keyboard.press('Space');
    expect(await textsOf(page)).toEqual([STOP.text, DUMP.text, START.text]);
    await save(page);
    await expect
      .poll(() => askedOf(main, 'pair.change'))
      .toMatchObject([{ change: { commands: [STOP, DUMP, START] } }]);
  });

  it('go, and come back by Revert', async () => {
    const { page, main } = await open(limitedWorld());
    await page.getByRole('button', { name: 'Remove: Command 1 before a sync' }).click();
    await page.getByRole('button', { name: 'Remove: Command 1 after a sync' }).click();
    expect(await textsOf(page)).toEqual([STOP.text]);
    await page.getByRole('button', { name: 'Revert' }).click();
    expect(await textsOf(page)).toEqual([DUMP.text, STOP.text, START.text]);
    expect(askedOf(main, 'pair.change')).toEqual([]);
  });

  it('are not saved with a fault, which is explained', async () => {
    const { page, main } = await open(limitedWorld());
    await page.getByRole('button', { name: 'Add a Command Before' }).click();
    const limit = commandOf(page, 1, 'before').getByLabel('Time limit');
    await limit.fill('25h');
    await page.getByText('This is longer than a day.').waitFor();
    await limit.fill('soon');
    await page.getByText('This is no time, like 30s, 10m or 2h.').waitFor();
    // Nobody is told off about a field before typing in it.
    expect(await page.getByText('Type a command, as for sh.').count()).toBe(0);
    await save(page);
    await page.getByText('Type a command, as for sh.').waitFor();
    await page.getByText('Mend what is marked in red first.').waitFor();
    expect(askedOf(main, 'pair.change')).toEqual([]);
  });

  it('that are new on the spare have to be brought there by another set-up', async () => {
    const world = limitedWorld();
    const [view] = (await world['snapshot.get']?.())?.pairs ?? [];
    if (view === undefined) throw new Error('no pair');
    const { page, main, tell } = await open(world);
    const warning = page.getByText('After you have saved it, set up the spare again.');
    // How long a command may take is not the guard's business.
    const after = commandOf(page, 1, 'after');
    await after.getByLabel('Time limit').fill('1m');
    expect(await warning.count()).toBe(0);
    await textOf(after).fill('thaw');
    await warning.waitFor();
    await save(page);
    const commands: RunCommand[] = [DUMP, STOP, { ...START, text: 'thaw', timeoutSeconds: 60 }];
    await expect.poll(() => askedOf(main, 'pair.change')).toMatchObject([{ change: { commands } }]);
    const pair = { ...view.pair, commands };
    await tell({ type: 'live', event: { type: 'pair.changed', sequence: 2, pair: { ...view, pair } } });
    await page.getByText('The spare’s guard does not know all commands yet').waitFor();
    await page.getByRole('button', { name: 'Set Up Again…' }).click();
    await page.getByRole('heading', { name: 'Set up Office server', level: 1 }).waitFor();
  });

  it('that are new on a spare without a guard need none', async () => {
    const world = limitedWorld({ standby: { kind: 'local' } });
    const { page } = await open(world);
    await textOf(commandOf(page, 1, 'after')).fill('thaw');
    await page.getByText('Not saved yet.').waitFor();
    expect(await page.getByText('After you have saved it').count()).toBe(0);
  });

  it('wait for the end of a run, unlike the schedule', async () => {
    const { page } = await open(runningWorld());
    await page.getByRole('radio', { name: /^Every so often/ }).click({ force: true });
    const button = page.getByRole('button', { name: 'Save' });
    expect(await button.isDisabled()).toBe(false);
    await page.getByRole('button', { name: 'Add a Command Before' }).click();
    await page.keyboard.type('date');
    await page.getByText('A run is under way. Commands can be saved when it has ended.').waitFor();
    expect(await button.isDisabled()).toBe(true);
  });
});
