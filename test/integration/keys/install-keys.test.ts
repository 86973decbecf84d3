import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addLine, removeKey } from '../../../engine/keys/authorized-keys.ts';
import { INSTALL_SCRIPT } from '../../../engine/keys/install-script.ts';
import { IS_LONG, someOf } from '../../helpers/long.ts';
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
import { aHome, contentOf } from './a-home.ts';
import { installer, SHELLS, valueOf, type ShellName } from './install-run.ts';

const isRoot = process.getuid?.() === 0;
const OURS = { kind: 'blob', blob: OUR_BLOB } as const;
const NOTHING = { made: [], mended: [], written: [], removed: [] };

const modeOf = (file: string): number => statSync(file).mode & 0o7777;
const shells = Object.keys(SHELLS) as ShellName[];

it('the script has nothing that shellcheck complains of', async () => {
  const argv = ['shellcheck', '--shell=sh', '--severity=style', '-'];
  const { stdout } = await runProcess(argv, { input: `#!/bin/sh${INSTALL_SCRIPT}`, okCodes: 'any' });
  expect(stdout).toBe('');
});

describe.skipIf(!isRoot).each(shells)('root’s authorized_keys, with %s', (shell) => {
  const { read, write } = installer(shell);
  // bash and zsh read most of it alike, whatever they are called.
  const itInShell = it.skipIf(!IS_LONG && (shell === 'bash' || shell === 'zsh as sh'));

  it('keeps every byte of odd files around our line, there and back', () => {
    // Each costs four scripts: each of them in one of the shells.
    const some = KEYS_FIXTURES.filter((_, index) => shells[index % shells.length] === shell);
    for (const fixture of someOf(some, 3)) {
      const { home, file } = aHome(textOf(fixture));
      const before = valueOf(read({ home }));
      expect(before.text === textOf(fixture)).toBe(true);
      valueOf(write(before.digest, addLine(before.text, OUR_LINE, MARKER).text, { home }));
      expect([fixture.name, contentOf(file) === withOurLine(fixture)]).toEqual([fixture.name, true]);
      const after = valueOf(read({ home }));
      valueOf(write(after.digest, removeKey(after.text, OURS).text, { home }));
      expect([fixture.name, contentOf(file) === withoutOurLine(fixture)]).toEqual([fixture.name, true]);
    }
  }, 600_000);

  itInShell('is made, with its folder, where there is none', () => {
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

  itInShell('is not written over a change that came in between', () => {
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

  itInShell('keeps modes that sshd takes, and mends those that it refuses', () => {
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

  itInShell.each([
    ['a folder', (file: string): void => void mkdirSync(file), 'not-a-file', 'directory'],
    ['a named pipe', (file: string): void => void execFileSync('mkfifo', [file]), 'not-a-file', 'other'],
  ] as const)('is left alone where %s stands in its place', (_, put, kind, text) => {
    const { home, file } = aHome();
    put(file);
    expect(valueOf(read({ home }))).toMatchObject({ kind: text, text: '', digest: 'absent' });
    expect(write('absent', 'a\n', { home })).toEqual({ ok: false, error: { kind, path: file, text } });
  });

  itInShell('behind a symbolic link is read, and written only under its own name', () => {
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

  itInShell('in a folder that is a symbolic link is written where it really lies', () => {
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

  itInShell('that is a link to nowhere, and a folder that is a file, are told', () => {
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

  itInShell('is not written by who is not root', () => {
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

  itInShell('elsewhere, where sshd looks, keeps that folder open to others', () => {
    const home = tempDir();
    const folder = join(home, 'keys of all');
    mkdirSync(folder, { mode: 0o775 });
    chmodSync(folder, 0o775);
    valueOf(write('absent', 'a\n', { home, file: join(folder, 'root') }));
    expect([contentOf(join(folder, 'root')), modeOf(folder)]).toEqual(['a\n', 0o755]);
    valueOf(write('absent', 'b\n', { home, file: '.ssh/authorized_keys2' }));
    expect(contentOf(join(home, '.ssh/authorized_keys2'))).toBe('b\n');
  });

  itInShell('takes its own line of standard input alone, whatever sudo left there', () => {
    const { home, file } = aHome();
    const noisy = installer(shell, { noise: 'the password\n0011:ssh-rsa\n\n' });
    valueOf(noisy.write('absent', 'a -n \\0101 %s $(x) `y` \'"!\n', { home }));
    expect(contentOf(file)).toBe('a -n \\0101 %s $(x) `y` \'"!\n');
  });
});
