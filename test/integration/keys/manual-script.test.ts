import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandDigest, destinationsFile, sharedGuardFiles } from '../../../engine/keys/guard-files.ts';
import { VolumeId } from '../../../engine/model/ids.ts';
import { GUARDED_SCRIPTS } from '../../../engine/run/guarded-shell.ts';
import { IS_LONG, someOf } from '../../helpers/long.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import {
  KEYS_FIXTURES,
  OUR_LINE,
  textOf,
  withoutOurLine,
  withOurLine,
} from '../../unit/keys/authorized-keys-fixtures.ts';
import type { ShellName } from './install-run.ts';
import { aScript, PAIR_ID, Standby } from './manual-script.ts';

const isRoot = process.getuid?.() === 0;
/** It is one for sh: those that are some machine's. */
const shells = ['dash', 'bash as sh', 'zsh as sh'] as const satisfies readonly ShellName[];
const SCRIPT = aScript(['/Volumes/A']);
const OTHER_PAIR = 'pair-9876543210.destinations';

const nobodys = (command: readonly string[]): string[] => [
  ...['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'],
  ...command,
];

/** What a run leaves for the next to compare: names, contents, modes, inodes. */
function factsOf({ ssh, guard }: Standby): unknown[] {
  return [ssh, guard].flatMap((folder) =>
    readdirSync(folder).map((name) => {
      const { ino, mode, mtimeMs } = statSync(join(folder, name));
      return [name, ino, mode, mtimeMs, readFileSync(join(folder, name), 'latin1')];
    }),
  );
}

it('the script has nothing that shellcheck complains of', async () => {
  const input = aScript(["/Volumes/Spare of 'Anna'", '/Volumes/B ü'], { from: '10.0.0.*' }, ['date']);
  const argv = ['shellcheck', '--shell=sh', '--severity=style', '-'];
  const { stdout } = await runProcess(argv, { input, okCodes: 'any' });
  expect(stdout).toBe('');
});

describe.skipIf(!isRoot).each(shells)('the script of a manual set-up, with %s', (shell) => {
  const itInShell = it.skipIf(!IS_LONG && shell !== 'dash');

  it('installs the commands of the pair, says so, and takes away those that it has no more', () => {
    const standby = new Standby(shell);
    const texts = ['echo one\n', "echo 'two' $$ \\"];
    const ran = standby.run(aScript(['/Volumes/A'], {}, texts));
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('running these commands as root, around a sync or a promotion');
    const names = texts.map((text) => `${PAIR_ID}.command.${commandDigest(text)}`);
    expect(names.map((name) => readFileSync(join(standby.guard, name), 'utf8'))).toEqual(texts);
    expect(statSync(join(standby.guard, names[0] ?? '')).mode & 0o777).toBe(0o600);
    expect(standby.run(aScript(['/Volumes/A'], {}, texts)).stdout).toContain('Nothing had to be changed.');
    expect(standby.run(aScript(['/Volumes/A'], {}, texts.slice(1))).status).toBe(0);
    expect(names.map((name) => existsSync(join(standby.guard, name)))).toEqual([false, true]);
    expect(standby.run(aScript(['/Volumes/A'], {}, texts), ['--uninstall']).status).toBe(0);
    expect(existsSync(standby.guard)).toBe(false);
  });

  it('keeps every byte of odd files around our line, there and back', () => {
    // Each costs two scripts of five hundred processes: each of them in one of the shells.
    const ofShell = KEYS_FIXTURES.filter((_, index) => shells[index % shells.length] === shell);
    const some = someOf(
      ofShell.filter((each) => !textOf(each).includes('\0')),
      4,
    );
    for (const fixture of some) {
      const standby = new Standby(shell, textOf(fixture));
      const installed = standby.run(SCRIPT);
      expect([fixture.name, installed.status, installed.stderr]).toEqual([fixture.name, 0, '']);
      expect([fixture.name, standby.text === withOurLine(fixture)]).toEqual([fixture.name, true]);
      expect(standby.run(SCRIPT, ['--uninstall']).status).toBe(0);
      expect([fixture.name, standby.text === withoutOurLine(fixture)]).toEqual([fixture.name, true]);
    }
  }, 300_000);

  it('installs what a set-up installs, and nothing the second time', () => {
    const standby = new Standby(shell);
    const done = standby.run(SCRIPT);
    expect([done.status, done.stderr]).toEqual([0, '']);
    expect(standby.text).toBe(`${OUR_LINE}\n`);
    const places = [{ id: VolumeId.parse('vol-000000'), destination: '/Volumes/A' }];
    for (const { name, content, mode } of [
      ...sharedGuardFiles(GUARDED_SCRIPTS),
      destinationsFile(PAIR_ID, places),
    ]) {
      const path = join(standby.guard, name);
      expect([name, readFileSync(path, 'utf8'), statSync(path).mode & 0o7777]).toEqual([name, content, mode]);
    }
    const before = factsOf(standby);
    const again = standby.run(SCRIPT);
    expect([again.status, again.stderr]).toEqual([0, '']);
    expect(again.stdout).toContain('Nothing had to be changed.\n');
    expect(factsOf(standby)).toEqual(before);
  });

  itInShell('finds out by itself where a destination really is', () => {
    const real = join(tempDir(), "it's a  \\ b\u00fc*");
    mkdirSync(real);
    const link = join(tempDir(), 'a link');
    symlinkSync(real, link);
    const standby = new Standby(shell);
    expect(standby.run(aScript([link, '/nowhere at/all'])).status).toBe(0);
    const places = [
      { id: VolumeId.parse('vol-000000'), destination: link, realPath: real },
      { id: VolumeId.parse('vol-000001'), destination: '/nowhere at/all' },
    ];
    const { name, content } = destinationsFile(PAIR_ID, places);
    expect(readFileSync(join(standby.guard, name), 'latin1')).toBe(content);
  });

  itInShell('takes itself away, and leaves the guard to another pair', () => {
    const standby = new Standby(shell, 'theirs');
    standby.run(SCRIPT);
    writeFileSync(join(standby.guard, OTHER_PAIR), '');
    expect(standby.run(SCRIPT, ['--uninstall'])).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(standby.guard).sort()).toEqual(
      [...sharedGuardFiles(GUARDED_SCRIPTS).map(({ name }) => name), OTHER_PAIR].sort(),
    );
    execFileSync('rm', [join(standby.guard, OTHER_PAIR)]);
    expect(standby.run(SCRIPT, ['--uninstall']).status).toBe(0);
    expect([existsSync(standby.guard), standby.text]).toEqual([false, 'theirs\n']);
    expect(standby.run(SCRIPT, ['--uninstall'])).toMatchObject({
      status: 0,
      stdout: 'Nothing of this pair was here.\n',
    });
  });

  itInShell('refuses a file with NUL, which sh cannot keep', () => {
    const standby = new Standby(shell, 'a\0b\n');
    const { status, stderr } = standby.run(SCRIPT);
    expect([status, stderr, standby.text]).toEqual([
      1,
      expect.stringContaining('it holds NUL bytes') as string,
      'a\0b\n',
    ]);
  });

  itInShell('is told what it does, and refuses words that it does not know', () => {
    const standby = new Standby(shell);
    expect(standby.run(SCRIPT, ['--help'])).toMatchObject({ status: 0, stderr: '' });
    expect(standby.run(SCRIPT, ['--help']).stdout).toContain('\n      /Volumes/A\n');
    expect(standby.run(SCRIPT, ['--uninstal'])).toMatchObject({ status: 2, stdout: '' });
    expect([existsSync(standby.file), existsSync(standby.guard)]).toEqual([false, false]);
  });
});

describe.skipIf(!isRoot)('the script of a manual set-up', () => {
  it('writes behind a link, and mends the modes that sshd refuses', () => {
    const standby = new Standby('dash');
    const real = join(standby.folder, 'root/elsewhere');
    writeFileSync(real, 'theirs\n', { mode: 0o600 });
    symlinkSync('../elsewhere', standby.file);
    chmodSync(standby.ssh, 0o777);
    chmodSync(real, 0o666);
    const { status, stdout } = standby.run(SCRIPT);
    expect([status, stdout.match(/^Mended .*$/gm)?.length]).toEqual([0, 1]);
    expect([lstatSync(standby.file).isSymbolicLink(), readFileSync(real, 'latin1')]).toEqual([
      true,
      `theirs\n${OUR_LINE}\n`,
    ]);
    expect(statSync(real).mode & 0o777).toBe(0o600);
  });

  it('mends modes also where the line is there already', () => {
    const standby = new Standby('dash', `${OUR_LINE}\n`);
    chmodSync(standby.ssh, 0o777);
    chmodSync(standby.file, 0o666);
    expect(standby.run(SCRIPT).stdout.match(/^Mended .*$/gm)).toHaveLength(2);
    expect([standby.ssh, standby.file].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
  });

  it.each([
    ['a locked file', 'chattr +i "$0/root/.ssh/authorized_keys"', 'it is locked against changes'],
    ['a home that others may write to', 'chmod 777 "$0/root"', 'others than root may write there'],
    [
      'a folder above the guard that is another’s',
      'chown 1234 "$0/local"',
      'others than root may write there',
    ],
    [
      'a link to nowhere',
      'ln -sf nowhere "$0/root/.ssh/authorized_keys"',
      'it is a symbolic link to nowhere',
    ],
  ])('says why it leaves %s alone', (_, before, words) => {
    const standby = new Standby('dash', 'theirs\n');
    const { status, stderr } = standby.run(SCRIPT, [], { before });
    spawnSync('chattr', ['-R', '-f', '-i', standby.folder]);
    expect([status, stderr]).toEqual([1, expect.stringContaining(words) as string]);
    if (!lstatSync(standby.file).isSymbolicLink()) expect(standby.text).toBe('theirs\n');
  });

  it('takes the guard away even where the line cannot be', () => {
    const standby = new Standby('dash');
    standby.run(SCRIPT);
    writeFileSync(standby.file, `${standby.text}\0\n`);
    expect(standby.run(SCRIPT, ['--uninstall'])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('Removed ') as string,
    });
    expect(existsSync(standby.guard)).toBe(false);
  });

  it('takes the line away also from a home that others may write to', () => {
    const standby = new Standby('dash', 'theirs\n');
    standby.run(SCRIPT);
    expect(standby.run(SCRIPT, ['--uninstall'], { before: 'chmod 777 "$0/root"' }).status).toBe(0);
    expect(standby.text).toBe('theirs\n');
  });

  it('does nothing when a part of it is missing', () => {
    for (const share of [0.3, 0.6, 0.99]) {
      const standby = new Standby('dash');
      standby.run(SCRIPT.slice(0, Math.floor(SCRIPT.length * share)));
      expect([existsSync(standby.file), existsSync(standby.guard)]).toEqual([false, false]);
    }
  });

  it('tells which settings of sshd keep the key out, and changes none', () => {
    const standby = new Standby('dash');
    const settings = [
      'permitrootlogin no',
      'pubkeyauthentication yes',
      'authorizedkeysfile .ssh/keys %h/.ssh/keys2',
      'allowusers CORP\\anna',
      'allowusers bob@10.*',
      'allowgroups wheel ro?t',
      'denyusers r*t',
      'hostkey /nowhere',
    ].join('\n');
    const sshd = `#!/bin/sh\ncat <<'END'\n${settings}\nEND\n`;
    const { status, stdout, stderr } = standby.run(SCRIPT, [], { programs: { '/usr/sbin/sshd': sshd } });
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain(
      'Settings of sshd keep the key out. Nothing was changed; they are yours to change:\n' +
        '  PermitRootLogin no\n  AuthorizedKeysFile .ssh/keys %h/.ssh/keys2\n  AllowUsers CORP\\anna bob@10.*\n  DenyUsers r*t\n',
    );
  });

  it('says how to run it to who is not root', () => {
    const standby = new Standby('dash');
    chmodSync(standby.folder, 0o755);
    const { status, stdout, stderr } = standby.run(SCRIPT, [], { as: nobodys });
    expect([status, stdout, stderr]).toEqual([
      1,
      '',
      `warmspare: this is for root. As an administrator, type: sudo sh '${standby.folder}/script.command'\n`,
    ]);
  });

  it('becomes root by itself on a double click on a Mac, and says first what it will do', () => {
    const standby = new Standby('dash');
    chmodSync(standby.folder, 0o755);
    const programs = {
      '/usr/bin/uname': '#!/bin/sh\necho Darwin\n',
      '/usr/bin/sudo': '#!/bin/sh\necho "sudo $*"\n',
    };
    const as = (command: readonly string[]): string[] => [
      ...['script', '-qec', nobodys(command).join(' '), '/dev/null'],
    ];
    const { status, stdout } = standby.run(SCRIPT, ['--uninstall'], { programs, as });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^This makes this machine the standby[^]*administrator's password is needed/);
    expect(stdout).toContain(`sudo /bin/sh ${standby.folder}/script.command --uninstall`);
  });
});
