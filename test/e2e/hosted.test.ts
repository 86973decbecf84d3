import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectHost } from '../../engine/index.ts';
import { commandLine, startCommandLine } from '../helpers/command-line.ts';
import { eventually } from '../helpers/eventually.ts';
import { PairFixture } from '../helpers/pair-fixture.ts';
import { runProcess } from '../helpers/run-process.ts';
import { launchApp, whyNoApp } from './launch.ts';
import { choose, TEST_ENV as env, trayIconOf, trayMenuOf } from './tray.ts';

async function aPair(): Promise<PairFixture> {
  const pair = await new PairFixture().add();
  writeFileSync(join(pair.source, 'letter.txt'), 'Dear Anna');
  return pair;
}

/** Takes a while to be read, and no place. */
function makeLong(pair: PairFixture): void {
  writeFileSync(join(pair.source, 'large'), '');
  truncateSync(join(pair.source, 'large'), 40 * 1024 ** 3);
}

describe.skipIf(whyNoApp() !== undefined)('the app and the command line', () => {
  it('are one: what the shell begins moves in the tray, and is called off from there', async () => {
    const pair = await aPair();
    const launched = await launchApp({ env, home: pair.home });
    expect((await connectHost(pair.home))?.record).toMatchObject({ kind: 'app', pid: launched.pid });
    expect(await runProcess(commandLine(pair.home, 'sync', 'Office'))).toMatchObject({ stderr: '' });
    await eventually(async () => (await trayIconOf(launched)) === 'ready');
    makeLong(pair);
    const sync = startCommandLine(pair.home, 'sync', 'Office', '--json');
    // It says how far the run is, which is soon another number.
    await eventually(async () => {
      const cancel = (await trayMenuOf(launched)).find((label) => label.startsWith('Cancel Sync'));
      await choose(launched, cancel ?? 'Cancel Sync');
    });
    const { code, stdout } = await sync.exited;
    expect([code, JSON.parse(stdout.trim().split('\n').at(-1) ?? '')]).toMatchObject([
      130,
      { type: 'run.finished', outcome: 'cancelled' },
    ]);
  });

  it('has the app show what warmspare serve does, and take its place when that is killed', async () => {
    const pair = await aPair();
    const host = startCommandLine(pair.home, 'serve', '--json');
    await eventually(async () => (await connectHost(pair.home)) !== undefined);
    const launched = await launchApp({ env, home: pair.home });
    await choose(launched, 'Sync Now');
    await eventually(async () => (await trayIconOf(launched)) === 'ready');
    expect(await pair.engine.history.list()).toMatchObject([
      { outcome: 'succeeded', owner: { pid: host.pid } },
    ]);
    makeLong(pair);
    await choose(launched, 'Sync Now');
    await eventually(() => readdirSync(pair.destination, { recursive: true }).length > 2);
    host.signal('SIGKILL');
    await eventually(async () => (await trayIconOf(launched)) === 'needs-you');
    truncateSync(join(pair.source, 'large'), 0);
    await eventually(() => choose(launched, 'Sync Now'));
    // What the killed one had started is ended first.
    await eventually(async () => (await trayIconOf(launched)) === 'ready', { timeoutMs: 60_000 });
    const [last] = await pair.engine.history.list();
    expect(last).toMatchObject({ outcome: 'succeeded', owner: { pid: launched.pid } });
    expect(await pair.differences()).toEqual([]);
  });

  it('leaves a run of warmspare serve alone when the app is quit', async () => {
    const pair = await aPair();
    makeLong(pair);
    const host = startCommandLine(pair.home, 'serve', '--json');
    await eventually(async () => (await connectHost(pair.home)) !== undefined);
    const launched = await launchApp({ env, home: pair.home });
    await choose(launched, 'Sync Now');
    await eventually(() => readdirSync(pair.destination, { recursive: true }).length > 1);
    await choose(launched, 'Quit Warmspare').catch(() => choose(launched, 'Quit Warmspare…'));
    await launched.close(10_000);
    expect(host.isRunning).toBe(true);
    expect(await pair.engine.history.list()).toMatchObject([{ state: 'running', owner: { pid: host.pid } }]);
  });
});
