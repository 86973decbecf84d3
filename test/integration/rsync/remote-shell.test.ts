import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteArgument } from '../../../engine/model/quote.ts';
import { quoteRemoteShell } from '../../../engine/rsync/operands.ts';
import { compareTrees } from '../../helpers/compare-trees.ts';
import { makeTempDir, removeTree, tempDir } from '../../helpers/temp-dir.ts';
import { runPass } from './run-pass.ts';
import { run } from './run-pass.ts';

/** Writes the words that it was started with, each ended by NUL, beside itself. */
const RECORDER = '#!/bin/sh\nprintf "%s\\0" "$@" > "$(dirname "$0")/words"\nexit 3\n';
/** Runs what it is told as sshd does: the words behind the host, joined, by a shell. */
const SHELL = '#!/bin/sh\nshift\nexec sh -c "$*"\n';
const HOST = { user: 'root', host: 'spare' };

describe("rsync's -e", () => {
  it('gives every word of an argv back as it was', () => {
    const folder = makeTempDir();
    const recorder = join(folder, 'recorder');
    writeFileSync(recorder, RECORDER, { mode: 0o755 });
    const word = fc
      .array(
        fc.constantFrom('a', ' ', "'", '"', '\\', '\t', '\n', '$', '`', '*', '-', 'é', '%', '#', '~', '!'),
        { maxLength: 6 },
      )
      .map((letters) => letters.join(''));
    try {
      fc.assert(
        fc.property(fc.array(word, { maxLength: 5 }), (words) => {
          const rsh = quoteRemoteShell([recorder, ...words]);
          try {
            execFileSync('rsync', ['-a', `--rsh=${rsh}`, `${folder}/`, 'spare:/x'], { stdio: 'ignore' });
          } catch {
            // The recorder is no remote shell; what it was given is what counts.
          }
          const given = readFileSync(join(folder, 'words'), 'utf8').split('\0').slice(0, -1);
          expect(given.slice(0, given.indexOf('spare'))).toEqual(words);
        }),
        { numRuns: 100 },
      );
    } finally {
      removeTree(folder);
    }
  });
});

describe('a remote path', () => {
  it.each([
    'plain',
    'sp ace',
    "it's",
    'a"b',
    '$(touch pwned)',
    '`x`',
    '*',
    '[a]',
    'new\nline',
    'back\\slash',
    '~root',
    '-e',
    'host:x',
    'é',
    '\\#134#101',
  ])('%j is written to just there, escaped by rsync or quoted by us', async (name) => {
    const folder = tempDir();
    const shell = join(folder, 'shell');
    writeFileSync(shell, SHELL, { mode: 0o755 });
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a', 'file'), 'x');
    const path = join(folder, 'copies', name);
    mkdirSync(join(folder, 'copies'));
    const real = name === '\\#134#101' ? '\\#101' : name;
    mkdirSync(join(folder, 'copies', real));
    const common = {
      pass: { kind: 'copy' } as const,
      source: { path: join(folder, 'a') },
      remoteShell: [shell],
      remoteRsync: 'rsync',
    };
    const first = await runPass({ ...common, destination: { path, host: HOST } });
    expect([first.exit.code, first.errors]).toEqual([0, []]);
    expect(compareTrees(join(folder, 'a'), join(folder, 'copies', real))).toEqual([]);
    writeFileSync(join(folder, 'a', 'second'), 'y');
    const quoted = quoteArgument(`${path}/`);
    const second = await runPass({ ...common, destination: { path, host: HOST, quoted } });
    expect([second.exit.code, second.errors]).toEqual([0, []]);
    expect(compareTrees(join(folder, 'a'), join(folder, 'copies', real))).toEqual([]);
  });
});

describe('a local path', () => {
  it('with a colon is no host', async () => {
    const folder = tempDir();
    for (const name of ['spare:a', 'b']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'spare:a', 'file'), 'x');
    const pass = { kind: 'copy' } as const;
    const source = { path: join(folder, 'spare:a') };
    const { exit } = await runPass({ pass, source, destination: { path: join(folder, 'b') } });
    expect(exit.code).toBe(0);
    expect(compareTrees(join(folder, 'spare:a'), join(folder, 'b'))).toEqual([]);
  });
});

describe('a word that argv cannot carry', () => {
  it('starts nothing', async () => {
    const folder = tempDir();
    const args = ['-c', `touch ${folder}/started`, 'caf\\#351'];
    await expect(run({ file: 'sh', args })).rejects.toThrow();
    expect(execFileSync('ls', [folder], { encoding: 'utf8' })).toBe('');
  });
});
