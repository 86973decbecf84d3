import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';
import { ProcessWatch } from './leaks.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';

const DROP_IN = '/etc/ssh/sshd_config.d/050-warmspare.conf';
const HOSTILE = ['Include /etc/ssh/sshd_config.d/*.conf', 'AllowUsers admin'];

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('warmspare setup, where sshd lets no root in', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'no', sshdConfig: HOSTILE } });
    let person: Newcomer;
    let watch: ProcessWatch;
    const standby = (): LabHost => lab().standby;
    const secrets = (): string[] => [standby().passwords.root, standby().passwords.admin];
    const setUp = (...options: readonly string[]): ReturnType<Newcomer['setUp']> =>
      person.setUp('office', standby().passwords.admin, '--user', 'admin', ...options);

    beforeAll(async () => {
      person = await Newcomer.create(standby());
      await person.addPair('office', '/Volumes/A');
      await standby().exec('usermod -s /usr/bin/zsh root');
      await standby().exec(
        "echo 'echo noise of a profile; echo more of it >&2' | tee /root/.zshenv > /home/admin/.bashrc",
      );
    });
    afterAll(() => person.close());
    beforeEach(() => {
      watch = new ProcessWatch(secrets());
    });
    afterEach(() => {
      expect([watch.stop(), person.leaks(secrets())]).toEqual([[], []]);
    });

    it('says that root’s password may not be the reason', async () => {
      const { status, stderr } = await person.setUp('office', standby().passwords.root);
      expect([status, stderr]).toEqual([1, expect.stringContaining('PermitRootLogin') as string]);
    });

    it('names the settings, and changes nothing that nobody agreed to', async () => {
      const { status, stderr } = await setUp();
      expect(status).toBe(1);
      expect(stderr).toMatch(
        /keep root’s key out: PermitRootLogin no, AllowUsers admin\. Nothing was changed\./,
      );
      expect([
        existsSync(standby().path(DROP_IN)),
        existsSync(standby().path('/root/.ssh/authorized_keys')),
      ]).toEqual([false, false]);
    });

    it('undoes the change when the key does not work with it', async () => {
      const { status, stderr } = await setUp('--change-sshd', '--from', '192.0.2.1');
      expect(status).toBe(1);
      expect(stderr).toContain('a connection with the key alone did not work: the key is not let in');
      expect(existsSync(standby().path(DROP_IN))).toBe(false);
    });

    it('shows the whole change, makes it when a person agrees, and proves it', async () => {
      const { status, stdout, stderr } = await setUp('--change-sshd');
      expect([status, stdout]).toEqual([
        0,
        expect.stringContaining(`Changed its sshd by ${DROP_IN}`) as string,
      ]);
      expect(stderr).toContain('  |     PermitRootLogin prohibit-password\n');
      expect(person.linesOf('office')).toEqual([expect.not.stringContaining('from=')]);
      expect(existsSync(standby().path('/etc/ssh/.warmspare-before'))).toBe(false);
    });

    it('then needs nobody any more', async () => {
      const { status, stdout } = await person.run(['setup', 'office']);
      expect([status, stdout]).toEqual([0, expect.stringContaining('Nothing was left to do.') as string]);
    });
  });
});
