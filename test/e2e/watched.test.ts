import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { EventBatch } from '../../engine/api/app-contract.ts';
import type { HostEvent } from '../../engine/api/contract.ts';
import type { RunEvent } from '../../engine/api/events.ts';
import type { Host } from '../../engine/index.ts';
import { jsonLinesOf, startCommandLine } from '../helpers/command-line.ts';
import { eventually } from '../helpers/eventually.ts';
import { PairFixture } from '../helpers/pair-fixture.ts';
import type { StartedProcess } from '../helpers/run-process.ts';
import { launchApp, whyNoApp, type LaunchedApp } from './launch.ts';
import { choose, shownWindows, TEST_ENV as env } from './tray.ts';

const isOfRun = ({ type }: { readonly type: string }): boolean => type.startsWith('run.');
/** What the process printed of runs so far. */
const printedBy = (started: StartedProcess): RunEvent[] => jsonLinesOf<RunEvent>(started).filter(isOfRun);
const runEventsOf = (events: readonly { readonly type: string }[]): RunEvent[] =>
  (events as readonly HostEvent[]).flatMap((event) =>
    event.type === 'live' && event.event.type === 'run.event' ? [event.event.event] : [],
  );

/** Everything that comes to the app's main process from now on, as JSON has it. */
async function listenInMain({ app }: LaunchedApp): Promise<() => Promise<RunEvent[]>> {
  await app.evaluate(() => {
    const { host } = (globalThis as unknown as { warmspare: { host: Host } }).warmspare;
    const heard: HostEvent[] = [];
    host.subscribe((event) => heard.push(event));
    Object.assign(globalThis, { heard });
  });
  return async () =>
    runEventsOf(JSON.parse(await app.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'heard')))));
}

/** The same of a page that is shown. */
async function listenInPage(page: Page): Promise<() => Promise<RunEvent[]>> {
  await page.evaluate(() => {
    const door = Reflect.get(globalThis, 'warmspare') as {
      onEvents: (listener: (batch: EventBatch) => void) => void;
    };
    const heard: unknown[] = [];
    door.onEvents(({ events }) => heard.push(...events));
    Object.assign(globalThis, { heard });
  });
  return async () =>
    runEventsOf(JSON.parse(await page.evaluate(() => JSON.stringify(Reflect.get(globalThis, 'heard')))));
}

/** A page is told the newest progress alone, and no lines of a log. */
const forPages = (events: readonly RunEvent[]): RunEvent[] =>
  events.filter(({ type }) => type !== 'run.progress' && type !== 'run.output');

describe.skipIf(whyNoApp() !== undefined)('the app and three command lines at once', () => {
  it.each(['serve', 'app'] as const)('see the same events of a run, where the host is %s', async (kind) => {
    const pair = await new PairFixture().add();
    for (let at = 0; at < 200; at += 1) writeFileSync(join(pair.source, `letter ${String(at)}`), 'Dear Anna');
    if (kind === 'serve') await startCommandLine(pair.home, 'serve').waitForOutput(/keeps the pairs/);
    const launched = await launchApp({ env, home: pair.home });
    await eventually(() => choose(launched, 'Open Warmspare…'));
    const page = await launched.window('window.html');
    await eventually(async () => (await shownWindows(launched)).some((url) => url.includes('window.html')));
    const [inMain, inPage] = [await listenInMain(launched), await listenInPage(page)];
    const watching = [
      startCommandLine(pair.home, 'watch', '--json'),
      startCommandLine(pair.home, 'watch', 'Office', '--json'),
    ];
    for (const each of watching) await each.waitForOutput(new RegExp(`"watch\\.attached","kind":"${kind}"`));

    const sync = startCommandLine(pair.home, 'sync', 'Office', '--json');
    expect(await sync.exited).toMatchObject({ code: 0, stderr: '' });
    const events = printedBy(sync);
    expect(events.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'succeeded' });
    expect(new Set(events.map(({ type }) => type))).toEqual(
      new Set(['run.started', 'run.phase', 'run.progress', 'run.planned', 'run.finished']),
    );
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    for (const each of watching) await eventually(() => expect(printedBy(each)).toEqual(events));
    await eventually(async () => expect(await inMain()).toEqual(events));
    await eventually(async () => expect(forPages(await inPage())).toEqual(forPages(events)));
    for (const each of await inPage()) expect(events).toContainEqual(each);

    for (const each of watching) {
      each.signal('SIGINT');
      expect(await each.exited).toMatchObject({ code: 0, stderr: '' });
      expect(printedBy(each)).toEqual(events);
    }
    expect(await pair.differences()).toEqual([]);
  });
});
