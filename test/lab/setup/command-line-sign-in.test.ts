import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../engine/model/problem.ts';
import { answering, prompting, startOddServer } from '../../integration/ssh/sign-in-server.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';
import { startAnotherSshd } from './another-sshd.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';
import { refusalOf, tracesOn } from './refusal.ts';

const WRONG = 'no such word of a script';
const PASSWORD = `word of a script ' " $x \\ é`;

/** Settings of one ssh server each. */
const SERVERS = {
  usual: [],
  noRoot: ['PermitRootLogin no'],
  noPassword: ['PasswordAuthentication no'],
  allowedUsers: ['AllowUsers admin'],
  allowedGroups: ['AllowGroups sudo'],
  keyAndPassword: ['AuthenticationMethods publickey,password'],
  passwordAndKey: ['AuthenticationMethods password,publickey'],
  twoRounds: [
    'KbdInteractiveAuthentication yes',
    'AuthenticationMethods keyboard-interactive,keyboard-interactive',
  ],
  prompts: ['PasswordAuthentication no', 'KbdInteractiveAuthentication yes'],
} as const satisfies Record<string, readonly string[]>;

const USERS = `
sed -i 's/pam_unix.so/& nodelay/' /etc/pam.d/common-auth
for name in usual locked expired stale; do useradd --create-home --shell /bin/bash $name; done
useradd --create-home --shell /usr/sbin/nologin nologin
chpasswd
passwd -l locked
usermod -e 1 expired
chage -d 0 stale
mkdir -p -m 700 /root/.ssh /usr/local/libexec
echo '# by hand' > /root/.ssh/authorized_keys
`;

interface Failure {
  readonly at: keyof typeof SERVERS;
  /** `root` and `admin` are the host's own. */
  readonly user: string;
  readonly password?: string;
  readonly code: ProblemCode;
  /** What is so, and what to do. */
  readonly says: RegExp;
}

// sshd does not tell these apart, and so nobody is told more than that.
const WRONG_WORDS =
  /does not take this name and password\. Type them again\. .*locked or expired.*AllowUsers and AllowGroups.*the server does not say which\.$/m;
const ROOT_WORDS =
  /does not take this password for root\. Sign in as an administrator instead \(--user NAME\).*PermitRootLogin, AllowUsers.*does not say which\.$/m;
const METHOD_WORDS =
  /lets nobody in with a password \(only publickey\)\. .*PasswordAuthentication yes.* AuthenticationMethods.*by hand with: warmspare setup \w+ --by-hand$/m;
const MORE_WORDS =
  /wants more than a password\. Warmspare cannot answer that, and nothing was changed there\. .*by hand with: warmspare setup \w+ --by-hand$/m;
const CHANGE_WORDS = /wants this password changed first\. Sign in there once, choose a new password/;

const FAILURES: Readonly<Record<string, Failure>> = {
  'a wrong password': {
    ...{ at: 'usual', user: 'admin', password: WRONG },
    ...{ code: 'sign-in.wrong-password', says: WRONG_WORDS },
  },
  'a name that is nobody’s': {
    ...{ at: 'usual', user: 'nobody-here' },
    ...{ code: 'sign-in.wrong-password', says: WRONG_WORDS },
  },
  'a locked account': {
    ...{ at: 'usual', user: 'locked' },
    ...{ code: 'sign-in.wrong-password', says: WRONG_WORDS },
  },
  'an account that AllowUsers leaves out': {
    ...{ at: 'allowedUsers', user: 'usual' },
    ...{ code: 'sign-in.wrong-password', says: WRONG_WORDS },
  },
  'an account that AllowGroups leaves out': {
    ...{ at: 'allowedGroups', user: 'usual' },
    ...{ code: 'sign-in.wrong-password', says: WRONG_WORDS },
  },
  'an expired account, where only prompts ask': {
    ...{ at: 'prompts', user: 'expired' },
    ...{ code: 'sign-in.wrong-password', says: WRONG_WORDS },
  },
  'a wrong password of root': {
    ...{ at: 'usual', user: 'root', password: WRONG },
    ...{ code: 'sign-in.root-refused', says: ROOT_WORDS },
  },
  'PermitRootLogin no': {
    ...{ at: 'noRoot', user: 'root' },
    ...{ code: 'sign-in.root-refused', says: ROOT_WORDS },
  },
  'AllowUsers without root': {
    ...{ at: 'allowedUsers', user: 'root' },
    ...{ code: 'sign-in.root-refused', says: ROOT_WORDS },
  },
  'a server that takes no passwords': {
    ...{ at: 'noPassword', user: 'admin' },
    ...{ code: 'sign-in.no-password-method', says: METHOD_WORDS },
  },
  'AuthenticationMethods publickey,password': {
    ...{ at: 'keyAndPassword', user: 'admin' },
    ...{ code: 'sign-in.no-password-method', says: METHOD_WORDS },
  },
  'AuthenticationMethods password,publickey': {
    ...{ at: 'passwordAndKey', user: 'admin' },
    ...{ code: 'sign-in.second-factor', says: MORE_WORDS },
  },
  'AuthenticationMethods with two rounds of prompts': {
    ...{ at: 'twoRounds', user: 'admin' },
    ...{ code: 'sign-in.second-factor', says: MORE_WORDS },
  },
  'an expired account': {
    ...{ at: 'usual', user: 'expired', code: 'sign-in.locked' },
    says: /is locked or expired\. Have it unlocked there, or sign in with another account\.\n {2}\| Your account has expired/,
  },
  'a password that must be changed': {
    ...{ at: 'usual', user: 'stale' },
    ...{ code: 'sign-in.password-expired', says: CHANGE_WORDS },
  },
  'a password that must be changed, where only prompts ask': {
    ...{ at: 'prompts', user: 'stale' },
    ...{ code: 'sign-in.password-expired', says: CHANGE_WORDS },
  },
  'an account that can run nothing': {
    ...{ at: 'usual', user: 'nologin', code: 'sign-in.no-shell' },
    says: /can sign in but run nothing\. Use an account with a usual login shell/,
  },
};

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('warmspare setup in a script, where nobody is let in', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    let person: Newcomer;
    let before: readonly string[];
    const standby = (): LabHost => lab().standby;
    const secrets = (): string[] => [standby().passwords.root, standby().passwords.admin, PASSWORD, WRONG];
    const passwordOf = (user: string): string =>
      user === 'root' || user === 'admin' ? standby().passwords[user] : PASSWORD;

    beforeAll(async () => {
      const names = ['usual', 'locked', 'expired', 'stale', 'nologin'];
      await standby().exec(USERS, { input: names.map((name) => `${name}:${PASSWORD}\n`).join('') });
      person = await Newcomer.create(standby());
      const servers = Object.entries(SERVERS);
      for (const [at, [name, settings]] of servers.entries()) {
        const sshPort = 2200 + at;
        await startAnotherSshd(standby(), sshPort, settings);
        await person.addPair(name, '/Volumes/A', { sshPort });
      }
      before = tracesOn(standby());
    });
    afterAll(() => person.close());
    afterEach(() => {
      expect([person.leaks(secrets()), tracesOn(standby())]).toEqual([[], before]);
    });

    it.each(Object.entries(FAILURES))('tells of %s', async (_name, { at, user, code, says, password }) => {
      const refusal = await refusalOf(person, at, password ?? passwordOf(user), '--user', user);
      expect(refusal).toEqual({
        ...{ status: 1, code, step: 'sign-in' },
        words: expect.stringMatching(says) as string,
      });
    });

    it('waits for no pasted key where a key alone is not enough', async () => {
      const waiting = person.start(['setup', 'keyAndPassword', '--by-hand'], {});
      await waiting.waitForOutput(/sudo \/bin\/sh -c .*\n/);
      await standby().exec(/sudo \/bin\/sh -c .*/.exec(waiting.stderr)?.[0] ?? '');
      const { status, stderr } = await person.ended(waiting);
      await standby().exec("sed -i '/ by-hand$/d' /root/.ssh/authorized_keys");
      expect([status, stderr]).toEqual([
        1,
        expect.stringMatching(
          /warmspare: the ssh server of the standby \(.*\) lets no key in alone: it asks for password as well\. .*Match User root.*AuthenticationMethods publickey/,
        ) as string,
      ]);
    });

    it('tells of a second question after the password, and shows it', async () => {
      const rounds = prompting(
        [{ prompt: 'Password: ', echo: false }],
        [{ prompt: 'Verification code: ', echo: false }],
      );
      const server = await startOddServer(
        answering(['keyboard-interactive'], { 'keyboard-interactive': rounds }),
      );
      await person.addPair('asking', '/Volumes/A', {
        ...{ address: server.host, sshPort: server.port, hostKeyFingerprint: server.hostKey },
      });
      expect(await refusalOf(person, 'asking', PASSWORD)).toEqual({
        ...{ status: 1, code: 'sign-in.second-factor', step: 'sign-in' },
        words: expect.stringMatching(
          /wants more than a password\. [^\n]*--by-hand\n {2}\| Verification code:\n$/,
        ) as string,
      });
    });
  });
});
