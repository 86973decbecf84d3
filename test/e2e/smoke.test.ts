import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { PairFixture } from '../helpers/pair-fixture.ts';
import { listProcesses } from '../helpers/proc.ts';
import { launchApp, startApp, whyNoApp } from './launch.ts';
import {
  askFrom,
  choose,
  clickTray,
  showPopover,
  shownWindows,
  TEST_ENV as env,
  trayIconOf,
  trayMenuOf,
} from './tray.ts';

const WINDOW = 'warmspare://app/window.html';
const POPOVER = 'warmspare://app/popover.html';

describe.skipIf(whyNoApp() !== undefined)('the app', () => {
  it('begins with a new spare where there is no pair yet, and is opened again by who starts it twice', async () => {
    const launched = await launchApp({ env });
    const page = await launched.window('window.html');
    await page.getByRole('heading', { name: 'New spare' }).waitFor();
    expect(await trayMenuOf(launched)).toEqual([
      '[No spare is set up yet]',
      'Set Up a Spare…',
      '-',
      'Open Warmspare…',
      'Settings…',
      '-',
      'Quit Warmspare',
    ]);
    await page.close();
    await eventually(async () => (await shownWindows(launched)).length === 0);
    await expect(startApp({ env, home: launched.home })).rejects.toThrow();
    await eventually(async () => (await shownWindows(launched)).includes(WINDOW));
  });

  it('shows the popover under its icon, and hides it for Escape', async () => {
    const { home } = await withPair();
    const launched = await launchApp({ env, home });
    await clickTray(launched);
    const popover = await launched.window('popover.html');
    await eventually(async () => (await shownWindows(launched)).includes(POPOVER));
    expect(await shownWindows(launched)).toEqual([POPOVER]);
    await popover.getByText('Office').first().waitFor();
    await launched.app.evaluate(({ BrowserWindow }) => {
      const shown = BrowserWindow.getAllWindows().find((window) => window.isVisible());
      shown?.webContents.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' });
    });
    await eventually(async () => (await shownWindows(launched)).length === 0);
  });

  it('lets go of the popover’s page after a time without it', async () => {
    const { home } = await withPair();
    const launched = await launchApp({ env, home });
    await launched.app.evaluate(() => {
      (globalThis as unknown as { warmspare: { popover: { idleMs: number } } }).warmspare.popover.idleMs = 50;
    });
    await clickTray(launched);
    await eventually(async () => (await shownWindows(launched)).includes(POPOVER));
    await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await eventually(() =>
      launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length === 0),
    );
    await showPopover(launched);
    await eventually(async () => (await shownWindows(launched)).includes(POPOVER));
  });

  it('loads a page again that crashed, and writes that down', async () => {
    const launched = await launchApp({ env });
    await eventually(async () => (await shownWindows(launched)).includes(WINDOW));
    const crash = (): Promise<void> =>
      launched.app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        return new Promise((resolve) => {
          window?.webContents.once('did-finish-load', () => resolve());
          window?.webContents.forcefullyCrashRenderer();
        });
      });
    await crash();
    expect(await shownWindows(launched)).toEqual([WINDOW]);
    expect(readFileSync(join(launched.home, 'app.log'), 'utf8')).toMatch(
      /bug-[0-9a-f]{8} page\nError: window is gone/,
    );
  });

  it('has no window once there is a pair, syncs from its menu and tells the window', async () => {
    const { home, source, destination } = await withPair();
    writeFileSync(join(source, 'letter.txt'), 'Dear Anna');
    const launched = await launchApp({ env, home });
    await eventually(async () => (await trayMenuOf(launched)).includes('Sync Now'));
    expect(await shownWindows(launched)).toEqual([]);
    await choose(launched, 'Settings…');
    const page = await launched.window('window.html');
    await page.getByRole('heading', { name: 'General' }).waitFor();
    await choose(launched, 'Sync Now');
    await eventually(() => readFileSync(join(destination, 'letter.txt'), 'utf8') === 'Dear Anna');
    await eventually(async () => (await trayIconOf(launched)) === 'ready');
    const { value } = await askFrom(page, 'snapshot.get');
    expect(value).toMatchObject({
      fault: undefined,
      pairs: [{ lastRun: { outcome: 'succeeded' }, live: undefined }],
    });
  });

  it('asks before it quits in the middle of a run, and leaves nothing of it behind', async () => {
    const fixture = await withPair();
    // Takes a while to be read, and no place.
    writeFileSync(join(fixture.source, 'large'), '');
    truncateSync(join(fixture.source, 'large'), 20 * 1024 ** 3);
    const launched = await launchApp({ env, home: fixture.home });
    await launched.app.evaluate(({ dialog }) => {
      const asked = globalThis as unknown as { asked: number };
      asked.asked = 0;
      dialog.showMessageBox = () => {
        asked.asked += 1;
        return Promise.resolve({ response: asked.asked === 1 ? 1 : 0, checkboxChecked: false });
      };
    });
    await eventually(() => choose(launched, 'Sync Now'));
    await eventually(async () => (await trayIconOf(launched)) === 'syncing');
    await launched.app.evaluate(({ app }) => app.quit());
    const asked = () => launched.app.evaluate(() => (globalThis as unknown as { asked: number }).asked);
    await eventually(async () => (await asked()) === 1);
    await launched.close(60_000);
    expect(rsyncsOf(fixture.source)).toEqual([]);
    const last = await fixture.engine.history.list({ limit: 1 });
    expect(last[0]).toMatchObject({ state: 'finished', outcome: 'cancelled' });
  });

  it('ends cleanly when the system ends it', async () => {
    const { home } = await withPair();
    const launched = await launchApp({ env, home });
    const { pid } = launched;
    const gone = new Promise((resolve) => launched.app.process().once('exit', resolve));
    process.kill(pid, 'SIGTERM');
    expect(await gone).toBe(0);
  });
});

async function withPair(): Promise<PairFixture> {
  const fixture = new PairFixture();
  await fixture.add();
  return fixture;
}

function rsyncsOf(folder: string): readonly string[] {
  return listProcesses()
    .map(({ argv }) => argv.join(' '))
    .filter((line) => line.includes('rsync') && line.includes(folder));
}
