import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MARKER_NAME } from '../../engine/model/volume.ts';
import { compareTrees } from '../helpers/compare-trees.ts';
import { startProcess, type ProcessResult, type StartedProcess } from '../helpers/run-process.ts';
import { removeTree } from '../helpers/temp-dir.ts';
import { ChangingTree } from './changing-tree.ts';
import { Random } from './random.ts';
import { engineSide, type Side } from './sides.ts';
import { killVictim, VICTIMS, type Victim } from './victims.ts';
import type { Workplace } from './workplace.ts';

export interface Kill {
  readonly victim: Victim;
  /** The phase that the engine was in, by its own events. */
  readonly phase: string;
  readonly isFirstClone: boolean;
  /** `missed`: there was no such process at that moment, or the run was over. */
  readonly end: 'missed' | 'went on by itself' | 'mended by the next run';
}

/** A fresh standby now and then, so that first clones are hit as well as later runs. */
const ROUNDS_A_STANDBY = 4;
const CHANGES = 60;
/** What a run does in turn; a first clone compares and deletes nothing. */
const PHASES = {
  first: ['starting', 'probing', 'copying', 'copying'],
  later: ['starting', 'probing', 'comparing', 'comparing', 'copying', 'copying', 'deleting'],
} as const;
/** Not before this phase begins, and so long after it at most: the next one is hit as well. */
const LONGEST_MS = 400;

interface Aim {
  readonly victim: Victim;
  readonly phase: string;
  readonly delayMs: number;
}

/**
 * Again and again: changes the primary, starts a sync, kills one of its processes at a moment by chance, then lets one run
 * go through. Throws where that run fails, or leaves the trees different, or where a run that said it was done was not.
 */
export async function* runKills(
  place: Workplace,
  { count, seed }: { readonly count: number; readonly seed: number },
): AsyncGenerator<Kill> {
  const random = new Random(seed);
  const source = join(place.folder, 'primary');
  mkdirSync(source);
  const tree = new ChangingTree(source, random);
  let side: Side | undefined;
  for (let round = 0; round < count; round++) {
    const isFirstClone = round % ROUNDS_A_STANDBY === 0;
    if (isFirstClone || side === undefined) {
      if (side !== undefined) removeTree(side.destination);
      side = await engineSide(place, source, join(place.folder, `standby-${String(round)}`));
    } else {
      tree.change(CHANGES);
    }
    const phase = random.pick<string>(PHASES[isFirstClone ? 'first' : 'later']);
    const aim: Aim = { victim: random.pick(VICTIMS), phase, delayMs: random.next() * LONGEST_MS };
    yield { victim: aim.victim, isFirstClone, ...(await killOnce(place, source, side, aim)) };
  }
}

async function killOnce(
  place: Workplace,
  source: string,
  { destination }: Side,
  aim: Aim,
): Promise<Pick<Kill, 'phase' | 'end'>> {
  const argv = [...place.warmspare, 'sync', 'office', '--home', `${destination}.home`, '--json'];
  const run = startProcess(argv, { timeoutMs: 120_000 });
  const hit = await hitWhenThere(place, run, aim);
  const phase = phaseOf(run);
  const first = await run.exited;
  if (first.code === 0) insistOnSameTrees(source, destination, first);
  const next = await startProcess(argv, { timeoutMs: 120_000 }).exited;
  if (next.code !== 0)
    throw new Error(`the next run ended with ${String(next.code)}\n${said(first)}\n${said(next)}`);
  insistOnSameTrees(source, destination, next);
  if (!hit) return { phase, end: 'missed' };
  return { phase, end: first.code === 0 ? 'went on by itself' : 'mended by the next run' };
}

/** Waits for the phase and the delay, then until there is such a process. False when the run was over first. */
async function hitWhenThere(place: Workplace, run: StartedProcess, aim: Aim): Promise<boolean> {
  while (run.isRunning && phaseOf(run) !== aim.phase) await wait(5);
  await Promise.race([wait(aim.delayMs), run.exited]);
  while (run.isRunning) {
    if (killVictim(aim.victim, run.pid, place.sshd.pid ?? -1)) return true;
    await wait(5);
  }
  return false;
}

function insistOnSameTrees(source: string, destination: string, run: ProcessResult): void {
  const differences = compareTrees(source, destination, { ignore: (path) => path === MARKER_NAME });
  if (differences.length > 0) throw new Error(`${differences.slice(0, 20).join('\n')}\n${said(run)}`);
}

function phaseOf(run: StartedProcess): string {
  // {"type":"run.phase","phase":"copying",…}
  const phases = [...run.stdout.matchAll(/"type":"run\.phase","phase":"(\w+)"/g)];
  return phases.at(-1)?.[1] ?? 'starting';
}

function said({ stdout, stderr }: ProcessResult): string {
  return `${stdout.slice(-3000)}\n${stderr.slice(-1000)}`;
}
