import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { followedRow } from './followed-row.ts';
import { deleteAndRename, makeBigFile, makeSmallFiles, rewriteSome } from './made-files.ts';
import type { Measured } from './measure.ts';
import { engineSide, insistOnSame, plainSide, settle, type Side } from './sides.ts';
import type { Workplace } from './workplace.ts';

export const SCENARIOS = ['clone', 'unchanged', 'changed', 'mixed', 'big', 'followed'] as const;
/** What is followed is for very many files. */
export const FOLLOWED_TIMES = 10;
export type ScenarioName = (typeof SCENARIOS)[number];

export interface BenchOptions {
  readonly files: number;
  readonly bigBytes: number;
  readonly rounds: number;
  readonly only: readonly ScenarioName[];
}

/** One row: what both sides took, round by round. */
export interface Row {
  readonly name: ScenarioName;
  readonly what: string;
  readonly plain: readonly Measured[];
  readonly engine: readonly Measured[];
  /** How often the engine goes through the tree on purpose where plain rsync does so once. */
  readonly scans: number;
}

type Sides = readonly [Side, Side];

/** Runs what is asked for, yielding each row as it is there. */
export async function* runScenarios(place: Workplace, options: BenchOptions): AsyncGenerator<Row> {
  const wants = (name: ScenarioName): boolean => options.only.includes(name);
  if (SCENARIOS.some((name) => name !== 'big' && name !== 'followed' && wants(name)))
    yield* smallFiles(place, options, wants);
  if (wants('big')) yield await bigFile(place, options);
  if (wants('followed')) yield await followedRow(place, options.files * FOLLOWED_TIMES, options.rounds);
}

async function* smallFiles(
  place: Workplace,
  { files, rounds }: BenchOptions,
  wants: (name: ScenarioName) => boolean,
): AsyncGenerator<Row> {
  const source = join(place.folder, 'small');
  makeSmallFiles(source, files);
  const count = files.toLocaleString('en');
  const changed = Math.round(files / 100);
  const [deleted, renamed] = [Math.round(files / 1000), Math.round(files / 10_000)];
  const { sides, row } = await clones(place, source, wants('clone') ? rounds : 1);
  if (wants('clone')) yield { name: 'clone', what: `first clone of ${count} small files`, scans: 1, ...row };
  const again = (change: (round: number) => void): ReturnType<typeof measureRounds> =>
    measureRounds(source, rounds, async (round) => {
      change(round);
      return sides;
    });
  if (wants('unchanged'))
    yield {
      name: 'unchanged',
      what: `${count} small files, no change`,
      scans: 1,
      ...(await again(() => undefined)),
    };
  if (wants('changed'))
    yield {
      name: 'changed',
      what: `${count} small files, 1 % rewritten`,
      scans: 1,
      ...(await again((round) => rewriteSome(source, files, changed, round))),
    };
  if (wants('mixed'))
    yield {
      name: 'mixed',
      what: `${count} small files, 1 % rewritten, ${String(deleted)} deleted, ${String(renamed)} renamed`,
      scans: 2,
      ...(await again((round) => {
        rewriteSome(source, files, changed, rounds + round);
        deleteAndRename(source, files, { deleted, renamed, version: round });
      })),
    };
}

async function bigFile(place: Workplace, { bigBytes, rounds }: BenchOptions): Promise<Row> {
  const source = join(place.folder, 'big');
  mkdirSync(source);
  makeBigFile(join(source, 'image.dat'), bigBytes);
  const { row } = await clones(place, source, rounds);
  return {
    name: 'big',
    what: `first clone of one file of ${(bigBytes / 1e9).toFixed(1)} GB`,
    scans: 1,
    ...row,
  };
}

/** First clones, each into a fresh folder; the last ones are for what follows. None is removed before the end: a disk is
 *  busy with a removal long after it is done. */
async function clones(
  place: Workplace,
  source: string,
  rounds: number,
): Promise<{ readonly sides: Sides; readonly row: Pick<Row, 'plain' | 'engine'> }> {
  let sides: Sides | undefined;
  const row = await measureRounds(source, rounds, async (round) => {
    const fresh = (name: string): string => `${source}.${name}-${String(round)}`;
    sides = [plainSide(place, source, fresh('plain')), await engineSide(place, source, fresh('engine'))];
    return sides;
  });
  if (sides === undefined) throw new Error('no round');
  return { sides, row };
}

/** Round by round both sides do the same; who goes first alternates. The engine's copy is compared after each. */
async function measureRounds(
  source: string,
  rounds: number,
  prepare: (round: number) => Promise<Sides>,
): Promise<Pick<Row, 'plain' | 'engine'>> {
  const taken: Record<Side['name'], Measured[]> = { plain: [], engine: [] };
  for (let round = 1; round <= rounds; round++) {
    const sides = await prepare(round);
    settle();
    for (const side of round % 2 === 1 ? sides : sides.toReversed()) {
      taken[side.name].push(await side.run());
      if (side.name === 'engine') await insistOnSame(source, side.destination);
    }
  }
  return taken;
}
