import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import type { ProcessEnd } from '../model/shell.ts';
import {
  addArguments,
  cancelArguments,
  ownWakes,
  parseWakeEvents,
  wakeChanges,
  type WakeEvent,
} from '../plan/schedule/wake-events.ts';
import { currentPlatform } from './index.ts';
import { runProcess } from './run-process.ts';

/** What became of wakes that were wanted. */
export type WakesKept =
  | { readonly kind: 'unsupported' }
  | {
      readonly kind: 'kept';
      /** The wakes that the system lists of ours now: what it took and does not list does not count. */
      readonly own: readonly string[];
      /** Why something is not as it was wanted. `text`: what pmset said. */
      readonly trouble:
        { readonly kind: 'not-permitted' } | { readonly kind: 'failed'; readonly text: string } | undefined;
    };

/** The moments at which the system wakes this machine, those under one name. */
export interface WakeSchedule {
  readonly owner: string;
  /** Has exactly these wakes under that name, each as `wallText` writes it. Never rejects. */
  readonly keep: (wanted: readonly string[]) => Promise<WakesKept>;
}

export interface WakeScheduleOptions {
  readonly platform?: ReturnType<typeof currentPlatform>;
  /** The program; the system's own unless told. */
  readonly pmset?: string;
}

const TIMEOUT_MS = 10_000;
const MOST_LETTERS = 400;

/** By pmset(1), which is macOS's alone and changes something only for root. */
export function openWakeSchedule(home: string, options: WakeScheduleOptions = {}): WakeSchedule {
  const { platform = currentPlatform(), pmset = '/usr/bin/pmset' } = options;
  const owner = ownerOf(home);
  if (platform !== 'darwin') return { owner, keep: async () => ({ kind: 'unsupported' }) };
  const run = (args: readonly string[]): Promise<ProcessEnd> =>
    runProcess([pmset, ...args], { timeoutMs: TIMEOUT_MS });
  return { owner, keep: (wanted) => keepWakes(run, owner, wanted) };
}

type Pmset = (args: readonly string[]) => Promise<ProcessEnd>;
type Trouble = Extract<WakesKept, { kind: 'kept' }>['trouble'];

async function keepWakes(pmset: Pmset, owner: string, wanted: readonly string[]): Promise<WakesKept> {
  const before = await list(pmset);
  if (!before.ok) return { kind: 'kept', own: [], trouble: before.trouble };
  const { add, cancel } = wakeChanges(before.events, wanted, owner);
  const commands = [
    // First what is to come: it is never without both.
    ...add.map((at) => addArguments({ at, owner })),
    ...cancel.map((at) => cancelArguments({ at, owner })),
  ];
  if (commands.length === 0) return { kind: 'kept', own: ownWakes(before.events, owner), trouble: undefined };
  const trouble = await runAll(pmset, commands);
  const after = await list(pmset);
  if (!after.ok) return { kind: 'kept', own: [], trouble: after.trouble };
  const own = ownWakes(after.events, owner);
  const isListed = wanted.every((at) => own.includes(at));
  const unsaid: Trouble = isListed ? undefined : { kind: 'failed', text: 'it is not listed afterwards' };
  return { kind: 'kept', own, trouble: trouble ?? unsaid };
}

/** The first thing that went wrong. Who is not permitted one is not permitted the others. */
async function runAll(pmset: Pmset, commands: readonly (readonly string[])[]): Promise<Trouble> {
  let first: Trouble;
  for (const command of commands) {
    const trouble = troubleOf(await pmset(command));
    first ??= trouble;
    if (trouble?.kind === 'not-permitted') break;
  }
  return first;
}

type Listed =
  | { readonly ok: true; readonly events: readonly WakeEvent[] }
  | { readonly ok: false; readonly trouble: Trouble };

async function list(pmset: Pmset): Promise<Listed> {
  const end = await pmset(['-g', 'sched']);
  const trouble = troubleOf(end);
  if (trouble !== undefined || end.kind !== 'exited') return { ok: false, trouble };
  return { ok: true, events: parseWakeEvents(Buffer.from(end.stdout).toString()) };
}

/** pmset of macOS 15, to anybody else than root: `pmset: This operation must be run as root`, and ends with 1. */
function troubleOf(end: ProcessEnd): Trouble {
  if (end.kind === 'not-started') return { kind: 'failed', text: end.reason };
  if (end.kind !== 'exited') return { kind: 'failed', text: end.kind };
  const said = `${end.stderr}\n${Buffer.from(end.stdout).toString()}`.trim();
  if (end.code === 0) return undefined;
  if (/must be run as root/i.test(said)) return { kind: 'not-permitted' };
  return {
    kind: 'failed',
    text: (said === '' ? `it ended with ${String(end.code)}` : said).slice(0, MOST_LETTERS),
  };
}

/** Of this data folder alone: the host of another one has another. */
function ownerOf(home: string): string {
  return `warmspare-${createHash('sha256').update(realPath(home)).digest('hex').slice(0, 8)}`;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
