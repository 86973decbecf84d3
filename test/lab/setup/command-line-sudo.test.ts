import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../engine/model/problem.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import type { LabHost } from '../lab-host.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';
import { refusalOf, tracesOn } from './refusal.ts';

const PASSWORD = `word of sudo here ' " $x \\ é`;
const WRONG = 'no such word of sudo here';

const USERS = `
sed -i 's/pam_unix.so/& nodelay/' /etc/pam.d/common-auth
for name in plain partly strict other; do useradd --create-home --shell /bin/bash $name; done
echo 'partly ALL=(ALL) /usr/bin/id
strict ALL=(ALL) ALL
other ALL=(ALL) ALL
Defaults:strict requiretty
Defaults:other rootpw' > /etc/sudoers.d/test
chmod 440 /etc/sudoers.d/test
mkdir -p -m 700 /root/.ssh /usr/local/libexec
chpasswd
`;

interface Failure {
  readonly user: string;
  /** Its own, unless told. */
  readonly typed?: string;
  readonly code: ProblemCode;
  /** What is so, what to do, and sudo’s own words. */
  readonly says: RegExp;
}

const WRONG_WORDS =
  /does not take this password\. Type the one that it asks for: .*rootpw.*second line of --password-stdin\.\n {2}\| Sorry, try again\.\n$/;
const NO_RIGHT = /this account may not become root on the standby .*\. Sign in with an administrator/;

const FAILURES: Readonly<Record<string, Failure>> = {
  'an account without the right': {
    ...{ user: 'plain', code: 'sudo.no-right' },
    says: new RegExp(`${NO_RIGHT.source}.*\n {2}\\| plain is not in the sudoers file\\.`),
  },
  'an account that may run something else': {
    ...{ user: 'partly', code: 'sudo.no-right' },
    says: new RegExp(
      `${NO_RIGHT.source}.*\n {2}\\| Sorry, user partly is not allowed to execute '/bin/sh' as root on standby\\.\n$`,
    ),
  },
  'a sudo that works in a terminal only': {
    ...{ user: 'strict', code: 'sudo.needs-terminal' },
    says: /works only in a terminal \(requiretty\)\. Take "Defaults requiretty" from its sudoers with visudo, or .* --by-hand\n/,
  },
  'a sudo that wants root’s password': { user: 'other', code: 'sudo.wrong-password', says: WRONG_WORDS },
  'a wrong password of sudo’s own': {
    ...{ user: 'other', typed: `${PASSWORD}\n${WRONG}` },
    ...{ code: 'sudo.wrong-password', says: WRONG_WORDS },
  },
};

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('warmspare setup in a script, by an account that does not become root', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'no' } });
    let person: Newcomer;
    let before: readonly string[];
    const standby = (): LabHost => lab().standby;
    const secrets = (): string[] => [standby().passwords.root, standby().passwords.admin, PASSWORD, WRONG];

    beforeAll(async () => {
      const names = ['plain', 'partly', 'strict', 'other'];
      await standby().exec(USERS, { input: names.map((name) => `${name}:${PASSWORD}\n`).join('') });
      person = await Newcomer.create(standby());
      await person.addPair('office', '/Volumes/A');
      before = tracesOn(standby());
    });
    afterAll(() => person.close());
    afterEach(() => {
      expect(person.leaks(secrets())).toEqual([]);
    });

    it.each(Object.entries(FAILURES))('tells of %s', async (_name, { user, typed, code, says }) => {
      const refusal = await refusalOf(person, 'office', typed ?? PASSWORD, '--user', user);
      expect([tracesOn(standby()), refusal]).toEqual([
        before,
        { status: 1, code, step: 'sign-in', words: expect.stringMatching(says) as string },
      ]);
    });

    it('tells of a machine without sudo', async () => {
      await standby().exec('mv /usr/bin/sudo /usr/bin/sudo.away');
      const refusal = await refusalOf(person, 'office', PASSWORD, '--user', 'plain');
      await standby().exec('mv /usr/bin/sudo.away /usr/bin/sudo');
      expect([tracesOn(standby()), refusal]).toEqual([
        before,
        {
          ...{ status: 1, code: 'sudo.missing', step: 'sign-in' },
          words: expect.stringMatching(
            /there is no sudo on the standby \(.*\)\. Sign in as root \(--user root\), or install sudo there\.\n$/,
          ) as string,
        },
      ]);
    });
  });
});
