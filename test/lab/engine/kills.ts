import { existsSync, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../bench/random.ts';
import { eventually } from '../../helpers/eventually.ts';
import type { SeenProcess } from '../../helpers/proc.ts';
import { CliPair, type CliRun } from './cli-pair.ts';
import type { EngineLab } from './engine-lab.ts';

const VICTIMS = ['engine', 'rsync', 'rsync', 'ssh', 'session'] as const;
type Victim = (typeof VICTIMS)[number];

/** How many were killed, and in which phases of a run. */
export interface KillTally {
  hits: number;
  readonly victims: Record<string, number>;
  readonly phases: Record<string, number>;
}

export interface KillPlan {
  readonly kills: number;
  readonly random: Random;
  /** Shared by pairs side by side: nobody's session is killed while a run has to go through. Whose it is cannot be told. */
  readonly calm: { runs: number };
}

/** Kills of one state of the primary, before a run may end and the trees are compared. */
const KILLS_A_BATCH = 5;
/** A run takes about so long from its first event, and half of it from its plan. */
const LONGEST_MS = 600;
const FOLDERS = 8;
const NAMES = 20;

/**
 * Changes the primary; starts runs and kills one of their processes at a moment by chance, until some were hit; checks that
 * the standby lost nothing; lets one run go through, and compares. Again and again. Throws where something is not as it should be.
 */
export async function killAtRandom(lab: EngineLab, { kills, random, calm }: KillPlan): Promise<KillTally> {
  const pair = await CliPair.create(lab, { sizeMb: 96 });
  const tally: KillTally = { hits: 0, victims: {}, phases: {} };
  while (tally.hits < kills) {
    changeTree(pair.disks.source, random);
    const before = pair.disks.standbyNow();
    const until = Math.min(kills, tally.hits + KILLS_A_BATCH);
    while (tally.hits < until) await killOnce(lab, pair, { kills, random, calm }, tally);
    await eventually(() => candidates(lab, pair, 'rsync').length === 0, { timeoutMs: 120_000 });
    insist(pair.disks.losses(before), tally);
    calm.runs += 1;
    const last = await pair.sync();
    calm.runs -= 1;
    if (last.status !== 0) throw new Error(`the next run: ${JSON.stringify([last, tally])}`);
    insist(pair.disks.differences(), tally);
  }
  return tally;
}

/** Kills one process of a run and, a moment later, the engine, so that runs are cut short at every length. */
async function killOnce(
  lab: EngineLab,
  pair: CliPair,
  { random, calm }: KillPlan,
  tally: KillTally,
): Promise<void> {
  const run = pair.start();
  const isNear = random.pick(['run.started', 'run.planned', 'run.planned']);
  await run.reaches(({ type }) => type === isNear);
  await Promise.race([wait((random.next() * LONGEST_MS) / (isNear === 'run.planned' ? 2 : 1)), run.ended]);
  const victim = random.pick(VICTIMS);
  kill(lab, pair, run, victim === 'session' && calm.runs > 0 ? 'rsync' : victim, random, tally);
  await Promise.race([wait(random.next() * LONGEST_MS), run.ended]);
  kill(lab, pair, run, 'engine', random, tally);
  await run.ended;
}

function kill(
  lab: EngineLab,
  pair: CliPair,
  run: CliRun,
  victim: Victim,
  random: Random,
  tally: KillTally,
): void {
  const found = candidates(lab, pair, victim);
  const one = found[random.below(Math.max(1, found.length))];
  if (one === undefined || !run.process.isRunning) return;
  try {
    process.kill(one.pid, 'SIGKILL');
  } catch {
    return;
  }
  tally.hits += 1;
  const phases = run.events.flatMap((event) => (event.type === 'run.phase' ? [event.phase] : []));
  const phase = phases.at(-1) ?? 'starting';
  tally.victims[victim] = (tally.victims[victim] ?? 0) + 1;
  tally.phases[phase] = (tally.phases[phase] ?? 0) + 1;
}

function candidates({ primary, standby }: EngineLab, pair: CliPair, victim: Victim): SeenProcess[] {
  switch (victim) {
    case 'engine':
      return primary
        .processes()
        .filter(({ argv }) => argv[0] === process.execPath && argv.includes(pair.home));
    case 'rsync':
      return [...primary.processes(), ...standby.processes()].filter(
        ({ name, argv }) => name === 'rsync' && argv.some((word) => isOn(pair, word)),
      );
    case 'ssh':
      return primary
        .processes()
        .filter(({ name, argv }) => name === 'ssh' && argv.some((word) => word.includes(pair.home)));
    case 'session':
      return standby.processes().filter(({ argv }) => argv[0]?.startsWith('sshd: root') === true);
  }
}

function isOn({ disks }: CliPair, word: string): boolean {
  return [disks.primaryDisk, disks.standbyDisk].some(({ mountPoint }) => word.startsWith(`${mountPoint}/`));
}

function insist(differences: readonly string[], tally: KillTally): void {
  if (differences.length === 0) return;
  throw new Error(`${differences.slice(0, 20).join('\n')}\n${JSON.stringify(tally)}`);
}

/** Files come, change, move, get second names and go; one is large enough to be hit in its middle. */
function changeTree(root: string, random: Random): void {
  const path = (): string => join(root, `folder ${random.below(FOLDERS)}`, `file ${random.below(NAMES)}`);
  for (let at = 0; at < FOLDERS; at++) mkdirSync(join(root, `folder ${at}`), { recursive: true });
  for (let at = 0; at < 60; at++) writeFileSync(path(), bytes(random, random.below(20_000)));
  for (let at = 0; at < 8; at++) rmSync(path(), { force: true });
  for (let at = 0; at < 8; at++) {
    const [from, to] = [path(), path()];
    if (!existsSync(from) || from === to) continue;
    if (at < 5) renameSync(from, to);
    else if (!existsSync(to)) linkSync(from, to);
  }
  writeFileSync(join(root, 'big'), bytes(random, 6_000_000));
}

function bytes(random: Random, length: number): Buffer {
  return Buffer.alloc(length, String(random.next()));
}
