import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandDigest } from '../../../engine/keys/guard-files.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import {
  aDestination,
  GUARD_SHELLS,
  makeGuard,
  markDestination,
  PAIR,
  ruleOn,
  volumeId,
} from './guard-bench.ts';

const COMMAND = 'echo "$WARMSPARE_WHEN"';

describe('the guard of a standby that is promoted', () => {
  let folder = '';
  let one = '';
  beforeAll(() => {
    folder = makeTempDir();
    one = `${folder}/one`;
    markDestination(one);
  });
  afterAll(() => removeTree(folder));
  const aGuard = (name: string): string =>
    makeGuard(`${folder}/${name}`, {
      places: [aDestination(one)],
      commands: [COMMAND],
      uid: process.getuid?.() ?? 0,
    });
  const role = (verb: string, generation = ''): string =>
    `warmspare role =n =${verb}${generation === '' ? '' : ` =${generation}`}`;
  const command = (when: string, outcome: string): string =>
    `warmspare command =n =${commandDigest(COMMAND)} =${when} =${outcome} =run-1 =9`;
  const told = (guard: string, ...asked: readonly string[]): (readonly [number, string])[] =>
    ruleOn(guard, asked).map(({ status, output, ran }) => [
      status,
      ran === undefined ? output.replace(/\d{4}-\d\d-\d\d(T[\d:]+Z)?/g, 'DATE') : 'ran',
    ]);
  const answer = (line: string): readonly [number, string] => [
    0,
    `\nwarmspare n begin\n${line}\n\nwarmspare n end\n`,
  ];
  const refused = (words: string): readonly [number, string] => [126, `warmspare guard: refused: ${words}\n`];
  const PROMOTED =
    'this standby was promoted (generation 1, DATE): nothing may be written over it; see warmspare failback';

  it.each(Object.entries(GUARD_SHELLS))('tells its role and changes it, run by %s', (name, shell) => {
    const guard = aGuard(`role ${name}`.replaceAll(' ', '-'));
    const said = ruleOn(
      guard,
      [
        role('status'),
        role('promote'),
        role('promote'),
        role('undo', '2'),
        role('undo', '1'),
        role('status'),
      ],
      shell,
    ).map(({ status, output }) => [status, output.replace(/\d{4}-\d\d-\d\dT[\d:]+Z/, 'DATE')]);
    expect(said).toEqual([
      answer('standby, generation 0'),
      answer('promoted, generation 1, DATE'),
      answer('promoted, generation 1, DATE'),
      [
        4,
        '\nwarmspare n begin\nstandby: refused: it is generation 1 that is promoted here, and not 2\n\nwarmspare n end\n',
      ],
      answer('standby, generation 1'),
      answer('standby, generation 1'),
    ]);
  });

  it('refuses whatever would copy, compare, claim or give up a place, and says why and what to do', () => {
    const guard = aGuard('refusing');
    const asked = [
      `rsync --server -nlogDtpre.iLsfxCIvu . ${one}/`,
      `rsync --server -logDtpre.iLsfxCIvu . ${one}/`,
      `warmspare probe =n =full =${one}`,
      `warmspare clear =n =${one}`,
      `warmspare mark ${['n', one, JSON.stringify({ version: 1, pairId: PAIR, volumeId: volumeId(0) })]
        .map((text) => Buffer.from(text).toString('hex'))
        .join(' ')}`,
      command('before', 'none'),
      command('after', 'succeeded'),
    ];
    expect(told(guard, role('promote'), ...asked).slice(1)).toEqual(asked.map(() => refused(PROMOTED)));
  });

  it('refuses it as well where somebody made the fence by hand, whatever is in it', () => {
    const guard = aGuard('by-hand');
    writeFileSync(`${folder}/by-hand/${PAIR}.promoted`, '');
    expect(told(guard, `rsync --server -logDtpre.iLsfxCIvu . ${one}/`)).toEqual([
      refused('this standby was promoted: nothing may be written over it; see warmspare failback'),
    ]);
    writeFileSync(`${folder}/by-hand/${PAIR}.promoted`, 'generation $(date)\nat \u001b[31m\n');
    expect(told(guard, `rsync --server -logDtpre.iLsfxCIvu . ${one}/`)).toEqual([
      refused('this standby was promoted: nothing may be written over it; see warmspare failback'),
    ]);
  });

  it('goes on answering what it can be asked without harm', () => {
    const guard = aGuard('answering');
    const asked = [
      'warmspare version',
      `warmspare has =0 =${commandDigest(COMMAND)}`,
      `warmspare probe =n =check =${one}`,
      `warmspare usage =n =${one}`,
    ];
    expect(told(guard, role('promote'), ...asked).map(([status]) => status)).toEqual([0, 0, 0, 0, 0]);
  });

  it('runs what makes the standby serve, and what ends that, behind the fence alone', () => {
    const guard = aGuard('serving');
    const both = [command('promote', 'none'), command('demote', 'none')];
    const ran = (when: string): readonly [number, string] => [
      0,
      `warmspare n begin\n${when}\n\nstatus 0\nwarmspare n end\n`,
    ];
    const open = refused('this standby is not promoted');
    expect(told(guard, ...both)).toEqual([open, open]);
    expect(told(guard, role('promote'), ...both, role('undo', '1'), ...both).slice(1)).toEqual([
      ran('promote'),
      ran('demote'),
      answer('standby, generation 1'),
      open,
      open,
    ]);
    expect(told(guard, command('promote', 'succeeded'))).toEqual([refused('a time that is none')]);
  });

  it('takes no other word for a role than its own', () => {
    const guard = aGuard('words');
    const usage = refused('role NONCE status|promote|undo [GENERATION]');
    const asked = [role('undo'), role('erase'), role('status', '1'), 'warmspare role', role('promote', '1')];
    expect(told(guard, ...asked)).toEqual(asked.map(() => usage));
    expect(told(guard, role('undo', '1x'))).toEqual([refused('option of a generation 1x')]);
  });
});
