import type { ShownPage } from '../page-stage.ts';
import { settle, type Scene } from '../scene.ts';
import { keysWorld, noKeysWorld } from '../worlds/keys.ts';
import { readyWorld } from '../worlds/ready.ts';
import { SERVICE } from '../worlds/world.ts';
import { PAIR_ID } from '../worlds/set-up-base.ts';
import {
  findWorld,
  hostKeyWorld,
  longVolumesWorld,
  nothingFoundWorld,
  remoteLoginOffWorld,
  volumesWorld,
} from '../worlds/set-up-find.ts';
import { installingWorld, keyringLockedWorld, notProvedWorld, sshdWorld } from '../worlds/set-up-install.ts';
import { refusedReportWorld, reportWorld } from '../worlds/set-up-report.ts';
import {
  cloneDoneWorld,
  cloneRunningWorld,
  previewDoneWorld,
  previewHeldWorld,
  previewRunningWorld,
} from '../worlds/set-up-run.ts';
import {
  changedHostKeyWorld,
  hostKeyQuestionWorld,
  pasteWorld,
  signInWorld,
  sudoWorld,
  wrongPasswordWorld,
} from '../worlds/set-up-sign-in.ts';

type World = Scene['world'];

const newSpare = (name: string, world: World, more: Partial<Scene> = {}): Scene => ({
  name: `set-up-${name}`,
  page: 'window',
  world,
  place: { screen: 'set-up' },
  size: { width: 980, height: 820 },
  ...more,
});
/** Of a pair that is there. */
const setUp = (name: string, world: World, more: Partial<Scene> = {}): Scene =>
  newSpare(name, world, { place: { screen: 'set-up', pairId: PAIR_ID }, ...more });

function onward(pages: number): (shown: ShownPage) => Promise<void> {
  return async (shown) => {
    for (let page = 0; page < pages; page++) {
      await shown.page.locator('.step-foot .primary').click();
      await settle(shown);
    }
  };
}

export const SET_UP_SCENES: readonly Scene[] = [
  newSpare('find', findWorld),
  newSpare('find-nothing', nothingFoundWorld),
  newSpare('remote-login-off', remoteLoginOffWorld, {
    arrange: async ({ page }) => {
      await page.getByLabel('Name or address').fill('spare.local');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('Turn on Remote Login there').waitFor();
    },
  }),
  newSpare('host-key', hostKeyWorld),
  newSpare('volumes', volumesWorld),
  newSpare('volumes-long-names', longVolumesWorld, { size: { width: 640, height: 820 } }),
  setUp('sign-in', signInWorld),
  setUp('wrong-password', wrongPasswordWorld),
  setUp('sudo', sudoWorld),
  setUp('paste', pasteWorld),
  setUp('host-key-question', hostKeyQuestionWorld),
  setUp('host-key-changed', changedHostKeyWorld),
  setUp('installing', installingWorld),
  setUp('sshd', sshdWorld),
  setUp('keyring-locked', keyringLockedWorld),
  setUp('not-proved', notProvedWorld),
  setUp('report', reportWorld),
  setUp('report-refused', refusedReportWorld),
  setUp('preview-running', previewRunningWorld),
  setUp('preview-done', previewDoneWorld, { arrange: onward(1) }),
  setUp('preview-held', previewHeldWorld, { arrange: onward(1) }),
  setUp('when', previewDoneWorld, { arrange: onward(2) }),
  setUp('clone-running', cloneRunningWorld),
  setUp('clone-done', cloneDoneWorld, { arrange: onward(3) }),
  setUp('large-text', signInWorld, { zoom: 2, themes: ['light'] }),
];

export const KEYS_SCENES: readonly Scene[] = [
  { name: 'keys', page: 'window', world: keysWorld, place: { screen: 'keys' } },
  { name: 'keys-none', page: 'window', world: noKeysWorld, place: { screen: 'keys' } },
  { name: 'general', page: 'window', world: readyWorld, place: { screen: 'general' } },
  {
    name: 'general-kept',
    page: 'window',
    world: () => ({
      ...readyWorld(),
      'app.service': async () => ({
        ...SERVICE,
        isInstalled: true,
        isRunning: true,
        home: '/Users/anna/Library/Application Support/Warmspare',
        unseal: ["warmspare key rotate 'Office' --unattended"],
      }),
    }),
    place: { screen: 'general' },
    arrange: async ({ page }) => page.getByText('Change that').click(),
  },
];
