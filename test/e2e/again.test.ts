import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../engine/api/snapshot.ts';
import { eventually } from '../helpers/eventually.ts';
import { PairFixture } from '../helpers/pair-fixture.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { launchApp, whyNoApp, type LaunchedApp } from './launch.ts';
import { askFrom, choose, TEST_ENV as env, trayIconOf, trayMenuOf } from './tray.ts';

const EARLY = fileURLToPath(new URL('../fixtures/early-data-folder/', import.meta.url));

describe.skipIf(whyNoApp() !== undefined)('an app that is started again', () => {
  it('finds everything as it was left: window, settings, history and a half-finished set-up', async () => {
    const pair = await new PairFixture().add();
    writeFileSync(join(pair.source, 'letter.txt'), 'Dear Anna');
    const bounds = { x: 60, y: 40, width: 900, height: 640 };

    const first = await launchApp({ env, home: pair.home });
    await eventually(() => choose(first, 'Sync Now'));
    await eventually(async () => (await trayIconOf(first)) === 'ready');
    const before = await windowOf(first, 'Settings…');
    await before.getByRole('switch', { name: 'Age beside the icon' }).press('Space');
    await before.getByRole('button', { name: 'New spare…' }).click();
    await before.getByRole('textbox', { name: 'Name or address', exact: true }).click();
    await before.keyboard.type('spare.local');
    await before.getByText('Advanced').click();
    await before.getByRole('textbox', { name: 'Port' }).fill('2200');
    await first.app.evaluate(({ BrowserWindow }, place) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('window.html'))
        ?.setBounds(place);
    }, bounds);
    await eventually(async () => expect(await boundsOf(first)).toEqual(bounds));
    await before.getByRole('textbox', { name: 'Port' }).fill('2201');
    // At once, with the window open: what was typed last is kept, too.
    await choose(first, 'Quit Warmspare');
    await first.close(60_000);
    expect(readFileSync(join(pair.home, 'window.json'), 'utf8')).toContain('"width": 900');

    const second = await launchApp({ env, home: pair.home });
    await eventually(async () => (await trayIconOf(second)) === 'ready');
    const after = await windowOf(second, 'Settings…');
    await eventually(async () => expect(await boundsOf(second)).toEqual(bounds));
    await after.getByRole('switch', { name: 'Age beside the icon', checked: true }).waitFor();
    await after.getByRole('button', { name: 'New spare…' }).click();
    await after.getByRole('heading', { name: 'Find the spare' }).waitFor();
    const address = after.getByRole('textbox', { name: 'Name or address', exact: true });
    expect(await address.inputValue()).toBe('spare.local');
    await after.getByText('Advanced').click();
    expect(await after.getByRole('textbox', { name: 'Port' }).inputValue()).toBe('2201');
    await after.getByRole('button', { name: 'History' }).click();
    await after.getByText('This is the only run.').waitFor();
    expect((await snapshotOf(after)).pairs).toMatchObject([{ lastRun: { outcome: 'succeeded' } }]);
  });

  it('says that a run was interrupted when it was killed in the middle of it, and mends that', async () => {
    const pair = await new PairFixture().add();
    const large = join(pair.source, 'large');
    writeFileSync(join(pair.source, 'letter.txt'), 'Dear Anna');
    writeFileSync(large, '');
    truncateSync(large, 40 * 1024 ** 3);
    const first = await launchApp({ env, home: pair.home });
    await eventually(() => choose(first, 'Sync Now'));
    await eventually(() => readdirSync(pair.destination, { recursive: true }).length > 1);
    await first.kill();

    const second = await launchApp({ env, home: pair.home });
    await eventually(async () => (await trayIconOf(second)) === 'needs-you');
    const page = await windowOf(second, 'Open Warmspare…');
    await page.getByText('Sync failed').first().waitFor();
    await page.getByText('The run ended without finishing').first().waitFor();
    expect((await snapshotOf(page)).pairs).toMatchObject([
      { live: undefined, lastRun: { outcome: 'failed', problems: [{ code: 'run.interrupted' }] } },
    ]);
    rmSync(large);
    await page.getByRole('button', { name: 'Sync Now', exact: true }).first().click();
    await eventually(async () => (await trayIconOf(second)) === 'ready');
    expect(await pair.differences()).toEqual([]);
    await first.close();
  });

  it('goes on from a data folder that an early version wrote', async () => {
    const { home, source, destination } = earlyDataFolder();
    const launched = await launchApp({ env, home });
    const page = await windowOf(launched, 'Open Warmspare…');
    await page
      .getByRole('button', { name: 'Anna’s + Co.' })
      .or(page.getByText("Anna's + Co."))
      .first()
      .waitFor();
    const pairs = async (): Promise<Snapshot['pairs']> => (await snapshotOf(page)).pairs;
    expect(await pairs()).toMatchObject([
      {
        pair: { name: 'Office', filters: { preset: 'none', excludes: ['*.tmp'] } },
        lastRun: { id: EARLY_RUN, outcome: 'succeeded' },
        recoveryPoint: '2026-11-26T16:39:45.228Z',
      },
      {
        pair: {
          name: "Anna's + Co.",
          standby: { kind: 'ssh', port: 2222 },
          filters: { preset: 'macos-data' },
        },
      },
    ]);
    writeFileSync(join(source, 'draft.tmp'), '');
    writeFileSync(join(source, 'letter 2.txt'), 'Dear Anna');
    await eventually(() => choose(launched, 'Sync Now', 'Office'));
    await eventually(async () => {
      const [office] = await pairs();
      expect(office).toMatchObject({ live: undefined, lastRun: { totals: { created: 1, deleted: 0 } } });
      expect(office?.lastRun?.id).not.toBe(EARLY_RUN);
    });
    expect(readdirSync(destination).sort()).toEqual(['.warmspare-standby', 'letter 2.txt', 'letter.txt']);
    expect(readFileSync(join(home, 'config.json'), 'utf8')).toContain("Anna's + Co.");
  });

  it.each([
    ['{"version":1,"pairs":[{"id":', /^The configuration \/.* cannot be read/],
    ['{"version":7,"pairs":[],"spares":["Attic"]}', /was written by a newer Warmspare \(version 7\)/],
  ])('leaves a configuration like %s as it is, and says what is wrong', async (config, says) => {
    const home = join(tempDir(), 'home');
    mkdirSync(home);
    const file = join(home, 'config.json');
    writeFileSync(file, config);
    const launched = await launchApp({ env, home });
    await eventually(async () => (await trayIconOf(launched)) === 'needs-you');
    expect(await trayMenuOf(launched)).toContain('[Pairs cannot be read]');
    const page = await windowOf(launched, 'Open Warmspare…');
    await page.getByRole('alert').getByText('Pairs cannot be read').waitFor();
    await page.getByRole('alert').getByText(says).waitFor();
    expect(await trayMenuOf(launched)).not.toContain('Sync Now');
    // Not even by asking for it.
    const refused = await askFrom(page, 'pair.add', {
      name: 'Attic',
      primary: { kind: 'local' },
      standby: { kind: 'local' },
      volumes: [{ source: home, destination: join(home, 'there') }],
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
    });
    expect(refused.ok).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(config);
    // Put right by hand while the app is open.
    writeFileSync(file, '{"version":1,"pairs":[]}');
    await page.getByRole('alert').getByText('Pairs cannot be read').waitFor({ state: 'hidden' });
    await eventually(async () => expect(await trayMenuOf(launched)).toContain('[No spare is set up yet]'));
  });
});

const EARLY_RUN = '20261126-163945-ug7q';

/** What commit f874d2e of November 2026 wrote: two pairs and a run. Without the identity of the disks that it knew. */
function earlyDataFolder(): { readonly home: string; readonly source: string; readonly destination: string } {
  const folder = tempDir();
  const home = join(folder, 'home');
  cpSync(EARLY, home, { recursive: true });
  for (const entry of readdirSync(home, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('/FOLDER', folder));
  }
  const [source, destination] = [join(folder, 'primary'), join(folder, 'standby')];
  for (const each of [source, destination]) {
    mkdirSync(each);
    writeFileSync(join(each, 'letter.txt'), 'Dear Anna\n');
    utimesSync(join(each, 'letter.txt'), 1, 1);
  }
  const marker = '{"version":1,"pairId":"pair-vz4cqdweik","volumeId":"vol-ksqryl"}\n';
  writeFileSync(join(destination, '.warmspare-standby'), marker);
  return { home, source, destination };
}

async function windowOf(launched: LaunchedApp, item: string): Promise<Page> {
  await eventually(() => choose(launched, item));
  const page = await launched.window('window.html');
  page.setDefaultTimeout(60_000);
  return page;
}

async function snapshotOf(page: Page): Promise<Snapshot> {
  return (await askFrom(page, 'snapshot.get')).value as Snapshot;
}

function boundsOf({ app }: LaunchedApp): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().includes('window.html'))
      ?.getBounds(),
  );
}
