import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MARKER_NAME } from '../../../engine/model/volume.ts';
import { compareTrees } from '../../helpers/compare-trees.ts';
import type { ProcessResult } from '../../helpers/run-process.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';

const KEYS = '/root/.ssh/authorized_keys';
const GUARD = '/usr/local/libexec/warmspare';
const THEIRS = '# by hand\r\nssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 somebody else';
const DESTINATION = '/Volumes/Spare';

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('warmspare setup --manual', () => {
    const lab = labForSuite();
    let person: Newcomer;
    const standby = (): LabHost => lab().standby;
    const script = (): string => join(person.folder, 'office.command');
    const differences = (): string[] =>
      compareTrees(person.source, standby().path(DESTINATION), { ignore: (path) => path === MARKER_NAME });

    /** As the standby's administrator, who got the file and types a password for sudo. */
    const runThere = (...args: readonly string[]): Promise<ProcessResult> => {
      const there = standby().path('/tmp/office.command');
      writeFileSync(there, readFileSync(script()));
      chmodSync(there, 0o644);
      return standby().exec(['sudo', '-S', '-p', '', 'sh', '/tmp/office.command', ...args], {
        user: 'admin',
        input: `${standby().passwords.admin}\n`,
        okCodes: 'any',
      });
    };

    beforeAll(async () => {
      person = await Newcomer.create(standby());
      writeFileSync(standby().path(KEYS), THEIRS, { mode: 0o600 });
      await standby().addDisk({ name: 'Spare', sizeMb: 160 });
      await person.addPair('office', DESTINATION);
    });
    afterAll(() => person.close());

    it('writes a script that everybody may read, and reaches nobody', async () => {
      await standby().stopSshd();
      const made = await person.run(['setup', 'office', '--manual', '--out', script()]);
      await standby().startSshd();
      expect([made.status, made.stderr]).toEqual([0, '']);
      expect(made.stdout).toContain(
        'its administrator runs it: sudo sh office.command\nThen here, without a password: warmspare setup office\n',
      );
      expect(statSync(script()).mode & 0o777).toBe(0o755);
      expect(readFileSync(script(), 'utf8')).not.toContain('PRIVATE');
      expect((await person.run(['key', 'list'])).stdout).toContain('not proved yet');
    });

    it('is not let in before the script was run', async () => {
      const early = await person.run(['setup', 'office']);
      expect([early.status, early.stderr]).toEqual([
        2,
        expect.stringContaining('nobody can be asked for a password here') as string,
      ]);
      expect(early.stdout).toMatch(/^The key SHA256:\S+ was made before, .* script of --manual, /m);
    });

    it('is set up by an administrator with sudo, and changes nothing the second time', async () => {
      const first = await runThere();
      expect([first.code, first.stderr]).toEqual([0, '']);
      expect(person.keysFile().startsWith(`${THEIRS}\n`)).toBe(true);
      expect(person.linesOf('office')).toHaveLength(1);
      const before = [person.keysFile(), statSync(standby().path(KEYS)).ino];
      const second = await runThere();
      expect([second.code, second.stdout]).toEqual([
        0,
        expect.stringContaining('Nothing had to be changed.') as string,
      ]);
      expect([person.keysFile(), statSync(standby().path(KEYS)).ino]).toEqual(before);
    });

    it('is finished with nothing to type, and clones', async () => {
      const done = await person.run(['setup', 'office']);
      expect([done.status, done.stderr]).toEqual([0, '']);
      expect(done.stdout).toContain('Proved: a fresh connection with the key alone works');
      expect(done.stdout).toContain('Set up. Next: warmspare sync office --preview');
      expect(done.stdout).not.toContain('Signed in');
      expect(await person.run(['sync', 'office'])).toMatchObject({ status: 0, stderr: '' });
      expect(differences()).toEqual([]);
    });

    it('makes the same script again for the same key, which stays proved', async () => {
      const before = readFileSync(script(), 'utf8');
      const again = await person.run(['setup', 'office', '--manual', '--out', script()]);
      expect([again.status, readFileSync(script(), 'utf8') === before]).toEqual([0, true]);
      expect((await person.run(['setup', 'office'])).stdout).toContain('Nothing was left to do.');
    });

    it('goes to another machine as a file, and is set up there by a script of its own', async () => {
      const file = join(person.folder, 'office.json');
      expect(await person.run(['pair', 'export', 'office', '--out', file])).toMatchObject({ status: 0 });
      expect(readFileSync(file, 'utf8')).not.toMatch(/key-|pair-|identity/);
      const other = await Newcomer.create(standby());
      try {
        expect(await other.run(['pair', 'import', file, '--name', 'branch'])).toMatchObject({ status: 0 });
        const made = await other.run(['setup', 'branch', '--manual']);
        expect(await standby().exec(['sh', '-s'], { input: made.stdout })).toMatchObject({ code: 0 });
        expect(await other.run(['setup', 'branch'])).toMatchObject({ status: 0, stderr: '' });
        expect([other.linesOf('branch').length, person.linesOf('office').length]).toEqual([1, 1]);
        expect(await standby().exec(['sh', '-s', '--', '--uninstall'], { input: made.stdout })).toMatchObject(
          {
            code: 0,
          },
        );
      } finally {
        await other.close();
      }
    });

    it('is taken back by the script, and then refused', async () => {
      expect(await runThere('--uninstall')).toMatchObject({ code: 0, stderr: '' });
      expect([person.keysFile(), existsSync(standby().path(GUARD))]).toEqual([`${THEIRS}\n`, false]);
      writeFileSync(join(person.source, 'later'), 'later');
      expect((await person.run(['sync', 'office'])).status).not.toBe(0);
      expect(differences()).toEqual(['later: missing file']);
    });
  });
});
