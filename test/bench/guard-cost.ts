import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KeyRecord } from '../../engine/model/key.ts';
import type { Config } from '../../engine/model/pair.ts';
import { newKeyId } from '../../engine/run/ids.ts';
import { pinOf } from '../../engine/ssh/host-keys.ts';
import { makeKeyPair } from '../../engine/ssh/key-pair.ts';
import { openKeyRecords } from '../../engine/store/key-records.ts';
import { makeGuard } from '../integration/keys/guard-bench.ts';
import { makeBigFile, makeSmallFiles } from './made-files.ts';
import { engineSide, insistOnSame, settle, type Side } from './sides.ts';
import type { Workplace } from './workplace.ts';

/** How long the same syncs took over a key file that may do everything, and over a key of the app's own. In seconds. */
export interface GuardRow {
  readonly what: string;
  /** Next to nothing to do: what the guard costs at each run, whatever its length. */
  readonly isFixed?: true;
  readonly open: readonly number[];
  readonly guarded: readonly number[];
}

export interface GuardCostOptions {
  readonly files: number;
  readonly bigBytes: number;
  /** Of first clones. */
  readonly rounds: number;
  /** Of syncs without a change. */
  readonly repeats: number;
}

const FEW = 10;

/** First clones of many files and of a large one, each into a fresh folder, and syncs without a change. */
export async function* runGuardCost(place: Workplace, options: GuardCostOptions): AsyncGenerator<GuardRow> {
  const { files, bigBytes, rounds, repeats } = options;
  const few = join(place.folder, 'few');
  makeSmallFiles(few, FEW);
  yield {
    what: `${String(FEW)} files, no change`,
    isFixed: true,
    ...(await repeatUnchanged(few, repeats, (await clones(place, few, 1)).sides)),
  };
  const small = join(place.folder, 'small');
  makeSmallFiles(small, files);
  const count = files.toLocaleString('en');
  const { row, sides } = await clones(place, small, rounds);
  yield { what: `first clone of ${count} small files`, ...row };
  yield { what: `${count} small files, no change`, ...(await repeatUnchanged(small, repeats, sides)) };
  const big = join(place.folder, 'big');
  mkdirSync(big);
  makeBigFile(join(big, 'image.dat'), bigBytes);
  const one = `first clone of one file of ${(bigBytes / 1e9).toFixed(1)} GB`;
  yield { what: one, ...(await clones(place, big, rounds)).row };
}

type Sides = readonly [open: Side, guarded: Side];
type Times = Pick<GuardRow, 'open' | 'guarded'>;

async function clones(
  place: Workplace,
  source: string,
  rounds: number,
): Promise<{ readonly row: Times; readonly sides: Sides }> {
  let sides: Sides | undefined;
  const row = await measureRounds(source, rounds, async (round) => {
    const fresh = (name: string): string => `${source}.${name}-${String(round)}`;
    sides = [
      await engineSide(place, source, fresh('open')),
      await guardedSide(place, source, fresh('guarded')),
    ];
    return sides;
  });
  if (sides === undefined) throw new Error('no round');
  return { row, sides };
}

/** Every copy is compared. */
async function measureRounds(
  source: string,
  rounds: number,
  prepare: (round: number) => Promise<Sides>,
): Promise<Times> {
  const taken = { open: [] as number[], guarded: [] as number[] };
  for (let round = 1; round <= rounds; round++) {
    const sides = await prepare(round);
    settle();
    await measurePair(sides, round, taken);
    for (const { destination } of sides) await insistOnSame(source, destination);
  }
  return taken;
}

/** Compared once, at the end: nothing is written. */
async function repeatUnchanged(source: string, rounds: number, sides: Sides): Promise<Times> {
  const taken = { open: [] as number[], guarded: [] as number[] };
  settle();
  for (let round = 1; round <= rounds; round++) await measurePair(sides, round, taken);
  for (const { destination } of sides) await insistOnSame(source, destination);
  return taken;
}

/** Who goes first alternates. */
async function measurePair(
  [open, guarded]: Sides,
  round: number,
  taken: { readonly open: number[]; readonly guarded: number[] },
): Promise<void> {
  const named = [['open', open] as const, ['guarded', guarded] as const];
  for (const [name, side] of round % 2 === 1 ? named : named.toReversed())
    taken[name].push((await side.run()).seconds);
}

/** The same, by a key of the app's own without a passphrase, which opens nothing but the guard. */
async function guardedSide(place: Workplace, source: string, destination: string): Promise<Side> {
  const side = await engineSide(place, source, destination);
  const home = `${destination}.home`;
  const file = join(home, 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as Config;
  const [pair] = config.pairs;
  if (pair?.standby.kind !== 'ssh') throw new Error('no pair');
  const guard = makeGuard(`${destination}.guard`, {
    pair: pair.id,
    places: pair.volumes.map(({ id }) => ({ id, destination })),
    rsync: '/usr/bin/rsync',
  });
  const made = makeKeyPair({ comment: 'warmspare bench' });
  const [type = '', blob = ''] = made.publicKey.split(' ');
  const key = KeyRecord.parse({
    id: newKeyId(),
    pairId: pair.id,
    role: 'standby',
    publicKey: `${type} ${blob}`,
    fingerprint: pinOf(Buffer.from(blob, 'base64')),
    comment: 'warmspare bench',
    createdAt: new Date().toISOString(),
    sealedBy: 'unattended',
    installs: [],
    state: 'active',
  });
  await openKeyRecords(home).put(key, made.privateKey);
  place.sshd.authorize(made.publicKey, `restrict,command="${guard} ${pair.id}"`);
  const { identityFile: _identityFile, ...standby } = pair.standby;
  const pairs = [{ ...pair, standby: { ...standby, keyId: key.id } }];
  writeFileSync(file, JSON.stringify({ ...config, pairs }));
  return side;
}
