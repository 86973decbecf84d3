import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isEncrypted } from '../../../engine/store/private-key-file.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';
import { ProcessWatch } from './leaks.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';

const KEYS = '/root/.ssh/authorized_keys';
const GUARD = '/usr/local/libexec/warmspare';
const WRONG = 'no such word of setup';
const THEIRS = '# by hand\r\nssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQC7 somebody else';

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('warmspare setup', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    let person: Newcomer;
    let watch: ProcessWatch;
    const standby = (): LabHost => lab().standby;
    const secrets = (): string[] => [standby().passwords.root, standby().passwords.admin, WRONG];

    beforeAll(async () => {
      person = await Newcomer.create(standby());
      writeFileSync(standby().path(KEYS), THEIRS, { mode: 0o600 });
    });
    afterAll(() => person.close());
    beforeEach(() => {
      watch = new ProcessWatch(secrets());
    });
    afterEach(() => {
      expect([watch.stop(), person.leaks(secrets())]).toEqual([[], []]);
    });

    it('signs in once as root, and adds one line that can do nothing but this', async () => {
      await person.addPair('office', '/Volumes/A');
      const done = await person.setUp('office', standby().passwords.root);
      expect([done.status, done.stderr]).toEqual([0, '']);
      expect(done.stdout).toContain('Signed in as root\n');
      expect(done.stdout).toContain('Proved: a fresh connection with the key alone works');
      expect(person.linesOf('office')).toEqual([
        expect.stringMatching(
          /^restrict,command="\/usr\/local\/libexec\/warmspare\/guard (pair-\w{10})" ssh-ed25519 \S+ warmspare \1 standby office \d{4}-\d\d-\d\d$/,
        ),
      ]);
      expect(person.keysFile().startsWith(`${THEIRS}\n`)).toBe(true);
    });

    it('keeps the private key encrypted', () => {
      const files = readdirSync(`${person.home}/keys`).filter((name) => !name.endsWith('.json'));
      const keys = files.map((name) => readFileSync(`${person.home}/keys/${name}`, 'utf8'));
      expect(keys.map(isEncrypted)).toEqual([true]);
    });

    it('says on a second run that everything is done, and asks for nothing', async () => {
      const before = person.keysFile();
      const again = await person.run(['setup', 'office']);
      expect(again).toMatchObject({ status: 0, stderr: '' });
      expect(again.stdout).toMatch(/The key is there already: .*\nAlready set up: /);
      expect(again.stdout).toContain('Nothing was left to do.');
      expect(person.keysFile()).toBe(before);
    });

    it('becomes root by an administrator’s sudo, whose password is typed once', async () => {
      await person.addPair('studio', '/Volumes/B');
      const done = await person.setUp('studio', standby().passwords.admin, '--user', 'admin', '--json');
      const events = done.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(events.find(({ type, step }) => type === 'setup.done' && step === 'sign-in')).toMatchObject({
        user: 'admin',
        way: 'sudo',
      });
      expect(events.at(-1)).toMatchObject({ type: 'setup.finished', outcome: 'succeeded', already: false });
      expect([done.status, person.linesOf('studio').length]).toEqual([0, 1]);
    });

    it('asks on a terminal without showing the password, again after a wrong one', async () => {
      await person.addPair('typed', '/Volumes/T');
      const typing = person.startOnTerminal(['setup', 'typed']);
      await typing.waitForOutput(/Name there \[root\]: /);
      typing.write('admin\n');
      await typing.waitForOutput(/Password of admin: /);
      typing.write(`${WRONG}\n`);
      await typing.waitForOutput(/does not take this name and password.*Name there/s);
      typing.write('admin\n');
      await typing.waitForOutput(/Password of admin: .*Password of admin: /s);
      typing.write(`${standby().passwords.admin}\n`);
      const { status, stdout } = await person.ended(typing);
      expect([status, stdout]).toEqual([0, expect.stringContaining('became root by sudo') as string]);
    });

    it('is refused with a wrong password in clear words, and leaves everything as it is', async () => {
      await person.addPair('third', '/Volumes/C');
      const before = [person.keysFile(), readdirSync(standby().path(GUARD))];
      const root = await person.setUp('third', WRONG);
      const admin = await person.setUp('third', WRONG, '--user', 'admin');
      expect([root.status, admin.status]).toEqual([1, 1]);
      expect(root.stderr).toMatch(
        /^warmspare: the standby \(ssh:.*\) does not take this password for root\. Sign in as/,
      );
      expect(admin.stderr).toMatch(
        /^warmspare: the standby \(ssh:.*\) does not take this name and password\. /,
      );
      expect([person.keysFile(), readdirSync(standby().path(GUARD))]).toEqual(before);
    });

    it('asks nobody in a script', async () => {
      const { status, stderr } = await person.run(['setup', 'third']);
      expect(status).toBe(2);
      expect(stderr).toContain('nobody can be asked for a password here: use --password-stdin, or --by-hand');
    });

    it('says so where the keyring is locked, and stores nothing', async () => {
      const other = await Newcomer.create(standby());
      try {
        await other.addPair('locked', '/Volumes/L');
        await other.lockKeyring();
        const { status, stderr } = await other.setUp('locked', standby().passwords.root);
        expect([status, stderr]).toEqual([1, expect.stringContaining('the keyring is locked') as string]);
        expect(existsSync(`${other.home}/keys`)).toBe(false);
        const unattended = await other.setUp('locked', standby().passwords.root, '--unattended');
        expect([unattended.status, unattended.stderr]).toEqual([
          0,
          expect.stringContaining('without encryption') as string,
        ]);
      } finally {
        await other.close();
      }
    });
  });
});
