import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { listProcesses } from '../helpers/proc.ts';
import type { IdleCpu, Memory } from './app-report.ts';

const SAMPLE_MS = 500;

/** The app's process and all below it. */
function familyOf(pid: number): { readonly pid: number; readonly argv: readonly string[] }[] {
  const all = listProcesses();
  const family = new Set([pid]);
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const each of all) if (family.has(each.parent)) family.add(each.pid);
  }
  return all.filter((each) => family.has(each.pid));
}

/** The proportional set size: what is shared counts once in all. */
export function memoryOf(pid: number): Memory {
  const program = programOf(pid);
  let [app, tools] = [0, 0];
  for (const { pid: each } of familyOf(pid)) {
    const bytes = pssOf(each);
    if (programOf(each) === program) app += bytes;
    else tools += bytes;
  }
  return { app, tools };
}

/** The most of each that was seen until `work` ended. */
export async function mostMemory(pid: number, work: Promise<unknown>): Promise<Memory> {
  let most: Memory = { app: 0, tools: 0 };
  let isOver = false;
  const ended = work.finally(() => (isOver = true));
  while (!isOver) {
    const { app, tools } = memoryOf(pid);
    most = { app: Math.max(most.app, app), tools: Math.max(most.tools, tools) };
    await Promise.race([delay(SAMPLE_MS), ended]);
  }
  await ended;
  return most;
}

/** What all processes of the app take of one core meanwhile. */
export async function cpuOver(pid: number, seconds: number): Promise<IdleCpu> {
  const before = cpuTimes(pid);
  const startedAt = performance.now();
  await delay(seconds * 1000);
  const after = cpuTimes(pid);
  const wallNs = (performance.now() - startedAt) * 1e6;
  const parts = new Map<string, number>();
  for (const [thread, { what, ns }] of after) {
    const spent = ns - (before.get(thread)?.ns ?? 0);
    parts.set(what, (parts.get(what) ?? 0) + (spent / wallNs) * 100);
  }
  const percent = [...parts.values()].reduce((sum, each) => sum + each, 0);
  return { seconds, percent, parts: [...parts].map(([what, share]) => ({ what, percent: share })) };
}

/** Of each thread, as the scheduler counts it: utime and stime come in hundredths of a second, which is too coarse here. */
function cpuTimes(pid: number): Map<string, { readonly what: string; readonly ns: number }> {
  const threads = familyOf(pid).flatMap(({ pid: each, argv }) => {
    const what = each === pid ? 'main' : typeOf(argv);
    return attempt(() => readdirSync(`/proc/${String(each)}/task`), []).map((task) => {
      // 123456789 4567 89: nanoseconds that it ran, nanoseconds that it waited, turns
      const text = attempt(() => readFileSync(`/proc/${String(each)}/task/${task}/schedstat`, 'utf8'), '0');
      return [`${String(each)}/${task}`, { what, ns: Number(text.split(' ')[0]) }] as const;
    });
  });
  return new Map(threads);
}

function typeOf(argv: readonly string[]): string {
  const words = argv.flatMap((word) => word.split(' '));
  const named = ['--utility-sub-type=', '--type='].flatMap((option) =>
    words.filter((word) => word.startsWith(option)).map((word) => word.slice(option.length)),
  );
  return named[0] ?? argv[0] ?? 'unknown';
}

function programOf(pid: number): string {
  return attempt(() => readlinkSync(`/proc/${String(pid)}/exe`), '');
}

function pssOf(pid: number): number {
  // Pss:               20480 kB
  const text = attempt(() => readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8'), '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(text)?.[1] ?? 0) * 1024;
}

/** It may end while it is looked at. */
function attempt<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}
