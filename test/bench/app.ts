import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createEngine } from '../../engine/index.ts';
import { startApp, type LaunchedApp } from '../e2e/launch.ts';
import { choose, TEST_ENV, trayIconOf } from '../e2e/tray.ts';
import { eventually } from '../helpers/eventually.ts';
import { sshEndpoint } from '../helpers/pair-fixture.ts';
import { appIn, startBare } from './app-bare.ts';
import { framesOf, isRunning, lastOutcome, pretendRun, toldByHub } from './app-flood.ts';
import { openPopover } from './app-popover.ts';
import { cpuOver, memoryOf, mostMemory } from './app-processes.ts';
import type { AppFigures } from './app-report.ts';
import { makeEmptyFiles } from './made-files.ts';
import type { Workplace } from './workplace.ts';

export interface AppOptions {
  readonly files: number;
  /** How long CPU at idle is looked at. */
  readonly idleSeconds: number;
  readonly say: (text: string) => void;
}

/** As the popover shows. */
const EARLIER_RUNS = 14;
const LAUNCHES = 5;
const COLD = 5;
const WARM = 9;
/** Until what a start leaves behind is done. */
const SETTLE_MS = 20_000;
const SHOWN_MS = 4_000;
const QUIET_SECONDS = 3;
const FLOOD_SECONDS = 10;
const PER_SECOND = 5_000;
const RUN_MS = 600_000;
const BARE_APP = fileURLToPath(new URL('../fixtures/bare-app/', import.meta.url));

/** The built app from its start to a run over very many files; each thing once all before it is at rest. */
export async function measureApp(place: Workplace, options: AppOptions): Promise<AppFigures> {
  const { files, say } = options;
  const appFolder = appIn(place.folder);
  const homes = [await makeHome(place, 'a'), await makeHome(place, 'b')] as const;
  say(`${files.toLocaleString('en')} files are made`);
  const made = join(place.folder, 'made');
  makeEmptyFiles(made, files);

  say('the tray');
  const tray: number[] = [];
  for (let at = 0; at < LAUNCHES; at += 1) {
    const app = await startBare(appFolder, homes[0].data);
    tray.push(app.trayMs);
    await app.close();
  }
  const idle = await measureIdle(appFolder, [homes[0].data, homes[1].data], options);
  const launched = await startApp({ appFolder, home: homes[1].data, env: TEST_ENV });
  try {
    // It answers before it has a tray.
    await eventually(() => trayIconOf(launched));
    say('the popover');
    const popover = {
      cold: await opened(launched, 'cold', COLD),
      warm: await opened(launched, 'warm', WARM),
    };
    say('frames');
    const frames = await measureFrames(launched);
    say('the run');
    renameSync(made, join(homes[1].source, 'made'));
    const beganAt = performance.now();
    const run = await mostMemory(launched.pid, wholeRun(launched));
    const runSeconds = (performance.now() - beganAt) / 1000;
    return {
      files,
      runSeconds,
      tray,
      popover,
      memory: { ...idle.memory, run },
      cpu: idle.cpu,
      frames: { perSecond: PER_SECOND, ...frames },
    };
  } finally {
    await launched.close();
  }
}

/**
 * Two apps with nothing attached (to Playwright no page is ever hidden): one only started, one with its popover hidden again; and
 * beside them an app that is nothing but a tray icon.
 */
async function measureIdle(
  appFolder: string,
  homes: readonly [string, string],
  { idleSeconds, say }: AppOptions,
): Promise<{
  readonly memory: Omit<AppFigures['memory'], 'run'>;
  readonly cpu: AppFigures['cpu'];
}> {
  say('memory at idle');
  const first = await startBare(appFolder, homes[0]);
  const apps = [first];
  try {
    await delay(SETTLE_MS);
    // Before there is another one to share pages with.
    const started = memoryOf(first.pid);
    const second = await startBare(appFolder, homes[1]);
    apps.push(second);
    second.tell('show popover');
    await delay(SHOWN_MS);
    second.tell('hide popover');
    await delay(SETTLE_MS);
    say(`CPU at idle, ${String(idleSeconds)} s`);
    const bare = await startBare(BARE_APP, join(homes[0], 'bare'));
    apps.push(bare);
    await delay(SETTLE_MS);
    const [startedCpu, hiddenCpu, bareCpu] = await Promise.all([
      cpuOver(first.pid, idleSeconds),
      cpuOver(second.pid, idleSeconds),
      cpuOver(bare.pid, idleSeconds),
    ]);
    await bare.close();
    await first.close();
    const hidden = memoryOf(second.pid);
    return { memory: { started, hidden }, cpu: { started: startedCpu, hidden: hiddenCpu, bare: bareCpu } };
  } finally {
    for (const app of apps) await app.close();
  }
}

/** A data folder with a pair that was copied many times. */
async function makeHome(
  { folder, sshd }: Workplace,
  name: string,
): Promise<{ readonly data: string; readonly source: string }> {
  const data = join(folder, `${name}.home`);
  const [source, destination] = [join(folder, `${name}.source`), join(folder, `${name}.copy`)];
  for (const each of [source, destination]) mkdirSync(each);
  const engine = createEngine({ home: data });
  await engine.pairs.add({
    name: 'Office',
    primary: { kind: 'local' },
    standby: sshEndpoint(sshd),
    deletion: { kind: 'mirror', limit: { kind: 'default' } },
    preset: 'none',
    excludes: [],
    volumes: [{ source, destination }],
  });
  await engine.check('Office');
  // A source with nothing in it is refused.
  makeEmptyFiles(join(source, 'before'), 10);
  for (let at = 0; at < EARLIER_RUNS; at += 1) {
    const { outcome } = await engine.sync('Office', { mode: 'sync' });
    if (outcome !== 'succeeded') throw new Error(`an earlier run ended as ${String(outcome)}`);
  }
  return { data, source };
}

async function opened(launched: LaunchedApp, page: 'cold' | 'warm', times: number): Promise<number[]> {
  const all: number[] = [];
  for (let at = 0; at < times; at += 1) all.push(await openPopover(launched, page));
  return all;
}

async function measureFrames(launched: LaunchedApp): Promise<Omit<AppFigures['frames'], 'perSecond'>> {
  await choose(launched, 'Open Warmspare…');
  const page = await launched.window('window.html');
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await delay(QUIET_SECONDS * 1000);
  const quiet = await framesOf(page, QUIET_SECONDS);
  // It goes on for a little longer than what is looked at.
  await pretendRun(launched, PER_SECOND, FLOOD_SECONDS + 1);
  await page.getByRole('progressbar').first().waitFor();
  const [before, beganAt] = [await toldByHub(launched), performance.now()];
  const flood = await framesOf(page, FLOOD_SECONDS);
  const told = (await toldByHub(launched)) - before;
  const toldPerSecond = (told / (performance.now() - beganAt)) * 1000;
  await eventually(async () => !(await isRunning(launched)), { timeoutMs: 20_000 });
  return { quiet, flood, toldPerSecond };
}

async function wholeRun(launched: LaunchedApp): Promise<void> {
  // The menu is a moment late.
  await eventually(() => choose(launched, 'Sync Now'));
  await eventually(() => isRunning(launched));
  await eventually(async () => !(await isRunning(launched)), { timeoutMs: RUN_MS, everyMs: 250 });
  const outcome = await lastOutcome(launched);
  if (outcome !== 'succeeded') throw new Error(`the run ended as ${String(outcome)}`);
}
