import type { Page } from 'playwright-core';
import type { SyncOptions } from '../../engine/api/engine.ts';
import type { RunEvent, RunEventBody } from '../../engine/api/events.ts';
import type { Snapshot } from '../../engine/api/snapshot.ts';
import type { RunRecord } from '../../engine/model/run.ts';
import type { Frames } from './app-report.ts';
import { choose } from '../e2e/tray.ts';
import type { LaunchedApp } from '../e2e/launch.ts';

interface Door {
  readonly engine: { sync: (name: string, options: SyncOptions) => Promise<RunRecord> };
  readonly host: { readonly live: { readonly isRunning: boolean; readonly snapshot: () => Snapshot } };
}

/** The next sync is none: it only tells, so many times a second, of progress and of a line of output in turn. */
export async function pretendRun({ app }: LaunchedApp, perSecond: number, seconds: number): Promise<void> {
  await app.evaluate(
    (_electron, { perSecond: rate, ms }) => {
      const { engine, host } = (globalThis as unknown as { warmspare: Door }).warmspare;
      const real = engine.sync;
      const [view] = host.live.snapshot().pairs;
      const [volume] = view?.pair.volumes ?? [];
      if (view?.lastRun === undefined || volume === undefined) throw new Error('no pair with a run');
      const { pair, lastRun } = view;
      const common = { phase: 'copying' as const, volumeId: volume.id };
      engine.sync = (_name, { onEvent }) => {
        engine.sync = real;
        const all = (rate * ms) / 1000;
        let told = 0;
        return new Promise((resolve) => {
          const beganAt = performance.now();
          const timer = setInterval(() => {
            const due = Math.min(all, ((performance.now() - beganAt) * rate) / 1000);
            for (; told < due; told += 1) {
              const bodies: readonly RunEventBody[] = [
                {
                  type: 'run.progress',
                  ...common,
                  filesDone: told,
                  filesTotal: all,
                  bytesDone: told * 4096,
                  fraction: told / all,
                  bytesPerSecond: rate * 4096,
                  secondsLeft: (all - told) / rate,
                },
                { type: 'run.output', text: `>f+++++++++ d1/folder 2/file-${String(told)}.dat` },
              ];
              const body: RunEventBody =
                told === 0
                  ? { type: 'run.started', pairId: pair.id, pairName: pair.name, mode: 'sync' }
                  : told === 1
                    ? { type: 'run.phase', ...common }
                    : (bodies[told % 2] as RunEventBody);
              const at = new Date().toISOString();
              onEvent?.({ ...body, seq: told + 1, at, runId: lastRun.id } as RunEvent);
            }
            if (told < all) return;
            clearInterval(timer);
            resolve(lastRun);
          }, 5);
        });
      };
    },
    { perSecond, ms: seconds * 1000 },
  );
  await choose({ app } as LaunchedApp, 'Sync Now');
}

export function isRunning({ app }: LaunchedApp): Promise<boolean> {
  return app.evaluate(() => (globalThis as unknown as { warmspare: Door }).warmspare.host.live.isRunning);
}

/** How many events the hub has told so far. */
export function toldByHub({ app }: LaunchedApp): Promise<number> {
  return app.evaluate(
    () => (globalThis as unknown as { warmspare: Door }).warmspare.host.live.snapshot().sequence,
  );
}

export function lastOutcome({ app }: LaunchedApp): Promise<string | undefined> {
  return app.evaluate(
    () =>
      (globalThis as unknown as { warmspare: Door }).warmspare.host.live.snapshot().pairs[0]?.lastRun
        ?.outcome,
  );
}

/** The time from each frame to the next, and what came to the page meanwhile. */
export async function framesOf(page: Page, seconds: number): Promise<Frames> {
  const frames = await page.evaluate(`new Promise((resolve) => {
    const times = [];
    let [before, messages, events] = [undefined, 0, 0];
    const stop = window.warmspare.onEvents((batch) => {
      messages += 1;
      events += batch.events.length;
    });
    const began = performance.now();
    const step = (now) => {
      if (before !== undefined) times.push(now - before);
      before = now;
      if (now - began < ${String(seconds * 1000)}) return requestAnimationFrame(step);
      stop();
      resolve({ times, messages, events });
    };
    requestAnimationFrame(step);
  })`);
  return frames as Frames;
}
