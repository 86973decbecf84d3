import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Strategy } from '../../../engine/model/failover.ts';
import { runbookHtml } from '../../../engine/text/runbook/html.ts';
import { NO_CHANGES } from '../../../engine/text/runbook/runbook-parts.ts';
import { writeRunbook } from '../../../engine/text/runbook/write-runbook.ts';
import { commandsOf } from '../../helpers/runbook-commands.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { aHostileInput, HOSTILE_NAMES } from '../../unit/text/runbook/hostile.ts';
import { isAbsent, POSIX_SHELLS } from '../platform/shells.ts';

/** Writes down its own name and its arguments, one a NUL, and swallows what it is given to read. */
const WITNESS = `#!/bin/sh
{ printf '%s\\000' "\${0##*/}" "$@"; printf '\\n\\000'; } >>"$WITNESSED"
[ -t 0 ] || cat >>"$WITNESSED.stdin"
`;

const PROGRAMS =
  'sudo ping ping6 ssh warmspare diskutil df lsblk sharing networksetup nc testparm nfsd systemctl ip touch reboot'.split(
    ' ',
  );

interface Witnessed {
  readonly calls: readonly (readonly string[])[];
  readonly written: string;
  readonly left: readonly string[];
}

/** Runs the commands of a delivered runbook one after the other, with programs that do nothing but say what they were asked. */
function witness(html: string, shell: readonly [string, ...string[]]): Witnessed {
  const folder = tempDir();
  const bin = join(folder, 'bin');
  const work = join(folder, 'work');
  mkdirSync(bin);
  mkdirSync(work);
  for (const program of PROGRAMS) {
    writeFileSync(join(bin, program), WITNESS);
    chmodSync(join(bin, program), 0o755);
  }
  const record = join(folder, 'record');
  const [program, ...options] = shell;
  const done = spawnSync(
    program,
    [
      ...options,
      '-c',
      commandsOf(html)
        .map(({ text }) => text)
        .join('\n'),
    ],
    {
      cwd: work,
      env: { PATH: `${bin}:/usr/bin:/bin`, HOME: work, WITNESSED: record, LC_ALL: 'C.UTF-8' },
      input: '',
    },
  );
  expect([done.status, done.stderr.toString()]).toEqual([0, '']);
  const calls = readFileSync(record, 'utf8')
    .split('\n\0')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1));
  const stdin = `${record}.stdin`;
  return { calls, written: existsSync(stdin) ? readFileSync(stdin, 'utf8') : '', left: readdirSync(work) };
}

function htmlOf(name: string, strategy: Strategy): string {
  return runbookHtml(writeRunbook(aHostileInput(name, strategy)), NO_CHANGES);
}

/** The arguments as the shapes that they are of, with a name in its place. */
function shapesOf({ calls }: Witnessed, name: string): readonly string[] {
  const inPaths = name.replaceAll('/', '∕');
  return calls.map((call) =>
    call.map((word) => word.replaceAll(inPaths, 'NAME').replaceAll(name, 'NAME')).join(' '),
  );
}

/** All of them in one; a name in path text reads otherwise, and one that begins with a dash is said in words. */
const EVERYTHING = HOSTILE_NAMES.filter((name) => !name.includes('\\#')).join(' ');

describe.each(['sh', 'bash', 'zsh'])('the commands of a runbook in %s', (name) => {
  const shell = POSIX_SHELLS[name] ?? ['/bin/sh'];

  it.skipIf(isAbsent(shell[0])).each(['boot', 'promote'] as const)(
    'ask each program the same, whatever things are called: %s',
    (strategy) => {
      const plain = witness(htmlOf('plain', strategy), shell);
      const hostile = witness(htmlOf(EVERYTHING, strategy), shell);
      // Exports of a Mac have no form for such a path: they are made by hand.
      const expected = shapesOf(plain, 'plain').filter((call) => !call.includes('/etc/exports'));
      expect(expected.length).toBeGreaterThan(20);
      expect(shapesOf(hostile, EVERYTHING)).toEqual(expected);
      expect(hostile.left).toEqual([]);
    },
  );

  it.skipIf(isAbsent(shell[0]))('write lines into files of Linux that say what they are to say', () => {
    const { calls, written, left } = witness(htmlOf('two words', 'serve'), shell);
    expect([written, left]).toEqual([
      [
        '',
        '[two words]',
        'path = /Volumes/two words/shared',
        'read only = no',
        '/Volumes/two\\040words/shared 10.0.0.0/24(rw,sync,no_subtree_check)',
        '',
      ].join('\n'),
      [],
    ]);
    expect(calls.filter((call) => call.includes('tee'))).toEqual([
      ['sudo', 'tee', '-a', '/etc/samba/smb.conf'],
      ['sudo', 'tee', '-a', '/etc/exports'],
    ]);
  });
});
