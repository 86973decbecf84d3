import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../engine/api/snapshot.ts';
import type { Host } from '../../engine/index.ts';
import { eventually } from '../helpers/eventually.ts';
import { PairFixture } from '../helpers/pair-fixture.ts';
import { makeTempDir, removeTree } from '../helpers/temp-dir.ts';
import { answerDialogs } from './dialogs.ts';
import { startApp, whyNoApp, type LaunchedApp } from './launch.ts';
import {
  startNotificationServer,
  whyNoNotifications,
  type NotificationServer,
} from './notification-server.ts';
import { askFrom, choose, shownWindows, TEST_ENV as env } from './tray.ts';

/** What the app does by way of the system it runs on. */
describe.skipIf(whyNoApp() !== undefined || whyNoNotifications() !== undefined)('on a desktop', () => {
  let folder: string;
  let server: NotificationServer;
  let pair: PairFixture;
  let launched: LaunchedApp;

  beforeAll(async () => {
    folder = makeTempDir();
    server = await startNotificationServer(folder);
    pair = await new PairFixture({ folder }).add();
    writeFileSync(join(pair.source, 'letter.txt'), 'Dear Anna');
    await pair.sync();
    launched = await startApp({ env, home: pair.home });
  });
  afterAll(async () => {
    await launched?.close();
    await server?.close();
    removeTree(folder);
  });

  const lastRun = (): Promise<Snapshot['pairs'][number]['lastRun']> =>
    launched.app.evaluate(() => {
      const { host } = (globalThis as unknown as { warmspare: { host: Host } }).warmspare;
      const view = host.live.snapshot().pairs[0];
      return view?.live === undefined ? view?.lastRun : undefined;
    });
  /** From the tray, to its end. */
  const sync = async (outcome: string): Promise<void> => {
    // The app answers before it has a host.
    const before = await eventually(lastRun);
    await eventually(() => choose(launched, 'Sync Now'));
    await eventually(async () => {
      const after = await lastRun();
      expect(after?.outcome).toBe(outcome);
      expect(after?.id).not.toBe(before?.id);
    });
  };

  it('a run that goes wrong is told once, a click leads to it, and so is that it is well again', async () => {
    await sync('succeeded');
    renameSync(pair.source, `${pair.source} is away`);
    await sync('refused');
    await eventually(() => expect(server.shown()).toHaveLength(1));
    expect(server.shown()).toEqual([
      {
        title: expect.stringMatching(/^Office: /) as string,
        body: expect.stringContaining(pair.source) as string,
      },
    ]);

    await server.clickLast();
    const page = await launched.window('window.html');
    await page.getByRole('heading', { name: /^Sync, today/ }).waitFor();
    await page.getByText(`The source ${pair.source} does not exist on the primary.`).waitFor();
    // Who looks at it is told nothing more.
    await closeWindows();
    await eventually(async () => (await shownWindows(launched)).length === 0);

    renameSync(`${pair.source} is away`, pair.source);
    await sync('succeeded');
    await eventually(() => expect(server.shown()).toHaveLength(2));
    expect(server.shown()[1]).toMatchObject({ title: 'Office: good again' });
  });

  it('the machine is kept awake while a run is under way, and no longer', async () => {
    const calls = (): Promise<readonly string[]> =>
      launched.app.evaluate(() => (globalThis as unknown as { awake: string[] }).awake);
    await launched.app.evaluate(({ powerSaveBlocker }) => {
      const awake: string[] = [];
      Object.assign(globalThis, { awake });
      const { start, stop } = powerSaveBlocker;
      powerSaveBlocker.start = (kind) => {
        const id = start.call(powerSaveBlocker, kind);
        awake.push(`${kind}: ${String(powerSaveBlocker.isStarted(id))}`);
        return id;
      };
      powerSaveBlocker.stop = (id) => {
        const done = stop.call(powerSaveBlocker, id);
        awake.push(`stopped: ${String(!powerSaveBlocker.isStarted(id))}`);
        return done;
      };
    });
    await sync('succeeded');
    await eventually(async () => expect(await calls()).toHaveLength(2));
    expect(await calls()).toEqual(['prevent-app-suspension: true', 'stopped: true']);
  });

  it('a history and a pair go to the file that was chosen, and a pair comes from one', async () => {
    await eventually(() => choose(launched, 'Open Warmspare…'));
    const page = await launched.window('window.html');
    page.setDefaultTimeout(60_000);
    const person = await answerDialogs(launched);
    await page.getByRole('button', { name: 'History', exact: true }).click();
    await person.choose(undefined);
    await page.getByRole('button', { name: 'Export…' }).click();
    await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click();
    await eventually(async () => expect(await person.asked()).toEqual(['Office history.csv']));

    const table = join(folder, 'runs of the office.csv');
    await person.choose(table);
    await page.getByRole('button', { name: 'Export…' }).click();
    await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click();
    await page.getByText(`Saved to ${table}`).waitFor();
    expect(readFileSync(table, 'utf8').trim().split('\n')).toHaveLength(6);
    expect(statSync(table).mode & 0o777).toBe(0o600);

    await page.getByRole('button', { name: 'Overview', exact: true }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    const document = join(folder, 'office.json');
    await person.choose(document);
    await page.getByRole('button', { name: 'Export Configuration…' }).click();
    await page.getByText(`Saved as ${document}`).waitFor();

    writeFileSync(document, readFileSync(document, 'utf8').replaceAll('Office', 'Attic'));
    const notOne = join(folder, 'letter.json');
    writeFileSync(notOne, 'Dear Anna');
    await page.getByRole('button', { name: 'General', exact: true }).click();
    await person.choose(notOne);
    await page.getByRole('button', { name: 'Import…' }).click();
    await page.getByRole('alert').getByText(notOne).waitFor();
    await person.choose(document);
    await page.getByRole('button', { name: 'Import…' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await page.getByText('Attic').first().waitFor();
    const names = ((await askFrom(page, 'snapshot.get')).value as Snapshot).pairs.map(
      ({ pair: { name } }) => name,
    );
    expect(names.sort()).toEqual(['Attic', 'Office']);
  });

  it('a window with something unsaved on it closes, and the app quits, only when that may go', async () => {
    const person = await answerDialogs(launched);
    await eventually(() => choose(launched, 'Open Warmspare…'));
    const page = await launched.window('window.html');
    page.setDefaultTimeout(60_000);
    const edit = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Volumes', exact: true }).first().click();
      await page.getByText('Trash, search indexes, Time Machine’s own').click();
      await page.getByRole('button', { name: /^Save/ }).waitFor();
    };
    await edit();
    await person.press('Keep Editing');
    await closeWindows();
    await eventually(async () => expect(await person.asked()).toEqual(['Close without saving?']));
    await choose(launched, 'Quit Warmspare');
    await eventually(async () => expect(await person.asked()).toHaveLength(2));
    expect(await page.getByRole('button', { name: /^Save/ }).isEnabled()).toBe(true);

    await person.press('Discard Changes');
    const closed = page.waitForEvent('close');
    await closeWindows();
    await closed;
    expect(await person.asked()).toHaveLength(3);
    expect(readFileSync(join(pair.home, 'config.json'), 'utf8')).not.toContain('macos-data');
  });

  const closeWindows = (): Promise<void> =>
    launched.app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.close();
    });
});
