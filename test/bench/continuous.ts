import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunRecord } from '../../engine/model/run.ts';
import { RandomChanges } from '../helpers/random-changes.ts';
import { Arrivals } from './arrivals.ts';
import { FollowingHost } from './following-host.ts';
import { makeSmallFiles, someOfMade } from './made-files.ts';
import { insistOnSame } from './sides.ts';
import { until } from './until.ts';
import type { Workplace } from './workplace.ts';

export interface ContinuousOptions {
  readonly files: number;
  readonly changes: number;
  readonly seconds: number;
  readonly seed: number;
}

/** What a host did that followed a changing tree. */
export interface ContinuousResult {
  readonly options: ContinuousOptions;
  readonly done: number;
  /** From a change to its copy on the standby; only of what was not changed again before. */
  readonly latencySeconds: readonly number[];
  /** Shares of one core over the time of the changes: of the host's own process, and with all that it started. */
  readonly ownCpu: number;
  readonly allCpu: number;
  readonly peakBytes: number;
  /** By what they looked at. */
  readonly changedRuns: number;
  readonly wholeRuns: number;
}

/** Of the files that were there, so many take part in the changes. */
const TAKING_PART = 2_000;
const LOOK_MS = 100;
/** One change of so many is of an extended attribute, which leaves the times as they were: when it arrives is not seen, that it did is. */
const EXTENDED_EVERY = 13;

/** A host in a process of its own follows a tree, while a person and programs change it at random. Throws where both are not the same at the end. */
export async function runContinuous(place: Workplace, options: ContinuousOptions): Promise<ContinuousResult> {
  const source = join(place.folder, 'followed');
  makeSmallFiles(source, options.files);
  const destination = join(place.folder, 'followed.engine');
  const host = await FollowingHost.start(place, source, destination);
  const before = cpuSeconds(host.pid);
  const startedAt = performance.now();
  const { done, latencySeconds } = await changeAtRandom(source, destination, options);
  const seconds = (performance.now() - startedAt) / 1000;
  const after = cpuSeconds(host.pid);
  const peakBytes = host.peakBytes();
  // What was changed last settles, too.
  await until(async () => isQuiet(await host.runs(1)), 300);
  await insistOnSame(source, destination);
  const runs = await host.runs();
  await host.stop();
  return {
    options,
    done,
    latencySeconds,
    ownCpu: (after.own - before.own) / seconds,
    allCpu: (after.all - before.all) / seconds,
    peakBytes,
    changedRuns: runs.filter(({ scope }) => scope?.kind === 'changed').length,
    wholeRuns: runs.filter(({ scope }) => scope?.kind === 'whole').length,
  };
}

async function changeAtRandom(
  source: string,
  destination: string,
  { files, changes, seconds, seed }: ContinuousOptions,
): Promise<{ readonly done: number; readonly latencySeconds: readonly number[] }> {
  mkdirSync(join(source, 'work'));
  const random = new RandomChanges(source, seed);
  random.folders.splice(0, 1, 'work');
  random.files.push(...someOfMade(files, TAKING_PART));
  const arrivals = new Arrivals(source, destination);
  const startedAt = performance.now();
  let done = 0;
  for (let at = 0; at < changes || performance.now() - startedAt < seconds * 1000;) {
    const due = Math.floor(((performance.now() - startedAt) / 1000 / seconds) * changes);
    for (; at < Math.min(due, changes); at++) {
      if (at % EXTENDED_EVERY === 0) {
        done += setExtended(source, random.files[at % random.files.length], at) ? 1 : 0;
        continue;
      }
      const path = random.change();
      if (path === undefined) continue;
      done += 1;
      arrivals.expect(path);
    }
    arrivals.look();
    await delay(LOOK_MS);
  }
  await until(async () => arrivals.look() === 0, 120);
  return { done, latencySeconds: arrivals.seconds };
}

/** False: the file is gone with a folder, or a folder by now. */
function setExtended(source: string, path: string | undefined, value: number): boolean {
  if (path === undefined) return false;
  const args = ['-h', '-n', 'user.warmspare', '-v', String(value), join(source, path)];
  return spawnSync('setfattr', args, { stdio: 'ignore' }).status === 0;
}

/** Nothing has been run for longer than changes take to settle. */
function isQuiet([last]: readonly RunRecord[]): boolean {
  const ended = Date.parse(last?.finishedAt ?? '');
  return Date.now() - ended > 15_000;
}

const TICKS = 100;

/** proc(5), /proc/PID/stat: fields 14 to 17 are user and system time, of the process and of those that it waited for. */
function cpuSeconds(pid: number): { readonly own: number; readonly all: number } {
  const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
  const own = (user + system) / TICKS;
  return { own, all: own + (childUser + childSystem) / TICKS };
}
