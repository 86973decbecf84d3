import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../engine/api/snapshot.ts';
import { startLoopbackSshd, type LoopbackSshd } from '../helpers/loopback-sshd.ts';
import { eventually } from '../helpers/eventually.ts';
import { PairFixture, sshEndpoint } from '../helpers/pair-fixture.ts';
import { listProcesses } from '../helpers/proc.ts';
import { makeTempDir, removeTree } from '../helpers/temp-dir.ts';
import { startApp, whyNoApp, type LaunchedApp } from './launch.ts';
import {
  askFrom,
  choose,
  clickTray,
  shownWindows,
  TEST_ENV as env,
  trayIconOf,
  trayMenuOf,
  traySubmenuOf,
} from './tray.ts';

/** One app with two pairs, as somebody has it for an hour: `Films` has a run that takes long, `Letters` a standby by ssh. */
describe.skipIf(whyNoApp() !== undefined)('an app with two pairs', () => {
  let folder: string;
  let sshd: LoopbackSshd;
  let letters: PairFixture;
  let films: string;
  let launched: LaunchedApp;
  let popover: Page;

  beforeAll(async () => {
    folder = makeTempDir();
    films = join(folder, 'films');
    for (const made of [films, join(folder, 'films there')]) mkdirSync(made);
    writeFileSync(join(films, 'small'), 'a film');
    // Takes a while to be read, and no place.
    writeFileSync(join(films, 'large'), '');
    truncateSync(join(films, 'large'), 40 * 1024 ** 3);
    sshd = await startLoopbackSshd();
    letters = new PairFixture({
      folder,
      name: 'Letters',
      standby: sshEndpoint(sshd),
      deletion: { kind: 'mirror', limit: { kind: 'entries', entries: 10 } },
    });
    await letters.add();
    for (let i = 0; i < 30; i++) writeFileSync(join(letters.source, `letter ${i}`), `Dear Anna, ${i}`);
    await letters.engine.pairs.add({
      name: 'Films',
      primary: { kind: 'local' },
      standby: { kind: 'local' },
      deletion: { kind: 'mirror', limit: { kind: 'default' } },
      preset: 'none',
      excludes: [],
      volumes: [{ source: films, destination: join(folder, 'films there') }],
    });
    launched = await startApp({ env, home: letters.home });
    await clickTray(launched);
    popover = await launched.window('popover.html');
    popover.setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await launched?.close();
    await sshd?.stop();
    removeTree(folder);
  });

  const viewOf = async (name: string): Promise<Snapshot['pairs'][number]> => {
    const { pairs } = (await askFrom(popover, 'snapshot.get')).value as Snapshot;
    const view = pairs.find(({ pair }) => pair.name === name);
    if (view === undefined) throw new Error(`no ${name}`);
    return view;
  };
  const ended = (name: string, outcome: string): Promise<unknown> =>
    eventually(async () =>
      expect(await viewOf(name)).toMatchObject({ live: undefined, lastRun: { outcome } }),
    );
  /** The menu follows what happens by a moment. */
  const fromMenu = (...labels: readonly string[]): Promise<void> =>
    eventually(() => choose(launched, ...labels));
  /** What the menu says of the pairs, from the top. */
  const states = async (): Promise<readonly string[]> =>
    (await trayMenuOf(launched)).filter((label) => /^(Letters|Films): /.test(label));

  it('syncs one from the tray’s submenu, and has the worse one on top', async () => {
    expect(await states()).toEqual(['Letters: no whole copy yet', 'Films: no whole copy yet']);
    expect(await traySubmenuOf(launched, 'Sync Now')).toEqual(['Letters', 'Films']);
    await fromMenu('Sync Now', 'Letters');
    await ended('Letters', 'succeeded');
    expect(await letters.differences()).toEqual([]);
    await eventually(async () =>
      expect(await states()).toEqual(['Films: no whole copy yet', 'Letters: copied just now']),
    );
    const heads = popover.locator('.pair-head');
    await eventually(async () =>
      expect(await heads.allInnerTexts()).toEqual([
        expect.stringMatching(/^Films\s+No whole copy yet$/) as string,
        expect.stringMatching(/^Letters\s+Copied just now$/) as string,
      ]),
    );
    expect(await trayIconOf(launched)).toBe('needs-you');
  });

  it('runs two at once, and cancels one from the tray and again from the popover', async () => {
    await fromMenu('Sync Now', 'Films');
    await eventually(async () => (await trayIconOf(launched)) === 'syncing');
    writeFileSync(join(letters.source, 'letter 30'), 'Dear Anna, again');
    await fromMenu('Sync Now', 'Letters');
    await eventually(async () => expect(await letters.differences()).toEqual([]));
    await ended('Letters', 'succeeded');
    expect((await viewOf('Films')).live).toBeDefined();
    // It says how far the run is, which is soon another number.
    await eventually(async () => {
      const labels = await traySubmenuOf(launched, 'Sync Now');
      const label = labels.find((each) => each.startsWith('Cancel Films'));
      await choose(launched, 'Sync Now', label ?? 'Cancel Films');
    });
    await ended('Films', 'cancelled');
    await eventually(() => expect(rsyncsOf(films)).toEqual([]), { timeoutMs: 10_000 });
    await eventually(async () => expect((await states())[0]).toBe('Films: sync cancelled'));

    await popover.getByText('Sync cancelled').first().waitFor();
    await popover.getByRole('button', { name: 'Sync Now', exact: true }).first().click();
    await popover.getByRole('progressbar').waitFor();
    await popover.getByRole('button', { name: 'Cancel', exact: true }).click();
    await eventually(async () => (await viewOf('Films')).live === undefined);
    await eventually(() => expect(rsyncsOf(films)).toEqual([]), { timeoutMs: 10_000 });
    rmSync(join(films, 'large'));
    await fromMenu('Sync Now', 'Films');
    await ended('Films', 'succeeded');
    await eventually(async () => (await trayIconOf(launched)) === 'ready');
  });

  it('holds a run that deletes much, until it is approved in the window', async () => {
    for (let i = 0; i < 20; i++) rmSync(join(letters.source, `letter ${i}`));
    await fromMenu('Sync Now', 'Letters');
    await ended('Letters', 'held');
    expect(readdirSync(letters.destination).filter((name) => name.startsWith('letter'))).toHaveLength(31);
    await eventually(async () => (await trayIconOf(launched)) === 'needs-you');
    await fromMenu('Letters: Review Changes…');
    const window = await launched.window('window.html');
    window.setDefaultTimeout(60_000);
    await window.getByRole('group', { name: 'Letters' }).getByRole('button', { name: 'Overview' }).click();
    await window.getByText('Would be deleted: 20 entries').waitFor();
    await window.getByRole('button', { name: 'Approve and Run…' }).click();
    const asked = window.getByRole('alertdialog');
    await asked.getByRole('heading', { name: 'Delete 20 entries on the spare?' }).waitFor();
    await asked.getByRole('button', { name: 'Approve and Run', exact: true }).click();
    await ended('Letters', 'succeeded');
    expect(await letters.differences()).toEqual([]);
    await eventually(async () => (await trayIconOf(launched)) === 'ready');
  });

  it('explains why the standby is not reached, and is right again once it is', async () => {
    await sshd.halt();
    writeFileSync(join(letters.source, 'new letter'), 'Dear Bert');
    await fromMenu('Sync Now', 'Letters');
    await eventually(async () => (await trayIconOf(launched)) === 'needs-you');
    const window = await launched.window('window.html');
    await window.getByText('Sync failed').first().waitFor();
    const main = await window.getByRole('main').innerText();
    expect(main).toContain('Turn on Remote Login there');
    expect(await states()).toEqual(['Letters: sync failed', expect.stringMatching(/^Films: copied /)]);
    await sshd.start();
    await window.getByRole('button', { name: 'Sync Now', exact: true }).first().click();
    await ended('Letters', 'succeeded');
    expect(readFileSync(join(letters.destination, 'new letter'), 'utf8')).toBe('Dear Bert');
    await eventually(async () => (await trayIconOf(launched)) === 'ready');
    await window.getByText('Copied just now').first().waitFor();
    await window.close();
    await eventually(async () => (await shownWindows(launched)).every((url) => !url.includes('window.html')));
  });
});

function rsyncsOf(folder: string): readonly string[] {
  return listProcesses()
    .map(({ argv }) => argv.join(' '))
    .filter((line) => line.includes('rsync') && line.includes(folder));
}
