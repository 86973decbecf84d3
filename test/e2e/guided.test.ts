import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { isEncrypted } from '../../engine/store/private-key-file.ts';
import { MARKER_NAME } from '../../engine/model/volume.ts';
import { compareTrees } from '../helpers/compare-trees.ts';
import { eventually } from '../helpers/eventually.ts';
import { makeTree } from '../helpers/make-tree.ts';
import { makeTempDir, removeTree } from '../helpers/temp-dir.ts';
import { startKeyring, whyNoKeyring } from '../integration/keys/keyring.ts';
import { describeInLab, labForSuite } from '../lab/describe-in-lab.ts';
import type { LabDisk } from '../lab/lab-disk.ts';
import type { LabHost } from '../lab/lab-host.ts';
import { ProcessWatch } from '../lab/setup/leaks.ts';
import { GuidedSteps } from './guided-steps.ts';
import { launchApp, startApp, whyNoApp, type LaunchedApp } from './launch.ts';
import { askFrom, choose, TEST_ENV as env, trayIconOf, trayMenuOf } from './tray.ts';

const WRONG = 'no such word of guided';

describe.skipIf(whyNoApp() !== undefined || whyNoKeyring() !== undefined)('the guided set-up', () => {
  describeInLab('of a standby that is a machine of its own', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    const passwords = (): string[] => [...Object.values(lab().standby.passwords), WRONG];
    let folder: string;
    let watch: ProcessWatch;

    beforeAll(async () => {
      folder = makeTempDir();
      await makeTree(join(folder, 'source'), { plainFiles: 20 });
      watch = new ProcessWatch(passwords());
    });
    afterEach(() => {
      expect(watch.stop()).toEqual([]);
      watch = new ProcessWatch(passwords());
    });
    afterAll(() => {
      watch.stop();
      removeTree(folder);
    });

    describe('from nothing', () => {
      let home: string;
      let launched: LaunchedApp;
      let page: Page;
      let steps: GuidedSteps;
      let disk: LabDisk;
      beforeAll(async () => {
        home = join(folder, 'data');
        launched = await startApp({ env, home, keyring: 'own' });
        page = await launched.window('window.html');
        steps = new GuidedSteps(page);
      });
      afterAll(() => launched?.close());

      it('lets the app in, and says what is there', async () => {
        const { standby } = lab();
        await standby.exec(['mkdir', '-p', '/Volumes/A']);
        await steps.findSpare(standby);
        await steps.chooseFolder(join(folder, 'source'), '/Volumes/A', 'Attic');
        await steps.press('Continue');
        await steps.signIn('root', WRONG);
        await page.getByRole('alert').getByText('does not take this password for root').waitFor();
        await steps.signIn('root', standby.passwords.root);

        await steps.heading('What is there');
        await page.getByText('The destination /Volumes/A is not mounted on the standby').waitFor();
        expect(await page.getByRole('button', { name: 'Continue' }).isDisabled()).toBe(true);
        disk = await standby.addDisk({ name: 'A', sizeMb: 32 });
        await steps.press('Look Again');
        await page.getByText('Ready: a clone would start.').waitFor();
      });

      it('shows what a clone would do, and makes it', async () => {
        const empty = readdirSync(disk.path);
        await steps.press('Continue');
        await steps.press('Start the Preview');
        await page.getByText('Nothing has been written.').waitFor();
        expect(readdirSync(disk.path)).toEqual(empty);
        await steps.press('Continue');
        await steps.heading('When to copy');
        await page.getByText('Only when you start a run.').click();
        await steps.press('Go On by Hand');
        await steps.press('Start the First Clone');
        await page.getByText('The spare is warm.').waitFor();
        expect(differences(join(folder, 'source'), disk.path)).toEqual([]);
        await steps.press('Done');
        await steps.heading('Overview');
        await eventually(async () => (await trayIconOf(launched)) === 'ready');
        expect(await trayMenuOf(launched)).toContain('Sync Now');
      });

      it('syncs from then on by the sealed key alone, and leaves no password anywhere', async () => {
        const keys = readdirSync(join(home, 'keys')).filter((name) => !name.endsWith('.json'));
        expect(keys.map((name) => isEncrypted(readFileSync(join(home, 'keys', name), 'utf8')))).toEqual([
          true,
        ]);
        expect(keysFile(lab().standby)).toMatch(
          /^restrict,command="[^"]*guard pair-\w+" ssh-ed25519 \S+ warmspare \S+ standby Attic \S+\n$/,
        );
        await choose(launched, 'Sync Now');
        await eventually(
          async () => (await runsOf(launched)).filter(({ outcome }) => outcome === 'succeeded').length === 3,
        );
        await launched.close(60_000);
        expect(filesWith(home, passwords())).toEqual([]);
        expect(filesWith(home, ['Attic'])).toContain(join(home, 'config.json'));
      });
    });

    it.each([
      ['a locked keyring', 'Locked', 'keyring is locked'],
      ['that there is no keyring', 'Bare', 'there is no keyring on this machine'],
    ])('explains %s, and keeps a key without one only for who asks for it', async (_, name, says) => {
      const { standby } = lab();
      const linesBefore = keysFile(standby);
      const home = join(folder, name);
      const keyring = name === 'Locked' ? await startKeyring() : undefined;
      if (keyring !== undefined) onTestFinished(() => keyring.close());
      const launched = await launchApp({ env, home, ...(keyring !== undefined && { keyring }) });
      await keyring?.lock();
      const page = await launched.window('window.html');
      const steps = new GuidedSteps(page);
      await steps.findSpare(standby);
      await steps.chooseFolder(join(folder, 'source'), `/srv/${name}`, name);
      await steps.press('Continue');
      await steps.signIn('root', standby.passwords.root);
      await page.getByRole('alert').getByText(says).waitFor();
      expect([existsSync(join(home, 'keys')), keysFile(standby)]).toEqual([false, linesBefore]);

      await page.getByText('Go on without a keyring').click();
      await steps.press('Keep the Key Unsealed');
      await steps.signIn('root', standby.passwords.root);
      await steps.heading('What is there');
      await page.getByText('What the set-up did').click();
      await page.getByText('Not sealed: whoever can read the data folder can use it.').waitFor();
      expect(keysFile(standby)).toContain(` standby ${name} `);
      await launched.close(60_000);
      expect(filesWith(home, passwords())).toEqual([]);
    });
  });
});

function keysFile(standby: LabHost): string {
  const file = standby.path('/root/.ssh/authorized_keys');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function differences(source: string, copy: string): string[] {
  return compareTrees(source, copy, { ignore: (path) => path === MARKER_NAME });
}

async function runsOf(launched: LaunchedApp): Promise<readonly { readonly outcome?: string }[]> {
  const page = await launched.window('window.html');
  const { value } = await askFrom(page, 'history.list', { limit: 9 });
  return value as readonly { readonly outcome?: string }[];
}

/** The files below the folder in which one of these words stands, plain or as JSON has it. */
function filesWith(folder: string, secrets: readonly string[]): string[] {
  const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file);
      return forms.some((form) => content.includes(form));
    });
}
