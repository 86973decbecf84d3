import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';

const THEIRS = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 somebody else, and no end of the line';
const GUARD = '/usr/local/libexec/warmspare';

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('a key of the app’s own', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    let person: Newcomer;
    const standby = (): LabHost => lab().standby;
    const root = (): string => standby().passwords.root;

    beforeAll(async () => {
      person = await Newcomer.create(standby());
      writeFileSync(standby().path('/root/.ssh/authorized_keys'), THEIRS, { mode: 0o600 });
      await standby().exec('usermod -s /usr/bin/dash root');
      await person.addPair('office', '/Volumes/A');
      await person.addPair('hand', '/Volumes/B');
      await person.addPair('late', '/Volumes/C');
    });
    afterAll(async () => {
      expect(person.leaks([root()])).toEqual([]);
      await person.close();
    });

    it('is made after a line was pasted there, which is gone once the limited one is proved', async () => {
      const waiting = person.start(['setup', 'hand', '--by-hand'], {});
      await waiting.waitForOutput(/sudo \/bin\/sh -c .*\n/);
      await standby().exec(/sudo \/bin\/sh -c .*/.exec(waiting.stderr)?.[0] ?? '');
      const { status, stdout } = await person.ended(waiting);
      expect([status, stdout]).toEqual([0, expect.stringContaining('Let in by the pasted line\n') as string]);
      expect(person.keysFile()).not.toContain('by-hand');
      expect(person.linesOf('hand')).toHaveLength(1);
    });

    it('is not brought to another machine, unless a person vouches for that', async () => {
      await person.setUp('office', root());
      const before = person.keysFile();
      await standby().replaceHostKey();
      for (const trust of [[], ['--trust-on-first-use']]) {
        const { status, stderr } = await person.setUp('office', root(), ...trust);
        expect([status, stderr]).toEqual([
          1,
          expect.stringContaining('shows another host key than the pinned one') as string,
        ]);
      }
      expect(person.keysFile()).toBe(before);
      const vouched = await person.run(['setup', 'office', '--host-key', standby().hostKeyFingerprint]);
      expect([vouched.status, vouched.stdout]).toEqual([
        0,
        expect.stringContaining('Its host key is pinned now') as string,
      ]);
    });

    it('is made on trust where nothing was set up before, which is said aloud', async () => {
      const { status, stderr } = await person.setUp('late', root(), '--trust-on-first-use');
      expect([status, stderr]).toEqual([0, expect.stringMatching(/\+--\[ED25519 256\]--\+\n/) as string]);
      expect(stderr).toContain('Trusted without a comparison');
    });

    it('is rotated: a new one in, the old one out', async () => {
      const [old = ''] = person.linesOf('office');
      const { status, stdout } = await person.run(['key', 'rotate', 'office', '--password-stdin'], root());
      expect([status, stdout]).toEqual([
        0,
        expect.stringContaining('office has a new key; the old one opens nothing any more.') as string,
      ]);
      expect([person.linesOf('office').length, person.keysFile().includes(old)]).toEqual([1, false]);
      expect((await person.run(['setup', 'office'])).stdout).toContain('Nothing was left to do.');
    });

    it('keeps the old one when the rotation comes to nothing', async () => {
      const before = person.keysFile();
      const { status } = await person.run(['key', 'rotate', 'office', '--password-stdin'], 'wrong');
      expect([status, person.keysFile()]).toEqual([1, before]);
      expect((await person.run(['setup', 'office'])).stdout).toContain('Nothing was left to do.');
    });

    it('is listed: where it is, what it may do, when it was last used', async () => {
      const { stdout } = await person.run(['key', 'list']);
      expect(stdout.match(/State +in use$/gm)).toHaveLength(3);
      expect(stdout).toContain(`ssh://root@${standby().address} in /root/.ssh/authorized_keys`);
      const { keys } = JSON.parse((await person.run(['key', 'list', '--json'])).stdout) as {
        keys: unknown[];
      };
      expect(keys).toHaveLength(3);
    });

    it('stays listed as revoked where the standby is not reached', async () => {
      await standby().stopSshd();
      const { status, stderr } = await person.run(['key', 'revoke', 'office', '--password-stdin'], root());
      await standby().startSshd();
      expect([status, stderr]).toEqual([1, expect.stringContaining('refuses the connection') as string]);
      expect((await person.run(['key', 'list'])).stdout).toContain('revoked; still to be removed');
    });

    it('is revoked: key and places are gone, and the guard with the last of them', async () => {
      for (const name of ['office', 'late', 'hand']) {
        const again = name === 'hand' ? ['--host-key', standby().hostKeyFingerprint] : [];
        const done = await person.run(['key', 'revoke', name, '--password-stdin', ...again], root());
        expect([done.status, done.stderr]).toEqual([0, '']);
        expect([person.linesOf(name), existsSync(standby().path(GUARD))]).toEqual([[], name !== 'hand']);
      }
      expect([person.keysFile(), readdirSync(`${person.home}/keys`)]).toEqual([`${THEIRS}\n`, []]);
      const nothing = await person.run(['key', 'revoke', 'office', '--password-stdin'], root());
      expect(nothing).toMatchObject({ status: 2, stderr: expect.stringContaining('has no key') as string });
    });
  });
});
