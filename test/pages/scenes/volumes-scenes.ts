import type { ShownPage } from '../page-stage.ts';
import { at, type Scene } from '../scene.ts';
import { longNamesWorld, manyVolumesWorld } from '../worlds/crowded.ts';
import { runningWorld } from '../worlds/running.ts';
import {
  checkable,
  volumesAwayWorld,
  volumesCheckedWorld,
  volumesRefusedWorld,
} from '../worlds/volumes-checked.ts';
import { volumesLeftOutWorld, volumesUntoldWorld } from '../worlds/volumes-left-out.ts';
import { PairId } from '../../../engine/model/ids.ts';

const TALL = { width: 980, height: 1_250 };

const volumes = (name: string, world: Scene['world'], more: Partial<Scene> = {}): Scene => ({
  name: `volumes-${name}`,
  page: 'window',
  world,
  place: at('volumes'),
  ...more,
});

async function edit({ page }: ShownPage): Promise<void> {
  await page.getByRole('button', { name: 'Edit /Volumes/Users' }).click();
  const users = page.getByRole('region', { name: '/Volumes/Users' });
  await users.getByLabel('Its place on the spare').fill('/Volumes/People');
  await users.getByText('Delete it, but ask from a number on').click();
}

async function add({ page }: ShownPage): Promise<void> {
  await page.getByRole('button', { name: 'Add a Volume' }).click();
  await page.getByRole('button', { name: /^Work/ }).waitFor();
}

async function look({ page }: ShownPage): Promise<void> {
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  await page.getByRole('button', { name: 'Look Again' }).waitFor();
}

export const VOLUMES_SCENES: readonly Scene[] = [
  volumes('checked', volumesCheckedWorld),
  volumes('whole', volumesCheckedWorld, {
    size: TALL,
    arrange: async ({ page }) => page.getByText(/patterns of this list/).click(),
  }),
  volumes('refused', volumesRefusedWorld),
  volumes('standby-away', volumesAwayWorld),
  volumes('while-running', runningWorld),
  volumes('editing', volumesCheckedWorld, { size: TALL, arrange: edit }),
  volumes('adding', volumesCheckedWorld, { size: { width: 980, height: 820 }, arrange: add }),
  volumes('saving', volumesCheckedWorld, {
    arrange: async (shown) => {
      await edit(shown);
      await shown.page.getByRole('button', { name: 'Save…' }).click();
    },
  }),
  volumes('left-out', volumesLeftOutWorld, { size: TALL, arrange: look }),
  volumes('left-out-untold', volumesUntoldWorld, { size: TALL, arrange: look, themes: ['light'] }),
  volumes('long-names', () => checkable(longNamesWorld()), {
    place: at('volumes', PairId.parse('pair-longname01')),
    size: { width: 700, height: 800 },
  }),
  volumes('30-volumes', () => checkable(manyVolumesWorld())),
  volumes('large-text', volumesRefusedWorld, { zoom: 2, themes: ['light'] }),
];
