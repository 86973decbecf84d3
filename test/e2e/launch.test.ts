import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../build/setup/processes.mjs';
import { eventually } from '../helpers/eventually.ts';
import { listProcesses } from '../helpers/proc.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { whyNoKeyring } from '../integration/keys/keyring.ts';
import { launchApp, startApp, whyNoApp, type LaunchedApp } from './launch.ts';

/** What the stand-in app leaves for these tests in its main process. */
interface StandIn {
  readonly wasReadyBefore?: boolean;
  readonly childPid?: number;
  readonly keepSecret?: (secret: string) => Promise<string | null>;
}

const appFolder = join(ROOT, 'test/fixtures/stand-in-app');

describe.skipIf(whyNoApp() !== undefined)('an app in a real Electron', () => {
  it('sees itself as Electron’s own runtime would show it', async () => {
    const home = tempDir();
    const { app } = await launchApp({ appFolder, home, args: ['--home', '/somewhere'], env: { MARK: 'x' } });
    const seen = await app.evaluate(({ app: electron }) => ({
      name: electron.getName(),
      version: electron.getVersion(),
      folder: electron.getAppPath(),
      isPackaged: electron.isPackaged,
      wasReadyBefore: (globalThis as StandIn).wasReadyBefore,
      lastArguments: process.argv.slice(-3),
      environment: [process.env['WARMSPARE_HOME'], process.env['MARK'], process.env['VITEST']],
    }));
    expect(seen).toEqual({
      name: 'Stand-in',
      version: '1.2.3',
      folder: appFolder,
      isPackaged: false,
      wasReadyBefore: false,
      lastArguments: [appFolder, '--home', '/somewhere'],
      environment: [home, 'x', undefined],
    });
  });

  it('has a window that is clicked, answers and is drawn', async () => {
    const { window } = await launchApp({ appFolder });
    const page = await window('renderer/index.html');
    await page.getByRole('button', { name: 'Count' }).click();
    await page.getByRole('button', { name: 'Count' }).press('Enter');
    await page.getByRole('status').getByText('2 clicks, said Stand-in').waitFor();
    const picture = await page.screenshot();
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    // An empty page of this size is a kilobyte.
    expect(picture.byteLength).toBeGreaterThan(2_000);
  });

  it('has a window that holds the focus', async () => {
    const { app, window } = await launchApp({ appFolder });
    await window('renderer/index.html');
    await eventually(async () =>
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused())).toBe(
        true,
      ),
    );
  });

  it('runs beside another with its own data', async () => {
    const [one, two] = await Promise.all([launchApp({ appFolder }), launchApp({ appFolder })]);
    const dataOf = ({ app }: typeof one): Promise<string> =>
      app.evaluate(({ app: electron }) => electron.getPath('userData'));
    expect(one.home).not.toBe(two.home);
    expect(await dataOf(one)).not.toBe(await dataOf(two));
  });

  it.skipIf(whyNoKeyring() !== undefined)('keeps a secret in a keyring of its own', async () => {
    const keep = ({ app }: LaunchedApp): Promise<string | null | undefined> =>
      app.evaluate(() => (globalThis as StandIn).keepSecret?.('a secret'));
    expect(await keep(await launchApp({ appFolder, keyring: 'own' }))).toBe('a secret');
    await expect(keep(await launchApp({ appFolder }))).rejects.toThrow(/org\.freedesktop\.secrets/);
  });

  it('quits when it is closed, and leaves no process', async () => {
    const mark = tempDir();
    const launched = await startApp({ appFolder, args: ['--child', mark], env: { MARK: mark } });
    const own = pidsWith(mark);
    const child = await launched.app.evaluate(() => (globalThis as StandIn).childPid);
    await launched.close();
    expect(own).toEqual(expect.arrayContaining([launched.pid, child]));
    expect(pidsWith(mark)).toEqual([]);
  });

  it('is ended when it will not quit', async () => {
    const launched = await startApp({ appFolder, args: ['--ask-before-quit'] });
    await launched.close(100);
    expect(pids()).not.toContain(launched.pid);
  });

  it('is cleaned up after when it was killed', async () => {
    const launched = await startApp({ appFolder, args: ['--child'] });
    const child = await launched.app.evaluate(() => (globalThis as StandIn).childPid);
    await launched.kill();
    expect(pids()).toContain(child);
    await launched.close(100);
    expect(pids()).not.toContain(child);
  });

  it('does not start when it cannot be loaded, says why and leaves no process', async () => {
    // Others start Electron meanwhile, too.
    const mark = tempDir();
    await expect(startApp({ appFolder: mark, env: { MARK: mark } })).rejects.toThrow(/package\.json/);
    expect(pidsWith(mark)).toEqual([]);
  });
});

function pids(): number[] {
  return listProcesses().map(({ pid }) => pid);
}

/** Those with this word in their arguments or their environment: Electron itself writes over its environment, and hands it on before that. */
function pidsWith(word: string): number[] {
  return pids().filter((pid) =>
    ['cmdline', 'environ'].some((file) => {
      try {
        return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8').includes(word);
      } catch {
        // It ended while it was looked at.
        return false;
      }
    }),
  );
}
