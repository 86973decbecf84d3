import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { GuardFile } from '../../../engine/keys/install-arguments.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { installer, SHELLS, valueOf, type ShellName } from './install-run.ts';

const ODD_TEXT = '#!/bin/sh\nprintf \'%s\\n\' "$1" \\0101 %d é `x` $(y) !\n\n';
const GUARD: GuardFile = { name: 'guard', mode: '0755', text: ODD_TEXT };
const PLACES: GuardFile = { name: 'pair-0123456789.destinations', mode: '0644', text: '' };
const NAMES = [GUARD.name, PLACES.name];
const NOTHING = { made: [], mended: [], written: [], removed: [] };

function aPlace(): { root: string; folder: string } {
  const root = join(tempDir(), 'local');
  mkdirSync(root, { mode: 0o755 });
  return { root, folder: join(root, 'libexec/warmspare') };
}

const stateOf = (path: string): readonly [number, number, number] => {
  const { mode, uid, gid } = statSync(path);
  return [mode & 0o7777, uid, gid];
};

describe.skipIf(process.getuid?.() !== 0).each(Object.keys(SHELLS) as ShellName[])(
  'the guard’s files, with %s',
  (shell) => {
    const { installFiles, removeFiles } = installer(shell);

    it('are root’s, whole, and there again after a second time', () => {
      const { root, folder } = aPlace();
      const written = NAMES.map((name) => join(folder, name));
      const made = [join(root, 'libexec'), folder];
      expect(valueOf(installFiles(folder, [GUARD, PLACES]))).toEqual({ ...NOTHING, made, written });
      expect(valueOf(installFiles(folder, [GUARD, PLACES]))).toEqual({ ...NOTHING, written });
      expect(NAMES.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([ODD_TEXT, '']);
      expect([...written, folder].map(stateOf)).toEqual([
        [0o755, 0, 0],
        [0o644, 0, 0],
        [0o755, 0, 0],
      ]);
      expect(readdirSync(folder)).toEqual(NAMES);
    });

    it('go again, with their folder, and a file of others stays with it', () => {
      const { folder } = aPlace();
      valueOf(installFiles(folder, [GUARD, PLACES]));
      writeFileSync(join(folder, 'theirs'), '');
      const removed = NAMES.map((name) => join(folder, name));
      expect(valueOf(removeFiles(folder, NAMES))).toEqual({ ...NOTHING, removed });
      expect(readdirSync(folder)).toEqual(['theirs']);
      execFileSync('rm', [join(folder, 'theirs')]);
      expect(valueOf(removeFiles(folder, NAMES))).toEqual({ ...NOTHING, removed: [folder] });
      expect(valueOf(removeFiles(folder, NAMES))).toEqual(NOTHING);
    });

    it('go into no folder that another than root could change, at any depth', () => {
      const spoil: readonly ((root: string, folder: string) => string)[] = [
        (root) => (chownSync(root, 1234, 0), root),
        (root) => (chmodSync(root, 0o775), root),
        (root) => (
          mkdirSync(join(root, 'libexec')),
          chmodSync(join(root, 'libexec'), 0o757),
          join(root, 'libexec')
        ),
        (_, folder) => (mkdirSync(folder, { recursive: true }), chownSync(folder, 1234, 0), folder),
        (_, folder) => (mkdirSync(folder, { recursive: true }), chmodSync(folder, 0o1777), folder),
      ];
      for (const make of spoil) {
        const { root, folder } = aPlace();
        const path = make(root, folder);
        expect(installFiles(folder, [GUARD])).toMatchObject({
          ok: false,
          error: { kind: 'unsafe-folder', path },
        });
        expect(existsSync(join(folder, 'guard'))).toBe(false);
      }
    });

    it('follow no symbolic link, neither for the folder nor for a file', () => {
      const { root, folder } = aPlace();
      const elsewhere = tempDir();
      symlinkSync(elsewhere, join(root, 'libexec'));
      expect(installFiles(folder, [GUARD])).toEqual({
        ok: false,
        error: { kind: 'not-a-folder', path: join(root, 'libexec'), text: 'symlink' },
      });
      const other = aPlace().folder;
      mkdirSync(other, { recursive: true });
      const victim = join(elsewhere, 'victim');
      writeFileSync(victim, 'kept');
      symlinkSync(victim, join(other, 'guard'));
      expect(installFiles(other, [GUARD])).toEqual({
        ok: false,
        error: { kind: 'not-a-file', path: join(other, 'guard'), text: 'symlink' },
      });
      expect(readFileSync(victim, 'utf8')).toBe('kept');
    });

    it.each(['', '../guard', 'a/b', '.hidden', '-rf', 'a b', 'a\nb'])('are not named %j', (name) => {
      const { folder } = aPlace();
      expect(installFiles(folder, [{ ...GUARD, name }])).toMatchObject({
        ok: false,
        error: { kind: 'failed' },
      });
      mkdirSync(folder, { recursive: true });
      expect(removeFiles(folder, [name])).toMatchObject({ ok: false, error: { kind: 'failed' } });
      expect(readdirSync(folder)).toEqual([]);
    });
  },
);

describe.skipIf(process.getuid?.() !== 0)('the guard’s files', () => {
  it('are neither written nor removed without root', () => {
    const { folder } = aPlace();
    const prefix = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
    const nobody = installer('dash', { prefix });
    const error = { kind: 'not-root', path: 'nobody', text: '' };
    expect(nobody.installFiles(folder, [GUARD])).toEqual({ ok: false, error });
    expect(nobody.removeFiles(folder, ['guard'])).toEqual({ ok: false, error });
  });

  it('in an immutable folder, and one that is immutable, are told and left', () => {
    const { folder } = aPlace();
    valueOf(installer('dash').installFiles(folder, [{ ...GUARD, text: 'old' }]));
    for (const path of [folder, join(folder, 'guard')]) {
      execFileSync('chattr', ['+i', path]);
      expect(installer('dash').installFiles(folder, [GUARD])).toMatchObject({
        ok: false,
        error: { kind: 'immutable', path },
      });
      execFileSync('chattr', ['-i', path]);
      expect([readFileSync(join(folder, 'guard'), 'utf8'), readdirSync(folder)]).toEqual(['old', ['guard']]);
    }
  });
});
