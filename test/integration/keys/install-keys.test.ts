import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addLine, removeKey } from '../../../engine/keys/authorized-keys.ts';
import { parseInstallDone } from '../../../engine/keys/install-answers.ts';
import { INSTALL_SCRIPT } from '../../../engine/keys/install-script.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import {
  KEYS_FIXTURES,
  MARKER,
  OUR_BLOB,
  OUR_LINE,
  textOf,
  withoutOurLine,
  withOurLine,
} from '../../unit/keys/authorized-keys-fixtures.ts';
import { installer, SHELLS, valueOf, type ShellName } from './install-run.ts';

const isRoot = process.getuid?.() === 0;
const OURS = { kind: 'blob', blob: OUR_BLOB } as const;
const NOTHING = { made: [], mended: [], written: [], removed: [] };

/** A home with .ssh and, when a text is given, the file in it, as sshd wants them. */
function aHome(text?: string): { home: string; ssh: string; file: string } {
  const home = tempDir();
  const ssh = join(home, '.ssh');
  const file = join(ssh, 'authorized_keys');
  mkdirSync(ssh, { mode: 0o700 });
  if (text !== undefined) writeFileSync(file, Buffer.from(text, 'latin1'), { mode: 0o600 });
  return { home, ssh, file };
}

const contentOf = (file: string): string => readFileSync(file, 'latin1');
const modeOf = (file: string): number => statSync(file).mode & 0o7777;
const shells = Object.keys(SHELLS) as ShellName[];

it('the script has nothing that shellcheck complains of', async () => {
  const argv = ['shellcheck', '--shell=sh', '--severity=style', '-'];
  const { stdout } = await runProcess(argv, { input: `#!/bin/sh${INSTALL_SCRIPT}`, okCodes: 'any' });
  expect(stdout).toBe('');
});

describe.skipIf(!isRoot).each(shells)('root’s authorized_keys, with %s', (shell) => {
  const { read, write } = installer(shell);

  it('keeps every byte of odd files around our line, there and back', () => {
    // Each costs four scripts; the shells differ in how they print bytes, and any few odd files show that.
    const some = KEYS_FIXTURES.filter((_, index) => shell === 'dash' || index % 5 === 0);
    for (const fixture of some) {
      const { home, file } = aHome(textOf(fixture));
      const before = valueOf(read({ home }));
      expect(before.text === textOf(fixture)).toBe(true);
      valueOf(write(before.digest, addLine(before.text, OUR_LINE, MARKER).text, { home }));
      expect([fixture.name, contentOf(file) === withOurLine(fixture)]).toEqual([fixture.name, true]);
      const after = valueOf(read({ home }));
      valueOf(write(after.digest, removeKey(after.text, OURS).text, { home }));
      expect([fixture.name, contentOf(file) === withoutOurLine(fixture)]).toEqual([fixture.name, true]);
    }
  }, 120_000);

  it('is made, with its folder, where there is none', () => {
    const home = tempDir();
    const file = join(home, '.ssh/authorized_keys');
    expect(valueOf(read({ home }))).toEqual({
      uid: 0,
      home,
      file,
      folder: 'missing',
      kind: 'missing',
      text: '',
      digest: 'absent',
      refused: [],
      immutable: [],
      links: 0,
    });
    const done = valueOf(write('absent', 'a\n', { home }));
    expect(done).toEqual({ ...NOTHING, made: [join(home, '.ssh'), file], written: [file] });
    expect([contentOf(file), modeOf(file), modeOf(join(home, '.ssh'))]).toEqual(['a\n', 0o600, 0o700]);
    expect(readdirSync(join(home, '.ssh'))).toEqual(['authorized_keys']);
  });

  it('is not written over a change that came in between', () => {
    const { home, ssh, file } = aHome('one\n');
    const { digest } = valueOf(read({ home }));
    writeFileSync(file, 'two\n');
    expect(write(digest, 'three\n', { home })).toMatchObject({
      ok: false,
      error: { kind: 'changed', path: file },
    });
    expect(write('absent', 'three\n', { home })).toMatchObject({
      ok: false,
      error: { kind: 'changed', path: file },
    });
    expect([contentOf(file), readdirSync(ssh)]).toEqual(['two\n', ['authorized_keys']]);
  });

  it('keeps modes that sshd takes, and mends those that it refuses', () => {
    const fine = aHome('a\n');
    chmodSync(fine.file, 0o444);
    chmodSync(fine.ssh, 0o755);
    const { digest } = valueOf(read(fine));
    expect(valueOf(write(digest, 'b\n', { home: fine.home })).mended).toEqual([]);
    expect([modeOf(fine.file), modeOf(fine.ssh)]).toEqual([0o444, 0o755]);

    const loose = aHome('a\n');
    chmodSync(loose.file, 0o664);
    chmodSync(loose.ssh, 0o777);
    chownSync(loose.file, 1234, 0);
    const found = valueOf(read({ home: loose.home }));
    expect(found.refused).toEqual([loose.ssh, loose.file]);
    expect(valueOf(write(found.digest, 'b\n', { home: loose.home })).mended).toEqual([loose.ssh, loose.file]);
    expect([modeOf(loose.file), modeOf(loose.ssh), statSync(loose.file).uid]).toEqual([0o600, 0o700, 0]);
  });

  it.each([
    ['a folder', (file: string): void => void mkdirSync(file), 'not-a-file', 'directory'],
    ['a named pipe', (file: string): void => void execFileSync('mkfifo', [file]), 'not-a-file', 'other'],
  ] as const)('is left alone where %s stands in its place', (_, put, kind, text) => {
    const { home, file } = aHome();
    put(file);
    expect(valueOf(read({ home }))).toMatchObject({ kind: text, text: '', digest: 'absent' });
    expect(write('absent', 'a\n', { home })).toEqual({ ok: false, error: { kind, path: file, text } });
  });

  it('behind a symbolic link is read, and written only under its own name', () => {
    const { home, ssh, file } = aHome();
    const real = join(home, "a  name\n'of' \\ another");
    writeFileSync(real, 'kept\n', { mode: 0o640 });
    symlinkSync('second', file);
    symlinkSync(real, join(ssh, 'second'));
    const found = valueOf(read({ home }));
    expect(found).toMatchObject({ kind: 'symlink', target: { path: real, kind: 'file' }, text: 'kept\n' });
    expect(write(found.digest, 'new\n', { home })).toEqual({
      ok: false,
      error: { kind: 'symlink', path: file, text: real },
    });
    expect(valueOf(write(found.digest, 'new\n', { home, file: real })).written).toEqual([real]);
    expect([contentOf(real), modeOf(real), readlinkSync(file)]).toEqual(['new\n', 0o640, 'second']);
  });

  it('in a folder that is a symbolic link is written where it really lies', () => {
    const home = tempDir();
    mkdirSync(join(home, 'real'));
    chmodSync(join(home, 'real'), 0o770);
    symlinkSync('real', join(home, '.ssh'));
    const found = valueOf(read({ home }));
    expect(found).toMatchObject({ folder: 'directory', refused: [join(home, 'real')] });
    valueOf(write('absent', 'a\n', { home }));
    expect([contentOf(join(home, 'real/authorized_keys')), modeOf(join(home, 'real'))]).toEqual([
      'a\n',
      0o700,
    ]);
  });

  it('that is a link to nowhere, and a folder that is a file, are told', () => {
    const dangling = aHome();
    symlinkSync('nowhere', dangling.file);
    expect(valueOf(read(dangling))).toMatchObject({
      kind: 'symlink',
      target: { path: join(dangling.ssh, 'nowhere'), kind: 'missing' },
    });
    const home = tempDir();
    writeFileSync(join(home, '.ssh'), '');
    expect(valueOf(read({ home }))).toMatchObject({ folder: 'file', kind: 'missing' });
    const error = { kind: 'not-a-folder', path: join(home, '.ssh'), text: 'file' };
    expect(write('absent', 'a\n', { home })).toEqual({ ok: false, error });
  });

  it('is not written by who is not root', () => {
    const { home, file } = aHome('a\n');
    chmodSync(home, 0o755);
    const nobody = installer(shell, {
      prefix: ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'],
    });
    expect(nobody.write('absent', 'b\n', { home })).toEqual({
      ok: false,
      error: { kind: 'not-root', path: 'nobody', text: '' },
    });
    expect(contentOf(file)).toBe('a\n');
  });

  it('elsewhere, where sshd looks, keeps that folder open to others', () => {
    const home = tempDir();
    const folder = join(home, 'keys of all');
    mkdirSync(folder, { mode: 0o775 });
    chmodSync(folder, 0o775);
    valueOf(write('absent', 'a\n', { home, file: join(folder, 'root') }));
    expect([contentOf(join(folder, 'root')), modeOf(folder)]).toEqual(['a\n', 0o755]);
    valueOf(write('absent', 'b\n', { home, file: '.ssh/authorized_keys2' }));
    expect(contentOf(join(home, '.ssh/authorized_keys2'))).toBe('b\n');
  });

  it('takes its own line of standard input alone, whatever sudo left there', () => {
    const { home, file } = aHome();
    const noisy = installer(shell, { noise: 'the password\n0011:ssh-rsa\n\n' });
    valueOf(noisy.write('absent', 'a -n \\0101 %s $(x) `y` \'"!\n', { home }));
    expect(contentOf(file)).toBe('a -n \\0101 %s $(x) `y` \'"!\n');
  });
});

describe.skipIf(!isRoot)('root’s authorized_keys', () => {
  const { read, write } = installer('dash');

  it('keeps owner group, ACL and extended attributes, and loses an old temporary file', () => {
    const { home, ssh, file } = aHome('a\n');
    chownSync(file, 0, 4321);
    execFileSync('setfattr', ['-n', 'user.note', '-v', 'kept', file]);
    execFileSync('setfattr', ['-n', 'trusted.note', '-v', 'kept', file]);
    execFileSync('setfacl', ['-m', 'u:65534:r', file]);
    const left = join(ssh, '.warmspare-new.dead');
    writeFileSync(left, '');
    utimesSync(left, 1, 1);
    const facts = (): string[] => [
      execFileSync('getfacl', ['-np', file]).toString(),
      execFileSync('getfattr', ['-dm', '-', '--absolute-names', file]).toString(),
    ];
    const before = facts();
    valueOf(write(valueOf(read({ home })).digest, 'b\n', { home }));
    expect([contentOf(file), ...facts()]).toEqual(['b\n', ...before]);
    expect(existsSync(left)).toBe(false);
  });

  it.each(['+i', '+a'])('with chattr %s on the file or its folder is told and left', (flag) => {
    for (const which of ['file', 'ssh'] as const) {
      const place = aHome('a\n');
      execFileSync('chattr', [flag, place[which]]);
      const found = valueOf(read({ home: place.home }));
      expect(found.immutable).toEqual([place[which]]);
      expect(write(found.digest, 'b\n', { home: place.home })).toMatchObject({
        ok: false,
        error: { kind: 'immutable', path: place[which] },
      });
      execFileSync('chattr', ['-ia', place[which]]);
      expect([contentOf(place.file), readdirSync(place.ssh)]).toEqual(['a\n', ['authorized_keys']]);
    }
  });

  it('is whole, old or new, on a disk that is read-only or full', () => {
    const { home } = aHome('a\n');
    const inside = (options: string, script: string): ReturnType<typeof installer> =>
      installer('dash', {
        prefix: [
          'unshare',
          '--mount',
          'sh',
          '-c',
          `set -e; mount -t tmpfs ${options} none "$0"; ${script}; exec "$@"`,
          home,
        ],
      });
    const readOnly = inside('-o size=1m', 'mkdir -m 700 "$0/.ssh"; mount -o remount,ro "$0"');
    expect(readOnly.write('absent', 'b\n', { home })).toMatchObject({
      ok: false,
      error: { kind: 'read-only' },
    });
    const full = inside(
      '-o size=64k',
      'mkdir -m 700 "$0/.ssh"; head -c 1m /dev/zero >"$0/fill" 2>/dev/null || true',
    );
    expect(full.write('absent', 'b\n', { home })).toMatchObject({
      ok: false,
      error: { kind: 'no-space', path: join(home, '.ssh') },
    });
  });

  it.each([
    ['the line is cut off', `n:${'x'.repeat(500)}`],
    ['bytes are missing', `n:${'x'.repeat(499)}\n`],
    ['nothing comes', ''],
  ])('is refused when %s on the way', (_, input) => {
    const { home, file } = aHome('a\n');
    const { digest } = valueOf(read({ home }));
    const args = ['write', 'n', home, '', digest, '500', '-'];
    const stdout = execFileSync('dash', ['-c', INSTALL_SCRIPT, 'warmspare', ...args], { input });
    const answer = parseInstallDone(stdout, 'n');
    expect(answer).toMatchObject({ ok: false, error: { kind: 'failed' } });
    expect([contentOf(file), readdirSync(join(home, '.ssh'))]).toEqual(['a\n', ['authorized_keys']]);
  });

  it('without a home is a fault', () => {
    const home = join(tempDir(), 'none');
    expect(read({ home })).toEqual({ ok: false, error: { kind: 'no-home', path: home, text: '' } });
    expect(write('absent', 'a\n', { home })).toMatchObject({
      ok: false,
      error: { kind: 'no-home', path: home },
    });
    expect(existsSync(home)).toBe(false);
  });

  it('is found in root’s own home when none is named', () => {
    const home = execFileSync('sh', ['-c', 'echo ~root']).toString().trim();
    const found = valueOf(read({}));
    expect([found.home, found.file]).toEqual([home, `${home}/.ssh/authorized_keys`]);
  });

  it.each(KEYS_FIXTURES.map((fixture) => [fixture.name, fixture] as const))(
    'is read by OpenSSH with our key in it: %s',
    async (_, fixture) => {
      const file = join(tempDir(), 'keys');
      writeFileSync(file, Buffer.from(withOurLine(fixture), 'latin1'));
      const { stdout } = await runProcess(['ssh-keygen', '-lf', file]);
      expect(stdout).toContain('warmspare Office standby 2026-11-23');
    },
  );
});
