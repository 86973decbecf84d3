import { at, type Scene } from '../scene.ts';
import { longNamesWorld } from '../worlds/crowded.ts';
import { limitedWorld, START } from '../worlds/limited.ts';
import { readyWorld } from '../worlds/ready.ts';
import {
  continuousWorld,
  pausedWorld,
  scheduledWorld,
  threeSchedulesWorld,
  waitingWorld,
  WAKE_REFUSED,
  wakingWorld,
} from '../worlds/scheduled.ts';
import type { ShownPage } from '../page-stage.ts';
import { PairId } from '../../../engine/model/ids.ts';

const TALL = { width: 980, height: 1_250 };

const schedule = (name: string, world: Scene['world'], more: Partial<Scene> = {}): Scene => ({
  name: `schedule-${name}`,
  page: 'window',
  world,
  place: at('schedule'),
  ...more,
});

async function faultyCron({ page }: ShownPage): Promise<void> {
  await page.getByText('By a cron expression').click();
  await page.getByLabel('Expression', { exact: true }).fill('0 3 * jam *');
}

async function faultyEverywhere({ page }: ShownPage): Promise<void> {
  await page.getByLabel('Times of day', { exact: true }).fill('03:00 and 7');
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
    await page.getByRole('group', { name: 'Days', exact: true }).getByText(day.slice(0, 3)).click();
  await page.getByRole('button', { name: 'Add a Network' }).click();
  await page.getByRole('button', { name: 'Add a Time of Quiet' }).click();
  await page.getByLabel('To', { exact: true }).fill('9 o’clock');
  await page.getByRole('button', { name: 'Save' }).click();
}

/** What lies below what fits into the window. */
const lookAt =
  (heading: string, arrange?: (shown: ShownPage) => Promise<void>) =>
  async (shown: ShownPage): Promise<void> => {
    await arrange?.(shown);
    await shown.page
      .getByRole('region', { name: heading, exact: true })
      .evaluate((it) => it.scrollIntoView());
  };

async function faultyLimits({ page }: ShownPage): Promise<void> {
  const rule = page.getByRole('group', { name: 'Rule 1' });
  await rule.getByLabel('At most, a second').fill('2 megabytes');
  await rule.getByLabel('From', { exact: true }).fill('8');
  await page.getByRole('group', { name: 'Rule 2' }).getByRole('radio', { name: 'At All Times' }).click();
}

async function faultyCommands({ page }: ShownPage): Promise<void> {
  await page.getByRole('button', { name: 'Add a Command Before' }).click();
  await page.getByRole('group', { name: 'Command 1 before a sync' }).getByLabel('Time limit').fill('2 days');
  await page.getByRole('button', { name: 'Save' }).click();
}

async function newOnSpare({ page }: ShownPage): Promise<void> {
  const command = page.getByRole('group', { name: 'Command 1 after a sync' });
  await command.getByLabel('Command', { exact: true }).fill('/usr/local/bin/start-the-shop --now');
}

/** Somebody saved a command that only another set-up brings to the spare. */
async function savedOnSpare({ main, tell }: ShownPage): Promise<void> {
  const [view] = (await main.answers['snapshot.get']?.())?.pairs ?? [];
  if (view === undefined) throw new Error('no pair');
  const pair = { ...view.pair, commands: [...view.pair.commands, { ...START, text: 'sync' }] };
  await tell({ type: 'live', event: { type: 'pair.changed', sequence: 2, pair: { ...view, pair } } });
}

export const SCHEDULE_SCENES: readonly Scene[] = [
  schedule('times', scheduledWorld),
  schedule('by-hand', readyWorld),
  schedule('cron-fault', scheduledWorld, { arrange: faultyCron }),
  schedule('faults', scheduledWorld, { size: TALL, arrange: faultyEverywhere }),
  schedule('every', scheduledWorld, {
    arrange: async ({ page }) => page.getByText('Every so often').click(),
  }),
  schedule('paused', pausedWorld),
  schedule('waiting', waitingWorld, { size: TALL }),
  schedule('unkept', () => scheduledWorld(null)),
  schedule('continuous', continuousWorld),
  schedule('wake-refused', () => wakingWorld(WAKE_REFUSED), { size: TALL }),
  schedule('three-pairs', threeSchedulesWorld, { themes: ['light'] }),
  schedule('long-names', longNamesWorld, {
    place: at('schedule', PairId.parse('pair-longname01')),
    size: { width: 640, height: 800 },
  }),
  schedule('limits', limitedWorld, { arrange: lookAt('Bandwidth') }),
  schedule('limits-faults', limitedWorld, { arrange: lookAt('Bandwidth', faultyLimits) }),
  schedule('limits-none', scheduledWorld, { size: TALL, arrange: lookAt('Commands') }),
  schedule('commands', limitedWorld, { size: TALL, arrange: lookAt('Commands') }),
  schedule('commands-faults', limitedWorld, { size: TALL, arrange: lookAt('Commands', faultyCommands) }),
  schedule('commands-new-on-spare', limitedWorld, {
    size: TALL,
    arrange: lookAt('Commands', newOnSpare),
  }),
  schedule('commands-to-set-up', limitedWorld, { arrange: lookAt('Commands', savedOnSpare) }),
  schedule('limits-narrow', limitedWorld, {
    size: { width: 640, height: 900 },
    arrange: lookAt('Bandwidth'),
    themes: ['light'],
  }),
  schedule('commands-narrow', limitedWorld, {
    size: { width: 640, height: 1_100 },
    arrange: lookAt('Commands'),
    themes: ['light'],
  }),
  schedule('limits-large-text', limitedWorld, { zoom: 2, arrange: lookAt('Bandwidth'), themes: ['light'] }),
  schedule('commands-large-text', limitedWorld, { zoom: 2, arrange: lookAt('Commands'), themes: ['light'] }),
  schedule('large-text', waitingWorld, { zoom: 2, themes: ['light'] }),
];
