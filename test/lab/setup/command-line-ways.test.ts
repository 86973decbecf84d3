import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { itLong } from '../../helpers/long.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';
import { startAnotherSshd } from './another-sshd.ts';
import { converse } from './converse.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';

const PASSWORD = `word of many ' " $x \\ é`;
const PROMPTS_ONLY = 2201;

const USERS = `
sed -i 's/pam_unix.so/& nodelay/' /etc/pam.d/common-auth
for name in free lectured twice other noisy; do useradd --create-home --shell /bin/bash $name; done
echo 'free ALL=(ALL) NOPASSWD: ALL
lectured ALL=(ALL) ALL
twice ALL=(ALL) ALL
other ALL=(ALL) ALL
noisy ALL=(ALL) ALL
Defaults:lectured lecture=always
Defaults:twice pam_service=sudo-twice
Defaults:other rootpw' > /etc/sudoers.d/test
chmod 440 /etc/sudoers.d/test
printf 'auth required pam_unix.so\\nauth required pam_unix.so\\n@include common-account\\n' > /etc/pam.d/sudo-twice
echo 'echo noise of a profile; echo more of it >&2' | tee /root/.bashrc /root/.zshenv /root/.profile > /home/noisy/.bashrc
echo 'Private. The account is watched.' | tee /etc/issue.net > /etc/motd
chpasswd
`;

interface Way {
  readonly user: string;
  /** Of root. */
  readonly shell?: string;
  readonly sshPort?: number;
  /** sudo’s, where it is another than the account’s. */
  readonly ofSudo?: 'root';
  readonly says: string;
}

const BY_SUDO = 'became root by sudo; root’s account stays as it is';

const WAYS: Readonly<Record<string, Way>> = {
  'root, whose shell is a noisy bash': { user: 'root', shell: 'bash', says: 'Signed in as root' },
  'root, whose shell is a noisy dash': { user: 'root', shell: 'dash', says: 'Signed in as root' },
  'root, whose shell is a noisy zsh': { user: 'root', shell: 'zsh', says: 'Signed in as root' },
  'root, by prompts only, after a banner': {
    ...{ user: 'root', sshPort: PROMPTS_ONLY, says: 'Signed in as root' },
  },
  'an administrator with a noisy .bashrc': { user: 'noisy', says: `Signed in as noisy, and ${BY_SUDO}` },
  'an administrator by prompts only, after a banner': {
    ...{ user: 'admin', sshPort: PROMPTS_ONLY, says: `Signed in as admin, and ${BY_SUDO}` },
  },
  'an administrator whose sudo asks nothing': { user: 'free', says: `Signed in as free, and ${BY_SUDO}` },
  'an administrator whom sudo lectures': { user: 'lectured', says: `Signed in as lectured, and ${BY_SUDO}` },
  'an administrator whom sudo asks twice': { user: 'twice', says: `Signed in as twice, and ${BY_SUDO}` },
  'an administrator whose sudo wants root’s password': {
    ...{ user: 'other', ofSudo: 'root', says: `Signed in as other, and ${BY_SUDO}` },
  },
};

/** Those that a person goes through as well; a script then only in a long run. */
const TYPED = [
  'root, whose shell is a noisy zsh',
  'an administrator by prompts only, after a banner',
  'an administrator whose sudo asks nothing',
  'an administrator whose sudo wants root’s password',
];

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('every way in of warmspare setup', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    let person: Newcomer;
    let pairs = 0;
    const standby = (): LabHost => lab().standby;
    const secrets = (): string[] => [standby().passwords.root, standby().passwords.admin, PASSWORD];
    const passwordOf = (user: string): string =>
      user === 'root' || user === 'admin' ? standby().passwords[user] : PASSWORD;

    /** A new pair, and root's shell as the way wants it. */
    const prepare = async ({ shell = 'bash', sshPort = 22 }: Way): Promise<string> => {
      pairs += 1;
      await standby().exec(`usermod -s /usr/bin/${shell} root`);
      await person.addPair(`pair${String(pairs)}`, '/Volumes/A', { sshPort });
      return `pair${String(pairs)}`;
    };
    beforeAll(async () => {
      const names = ['free', 'lectured', 'twice', 'other', 'noisy'];
      await standby().exec(USERS, { input: names.map((name) => `${name}:${PASSWORD}\n`).join('') });
      const settings = ['PasswordAuthentication no', 'KbdInteractiveAuthentication yes', 'PrintMotd yes'];
      await startAnotherSshd(standby(), PROMPTS_ONLY, [...settings, 'Banner /etc/issue.net']);
      person = await Newcomer.create(standby());
    });
    afterAll(() => person.close());
    afterEach(() => {
      expect(person.leaks(secrets())).toEqual([]);
    });

    const byScript = async (title: string): Promise<void> => {
      const way = WAYS[title] as Way;
      const name = await prepare(way);
      const typed = way.ofSudo === undefined ? [way.user] : [way.user, way.ofSudo];
      const { status, stdout, stderr } = await person.run(
        ['setup', name, '--password-stdin', '--user', way.user, '--json'],
        typed.map((user) => `${passwordOf(user)}\n`).join(''),
      );
      const events = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect([status, stderr]).toEqual([0, '']);
      expect(events.find(({ type, step }) => type === 'setup.done' && step === 'sign-in')).toMatchObject({
        user: way.user,
        way: way.user === 'root' ? 'root' : 'sudo',
      });
      expect(events.at(-1)).toMatchObject({ type: 'setup.finished', outcome: 'succeeded' });
      expect(person.linesOf(name)).toHaveLength(1);
    };
    const only = Object.keys(WAYS).filter((title) => !TYPED.includes(title));
    it.each(only)('lets a script in as %s', byScript);
    itLong.each(TYPED)('lets a script in as %s', byScript);

    it.each(TYPED)('lets a person in as %s', async (title) => {
      const way = WAYS[title] as Way;
      const name = await prepare(way);
      const { user, ofSudo } = way;
      const { status, stdout } = await converse(
        person,
        ['setup', name],
        [
          ['Name there [root]: ', user === 'root' ? '' : user],
          [`Password of ${user}: `, passwordOf(user)],
          ...(ofSudo === undefined
            ? []
            : [['Password that sudo wants of other: ', passwordOf(ofSudo)] as const]),
        ],
      );
      expect([status, stdout]).toEqual([0, expect.stringContaining(`${way.says}\r\n`) as string]);
      expect(person.linesOf(name)).toHaveLength(1);
    });

    it('lets a script in by hand, which is told the line to paste', async () => {
      const name = await prepare({ user: 'root', says: '' });
      const waiting = person.start(['setup', name, '--by-hand', '--json'], {});
      await waiting.waitForOutput(/"type":"setup\.paste".*\n/);
      const paste = /.*"setup\.paste".*/.exec(waiting.stdout)?.[0] ?? '';
      await standby().exec((JSON.parse(paste) as { readonly line: string }).line);
      const { status, stdout } = await person.ended(waiting);
      expect([status, stdout]).toEqual([0, expect.stringContaining('"way":"by-hand"') as string]);
      expect(person.linesOf(name)).toHaveLength(1);
    });
  });
});
