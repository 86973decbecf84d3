import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseInstallDone } from '../../../engine/keys/install-answers.ts';
import { INSTALL_SCRIPT } from '../../../engine/keys/install-script.ts';
import { runProcess } from '../../helpers/run-process.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { KEYS_FIXTURES, withOurLine } from '../../unit/keys/authorized-keys-fixtures.ts';
import { aHome, contentOf } from './a-home.ts';
import { installer, valueOf } from './install-run.ts';

const isRoot = process.getuid?.() === 0;

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
