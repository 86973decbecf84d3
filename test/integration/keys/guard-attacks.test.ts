import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { readTree } from '../../helpers/read-tree.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { attacks } from './guard-attacks.ts';
import { commandDigest } from '../../../engine/keys/guard-files.ts';
import {
  aDestination,
  GUARD_SHELLS,
  latin1,
  makeGuard,
  markDestination,
  PAIR,
  ruleOn,
  volumeId,
} from './guard-bench.ts';

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)('the guard against commands that are not its own', () => {
  let folder = '';
  let base = '';
  let commands: string[] = [];
  beforeAll(() => {
    folder = makeTempDir();
    base = `${folder}/places`;
    markDestination(`${base}/one`);
    mkdirSync(`${base}/one/sub`);
    mkdirSync(`${base}/unmarked`);
    mkdirSync(`${folder}/outside`);
    writeFileSync(`${folder}/outside/secret`, 'secret\n');
    writeFileSync(`${base}/plain-file`, '');
    symlinkSync(`${folder}/outside`, `${base}/one/link`);
    symlinkSync(`${base}/one`, `${base}/linked`);
    commands = attacks({ base, outside: `${folder}/outside`, pairId: PAIR, volumeId: volumeId(0) });
  });
  afterAll(() => removeTree(folder));

  it('refuses every one of them in words, with 126, and touches nothing', () => {
    const guard = makeGuard(`${folder}/guard`, {
      places: [aDestination(`${base}/one`)],
      commands: [`touch ${folder}/outside/ran`],
    });
    const before = [readTree(base), readTree(`${folder}/outside`)] as const;
    const rulings = ruleOn(guard, commands.map(latin1));
    const passed = commands.filter((_, index) => {
      const { status, output, ran } = rulings[index] ?? { status: 0, output: '', ran: undefined };
      const isRefusal = /^warmspare guard: refused: [\x20-\x7e]{5,200}\n$/.test(output);
      return status !== 126 || ran !== undefined || !isRefusal;
    });
    expect(passed.map((command) => command.slice(0, 200))).toEqual([]);
    expect(compareTrees(before[0], base)).toEqual([]);
    expect(compareTrees(before[1], `${folder}/outside`)).toEqual([]);
    expect(new Set(commands).size).toBeGreaterThan(500);
  });

  it('refuses destinations that are links, gone, files or without their marker, and enters what is as recorded', () => {
    mkdirSync(`${base}/two`);
    symlinkSync(`${base}/two`, `${base}/to-two`);
    symlinkSync(base, `${folder}/to-places`);
    mkdirSync(`${base}/wrong`);
    writeFileSync(
      `${base}/wrong/.warmspare-standby`,
      JSON.stringify({ pairId: PAIR, volumeId: volumeId(0) }),
    );
    mkdirSync(`${base}/linked-marker`);
    symlinkSync(`${base}/one/.warmspare-standby`, `${base}/linked-marker/.warmspare-standby`);
    const paths = [
      ...[
        `${base}/one`,
        `${base}/to-two`,
        `${folder}/to-places/one`,
        `${base}/nowhere`,
        `${base}/plain-file`,
      ],
      ...[`${base}/unmarked`, `${base}/wrong`, `${base}/linked-marker`],
    ];
    const places = paths.map((path, index) => aDestination(path, index));
    const aside = { ...aDestination(`${base}/linked`, 0), realPath: `${base}/one` };
    const guard = makeGuard(`${folder}/guard`, { places: [...places, aside] });
    const command = (path: string): string => latin1(`rsync --server -logDtpre.iLsfxCIvu . ${path}/`);
    const rulings = ruleOn(guard, [...paths, aside.destination].map(command));
    expect(
      rulings.map(({ ran, output }) => ran?.folder ?? output.trim().replace(/^.*refused: /, '')),
    ).toEqual([
      `${base}/one`,
      'the destination lies elsewhere: a symbolic link is in its path',
      'the destination lies elsewhere: a symbolic link is in its path',
      'the destination is no directory that can be entered',
      'the destination is no directory that can be entered',
      'the marker of this pair is not there: is the disk mounted?',
      'the marker of this pair is not there: is the disk mounted?',
      'the marker is a symbolic link',
      `${base}/one`,
    ]);
    const dry = ruleOn(guard, [latin1(`rsync --server -nlogDtpre.iLsfxCIvu . ${base}/unmarked/`)]);
    expect(dry[0]?.ran?.folder).toBe(`${base}/unmarked`);
  });

  it('takes a character that means something to a shell for a part of a name only when it is escaped or quoted', () => {
    const characters = [...'!"#$&();<>`{|} '];
    const paths = characters.map((character) => `${base}/a${character}b`);
    paths.forEach((path, index) => markDestination(path, index));
    const guard = makeGuard(`${folder}/odd`, {
      places: paths.map((path, index) => aDestination(path, index)),
    });
    const ran = (spell: (character: string) => string): (string | undefined)[] =>
      ruleOn(
        guard,
        characters.map((one) => `rsync --server -logDtpre.iLsfxCIvu . ${base}/a${spell(one)}b/`),
      ).map((ruling) => ruling.ran?.folder);
    expect(ran((character) => character)).toEqual(paths.map(() => undefined));
    expect(ran((character) => `\\${character}`)).toEqual(paths);
    expect(ran((character) => `'${character}'`)).toEqual(paths);
  });

  it('reads each argument of a verb for itself, and none with a line break', () => {
    const guard = makeGuard(`${folder}/arguments`, { places: [aDestination(`${base}/one`)] });
    const hex = (text: string): string => Buffer.from(text).toString('hex');
    const said = ruleOn(guard, [
      `warmspare usage ${hex('n')} ${hex(`${base}/one\n`)}`,
      `warmspare usage ${hex(`n\n${base}/one`)}`,
      `warmspare usage ${hex('n')} '' ${hex(`${base}/one`)}`,
      'warmspare usage',
      `warmspare usage '' ${hex(`${base}/one`)}`,
    ]);
    expect(said.map(({ output }) => output.replace(/^warmspare guard: refused: /, '').trim())).toEqual([
      'an argument with a line break',
      'an argument with a line break',
      'usage NONCE DESTINATION',
      'usage NONCE DESTINATION',
      'a nonce that is none',
    ]);
  });

  it('runs a command that was installed with it, and no other, whoever else has one', () => {
    const where = `${folder}/commands`;
    const text = 'echo "$WARMSPARE_WHEN $WARMSPARE_OUTCOME $PWD ${SSH_ORIGINAL_COMMAND-none}"; exit 4';
    const guard = makeGuard(where, { places: [aDestination(`${base}/one`)], commands: [text] });
    const name = commandDigest(text);
    const other = commandDigest('other');
    writeFileSync(`${where}/pair-9876543210.command.${other}`, 'other');
    const linked = commandDigest('linked');
    symlinkSync(`${where}/${PAIR}.command.${name}`, `${where}/${PAIR}.command.${linked}`);
    const run = (digest: string): string => `warmspare command =n =${digest} =after =partial =run-1 =9`;
    const commands = [
      run(name),
      run(other),
      run(linked),
      `warmspare has =0 =${name}`,
      `warmspare has =0 =${other}`,
    ];
    const said = Object.values(GUARD_SHELLS).map((shell) => ruleOn(guard, commands, shell));
    const refused = [126, 'warmspare guard: refused: a command that is not installed here\n'];
    for (const each of said)
      expect(each.map(({ status, output }) => [status, output])).toEqual([
        [0, 'warmspare n begin\nafter partial / none\n\nstatus 4\nwarmspare n end\n'],
        refused,
        refused,
        [0, ''],
        refused,
      ]);
  });
});
