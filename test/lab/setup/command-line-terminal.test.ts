import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';
import { startAnotherSshd } from './another-sshd.ts';
import { converse, CTRL_C, CTRL_D, type Exchange } from './converse.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';
import { tracesOn } from './refusal.ts';

const WRONG = 'no such word of a person';
const PASSWORD = `word of a person ' " $x \\ é`;

const SERVERS = {
  noPassword: ['PasswordAuthentication no'],
  passwordAndKey: ['AuthenticationMethods password,publickey'],
} as const;

const USERS = `
sed -i 's/pam_unix.so/& nodelay/' /etc/pam.d/common-auth
for name in plain stale other; do useradd --create-home --shell /bin/bash $name; done
chpasswd
chage -d 0 stale
echo 'other ALL=(ALL) ALL
Defaults:other rootpw' > /etc/sudoers.d/test
chmod 440 /etc/sudoers.d/test
mkdir -p -m 700 /root/.ssh /usr/local/libexec
`;

interface Conversation {
  readonly pair: 'usual' | keyof typeof SERVERS | 'unknown';
  readonly exchanges: readonly Exchange[];
  readonly status: number;
  /** What is read, in this order. */
  readonly says: readonly string[];
}

const NAME = 'Name there [root]: ';
const REFUSED = 'does not take this name and password. Type them again.';

const CONVERSATIONS: Readonly<Record<string, Conversation>> = {
  'three wrong passwords, and no fourth question': {
    pair: 'usual',
    exchanges: [
      [NAME, 'admin'],
      ['Password of admin: ', WRONG],
      [NAME, ''],
      ['Password of root: ', WRONG],
      [NAME, 'admin'],
      ['Password of admin: ', WRONG],
    ],
    status: 1,
    says: [
      '\r\n\r\nSign in to ssh://root@',
      `\r\n\r\nThe standby (ssh://admin@`,
      `${REFUSED}`,
      '\r\n\r\nThe standby (ssh://root@',
      'does not take this password for root. Sign in as an administrator instead',
      'warmspare: the standby (ssh://admin@',
      REFUSED,
    ],
  },
  'a server that takes no passwords, once': {
    pair: 'noPassword',
    exchanges: [
      [NAME, 'admin'],
      ['Password of admin: ', PASSWORD],
    ],
    status: 1,
    says: ['warmspare: the standby (', 'lets nobody in with a password (only publickey). '],
  },
  'a server that wants a key too, once': {
    pair: 'passwordAndKey',
    exchanges: [
      [NAME, 'plain'],
      ['Password of plain: ', PASSWORD],
    ],
    status: 1,
    says: ['warmspare: the standby (', 'wants more than a password. ', '--by-hand'],
  },
  'a password that must be changed, once': {
    pair: 'usual',
    exchanges: [
      [NAME, 'stale'],
      ['Password of stale: ', PASSWORD],
    ],
    status: 1,
    says: ['warmspare: the standby (', 'wants this password changed first. Sign in there once'],
  },
  'an account without the right to sudo, who may name another': {
    pair: 'usual',
    exchanges: [
      [NAME, 'plain'],
      ['Password of plain: ', PASSWORD],
      [NAME, CTRL_D],
    ],
    status: 1,
    says: [
      '\r\n\r\nThis account may not become root on the standby (ssh://plain@',
      'plain is not in the sudoers file',
      'warmspare: this account may not become root on the standby (ssh://plain@',
    ],
  },
  'a password of sudo’s own that nobody knows': {
    pair: 'usual',
    exchanges: [
      [NAME, 'other'],
      ['Password of other: ', PASSWORD],
      ['Password that sudo wants of other: ', WRONG],
      ['Password that sudo wants of other: ', WRONG],
      [NAME, CTRL_D],
    ],
    status: 1,
    says: [
      '\r\n\r\nSudo on the standby (ssh://other@',
      'does not take this password. Type the one that it asks for',
      'Sudo on the standby (ssh://other@',
      'warmspare: sudo on the standby (ssh://other@',
    ],
  },
  'nothing typed for a password': {
    pair: 'usual',
    exchanges: [
      [NAME, ''],
      ['Password of root: ', ''],
    ],
    status: 130,
    says: ['warmspare: the set-up was cancelled.'],
  },
  'Ctrl-C at a password': {
    pair: 'usual',
    exchanges: [
      [NAME, ''],
      ['Password of root: ', CTRL_C],
    ],
    status: 130,
    says: ['Password of root: \r\n'],
  },
  'a machine that is not confirmed, before any password': {
    pair: 'unknown',
    exchanges: [['Is this the right machine? [y/N] ', 'n']],
    status: 1,
    says: [
      'does not show the host key that was given with the pair:\r\n  SHA256:',
      'Compare with what that machine itself shows for: ssh-keygen -lvf',
      'warmspare: the standby (',
      'shows another host key than the pinned one',
    ],
  },
};

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('warmspare setup with a person at a terminal who is not let in', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    let person: Newcomer;
    let before: readonly string[];
    const standby = (): LabHost => lab().standby;

    beforeAll(async () => {
      const input = ['plain', 'stale', 'other'].map((name) => `${name}:${PASSWORD}\n`).join('');
      await standby().exec(USERS, { input });
      person = await Newcomer.create(standby());
      await person.addPair('usual', '/Volumes/A');
      await person.addPair('unknown', '/Volumes/A', {
        hostKeyFingerprint: lab().primary.hostKeyFingerprint,
      });
      for (const [at, [name, settings]] of Object.entries(SERVERS).entries()) {
        await startAnotherSshd(standby(), 2200 + at, settings);
        await person.addPair(name, '/Volumes/A', { sshPort: 2200 + at });
      }
      before = tracesOn(standby());
    });
    afterAll(() => person.close());
    afterEach(() => {
      expect([person.leaks([WRONG, PASSWORD]), tracesOn(standby())]).toEqual([[], before]);
    });

    it.each(Object.entries(CONVERSATIONS))(
      'reads of %s',
      async (_name, { pair, exchanges, status, says }) => {
        const ended = await converse(person, ['setup', pair], exchanges);
        const inOrder = says.map((words) => words.replace(/[[\]()?/.\\]/g, '\\$&')).join('[^]*');
        expect([ended.status, ended.stdout]).toEqual([
          status,
          expect.stringMatching(new RegExp(inOrder)) as string,
        ]);
      },
    );
  });
});
