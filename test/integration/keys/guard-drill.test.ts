import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandDigest } from '../../../engine/keys/guard-files.ts';
import { makeTempDir, removeTree } from '../../helpers/temp-dir.ts';
import { aDestination, GUARD_SHELLS, makeGuard, markDestination, PAIR, ruleOn } from './guard-bench.ts';

const COMMAND = 'true';
const hex = (text: string): string => Buffer.from(text).toString('hex');

describe('the guard’s verb drill', () => {
  let folder = '';
  let copy = '';
  beforeAll(() => {
    folder = makeTempDir();
    copy = `${folder}/copy`;
    markDestination(copy);
    writeFileSync(`${copy}/it's a.db`, 'no database');
    mkdirSync(`${folder}/outside`);
    writeFileSync(`${folder}/outside/a.db`, 'x');
    symlinkSync(`${folder}/outside`, `${copy}/link`);
  });
  afterAll(() => removeTree(folder));
  const aGuard = (name: string): string =>
    makeGuard(`${folder}/${name.replaceAll(' ', '-')}`, {
      places: [aDestination(copy)],
      commands: [COMMAND],
      uid: process.getuid?.() ?? 0,
    });
  const drill = (...words: readonly string[]): string => `warmspare drill ${words.map(hex).join(' ')}`;
  const refused = (words: string): readonly [number, string] => [126, `warmspare guard: refused: ${words}\n`];

  it.each(Object.entries(GUARD_SHELLS))(
    'asks nothing but what a drill asks, below the pair’s places, run by %s',
    (name, shell) => {
      const guard = aGuard(name);
      const asked = [
        drill('n', 'database', '9', copy),
        drill('n', 'database', '9', `${folder}/outside`, 'a.db'),
        drill('n', 'database', '9', copy, '../outside/a.db'),
        drill('n', 'database', '9', copy, '/etc/passwd'),
        drill('n', 'shell', '9', copy),
        drill('n', 'read', '3601', copy),
        drill('n', 'read', 'x', copy),
        drill('N!', 'read', '9', copy),
        'warmspare drill =n =read =9',
      ];
      const below = 'a path that does not lie below the destination';
      expect(ruleOn(guard, asked, shell).map(({ status, output }) => [status, output])).toEqual([
        [0, '\nwarmspare n begin\n\nwarmspare n end\n'],
        refused('not a destination of this pair'),
        refused(below),
        refused(below),
        refused('a drill of what is none'),
        refused('a time that is too long'),
        expect.arrayContaining([126]),
        refused('a nonce that is none'),
        refused('drill NONCE WHAT SECONDS DESTINATION PATH...'),
      ]);
    },
  );

  it('and the commands of a drill are refused while the standby is promoted', () => {
    const guard = aGuard('promoted');
    const run = `warmspare command =n =${commandDigest(COMMAND)} =drill =none =drill =9`;
    writeFileSync(`${guard.replace(/guard$/, '')}${PAIR}.promoted`, '');
    expect(
      ruleOn(guard, [drill('n', 'read', '9', copy), run]).map(({ status, output }) => [status, output]),
    ).toEqual([
      [126, expect.stringContaining('nothing may be written over it') as unknown],
      [126, expect.stringContaining('nothing may be written over it') as unknown],
    ]);
  });
});
