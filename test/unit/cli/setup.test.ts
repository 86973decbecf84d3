import { describe, expect, it } from 'vitest';
import type { SetupEvent, SetupOptions, SetupReport } from '../../../engine/api/setup.ts';
import { KeyRecord } from '../../../engine/model/key.ts';
import type { Pair } from '../../../engine/model/pair.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import type { Secret } from '../../../engine/model/secret.ts';
import { aWorld, type FakeWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, jsonLines, OTHER_PIN, PIN } from './cli-harness.ts';

const STDIN = ['setup', 'office', '--password-stdin'];

const KEY = KeyRecord.parse({
  id: 'key-0123456789',
  pairId: aPair().id,
  role: 'standby',
  publicKey: 'ssh-ed25519 AAAA',
  fingerprint: PIN,
  comment: 'warmspare pair-abcdefghij standby office 2026-11-23',
  createdAt: '2026-11-23T09:00:00.000Z',
  sealedBy: 'keyring',
  installs: [
    {
      endpoint: 'ssh://root@spare.local',
      authorizedKeysFile: '/var/root/.ssh/authorized_keys',
      from: '10.0.0.*',
      installedAt: '2026-11-23T09:00:00.000Z',
    },
  ],
  state: 'active',
});

const WRONG_PASSWORD = EngineError.of('sign-in.wrong-password', { side: 'standby' }).problem;
const ASKED = { side: 'standby', endpoint: 'ssh://root@spare.local', user: 'root' } as const;
const PICTURED = { hostKeyType: 'ssh-ed25519', pin: PIN, randomart: '+-+\n|S|\n+-+' };

/** A world whose set-up does this. */
function worldThat(work: (options: SetupOptions, pair: Pair) => Promise<unknown>): FakeWorld {
  const setup = async (pair: Pair, options: SetupOptions): Promise<SetupReport> => {
    await work(options, pair);
    return { pair, keys: [KEY], already: false };
  };
  return aWorld({ pairs: [aPair()], setup });
}

describe('setup', () => {
  it('tells each step as it ends', async () => {
    const events: SetupEvent[] = [
      { type: 'setup.begun', step: 'reach' },
      { type: 'setup.done', step: 'reach', addresses: ['10.0.0.2', 'fe80::1'], greeting: 'SSH-2.0-x\u001b' },
      { type: 'setup.done', step: 'sign-in', user: 'anna', way: 'sudo' },
      {
        ...{
          type: 'setup.done',
          step: 'install',
          already: false,
          file: '/k',
          line: 'restrict ssh-ed25519 A',
        },
        ...{ mended: ['/var/root/.ssh'], sshdChange: '/etc/ssh/sshd_config.d/x' },
      },
    ];
    const world = worldThat(async ({ onEvent }) =>
      Promise.resolve(events.forEach((event) => onEvent?.(event))),
    );
    expect(await cli(STDIN, { world, typed: 'p\n' })).toMatchObject({
      status: 0,
      stdout: [
        'Found it at 10.0.0.2, fe80::1: SSH-2.0-x\\#033',
        'Signed in as anna, and became root by sudo; root’s account stays as it is',
        'Added to /k there:',
        '  restrict ssh-ed25519 A',
        'Mended owner and mode of /var/root/.ssh',
        'Changed its sshd by /etc/ssh/sshd_config.d/x',
        'Set up. Next: warmspare sync office --preview',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('prints one event a line with --json, and the end', async () => {
    const event = { type: 'setup.begun', step: 'reach' } as const;
    const world = worldThat(async ({ onEvent }) => Promise.resolve(onEvent?.(event)));
    const { stdout } = await cli([...STDIN, '--json'], { world, typed: 'p\n' });
    expect(jsonLines(stdout)).toEqual([
      event,
      { type: 'setup.finished', outcome: 'succeeded', pair: aPair(), keys: [KEY], already: false },
    ]);
  });

  it('gives the password of standard input once, and the second line to sudo', async () => {
    const answers: unknown[] = [];
    const shown = (secret: Secret | undefined): unknown => secret?.reveal();
    const world = worldThat(async ({ questions }) => {
      const first = await questions.signIn(ASKED);
      answers.push(first?.kind === 'password' && [first.user, shown(first.password)]);
      answers.push(await questions.signIn({ ...ASKED, last: WRONG_PASSWORD }));
      answers.push(shown(await questions.sudoPassword({ ...ASKED, last: WRONG_PASSWORD })));
    });
    await cli([...STDIN, '--user', 'anna'], { world, typed: ' it’s mine \\ \nof sudo\nmore\n' });
    expect(answers).toEqual([['anna', ' it’s mine \\ '], undefined, 'of sudo']);
  });

  it('asks on a terminal, and says why it asks again', async () => {
    const answers: unknown[] = [];
    const world = worldThat(async ({ questions }) => {
      for (const last of [undefined, WRONG_PASSWORD]) {
        const answer = await questions.signIn({ ...ASKED, ...(last && { last }) });
        answers.push(answer?.kind === 'password' && [answer.user, answer.password.reveal()]);
      }
    });
    const typed = '\nfirst\nanna\nsecond\n';
    const { stderr } = await cli(['setup', 'office'], { world, terminal: true, typed });
    expect(answers).toEqual([
      ['root', 'first'],
      ['anna', 'second'],
    ]);
    expect(stderr).toBe(
      '\nSign in to ssh://root@spare.local once, as root or as an administrator. The password is used now and kept nowhere.\n' +
        'Name there [root]: Password of root: \n\n' +
        `The standby does not take this name and password. ${/Type them[^]*/.exec(stderr)?.[0] ?? ''}`,
    );
    expect(stderr).not.toMatch(/first|second/);
  });

  it('shows a change of sshd in full, and takes no for an answer', async () => {
    const answers: boolean[] = [];
    const asked = {
      ...ASKED,
      settings: ['PermitRootLogin no'],
      file: '/etc/f',
      text: 'Match User root\n  x\n',
    };
    const world = worldThat(async ({ questions }) => answers.push(await questions.changeSshd(asked)));
    const { stderr } = await cli(['setup', 'office'], { world, terminal: true, typed: 'n\n' });
    expect([answers, stderr]).toEqual([
      [false],
      [
        '',
        'Settings of the ssh server of ssh://root@spare.local keep root’s key out:',
        '  PermitRootLogin no',
        'A new file /etc/f there would change them:',
        '  | Match User root',
        '  |   x',
        'It is taken away again when the key does not work with it.',
        'Make this change? [y/N] ',
      ].join('\n'),
    ]);
  });

  it('shows an unknown host key with its picture', async () => {
    const answers: boolean[] = [];
    const asked = { ...PICTURED, endpoint: ASKED.endpoint, given: OTHER_PIN, yours: undefined };
    const world = worldThat(async ({ questions }) => answers.push(await questions.confirmHostKey(asked)));
    const { stderr } = await cli(['setup', 'office'], { world, terminal: true, typed: 'yes\n' });
    expect(answers).toEqual([true]);
    expect(stderr).toContain(
      `  ${OTHER_PIN}  was given\n  ${PIN}  ssh-ed25519, is shown:\n  +-+\n  |S|\n  +-+\n`,
    );
    await cli(STDIN, { world, typed: 'p\n' });
    expect(answers).toEqual([true, false]);
  });

  it('hands the line to paste to whoever reads', async () => {
    const world = worldThat(({ questions }) =>
      questions.pasteLine({ endpoint: ASKED.endpoint, line: "sudo sh -c 'x'" }),
    );
    const byHand = ['setup', 'office', '--by-hand'];
    expect((await cli(byHand, { world })).stderr).toContain("\n\nsudo sh -c 'x'\n\n");
    expect(jsonLines((await cli([...byHand, '--json'], { world })).stdout)[0]).toEqual({
      type: 'setup.paste',
      endpoint: ASKED.endpoint,
      line: "sudo sh -c 'x'",
    });
  });

  it('says what --unattended and --from mean', async () => {
    const given: unknown[] = [];
    const world = worldThat(async ({ from, unattended }) => Promise.resolve(given.push([from, unattended])));
    const { stderr } = await cli([...STDIN, '--unattended', '--from', '10.0.0.*'], { world, typed: 'p\n' });
    expect(given).toEqual([['10.0.0.*', true]]);
    expect(stderr).toMatch(
      /lies in the data folder without encryption\.[^]*works from these addresses only\./,
    );
  });

  it.each([
    ['--host-key', ['--host-key', 'SHA256:short']],
    ['--from', ['--from', '10.0.0.1" ssh-rsa']],
    ['--by-hand', ['--by-hand', '--user', 'anna']],
    ['--password-stdin', []],
  ])('refuses a wrong %s before anything is done', async (option, words) => {
    const ran = await cli([...STDIN.slice(0, option === '--by-hand' ? 2 : 3), ...words], {
      world: worldThat(() => Promise.reject(new Error('called'))),
      typed: '\n',
    });
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining(option) as string]);
  });

  it('says a problem in words, with the pair’s name', async () => {
    const found = { found: 'both-local' };
    const world = worldThat(() => Promise.reject(EngineError.of('setup.not-possible', found)));
    expect(await cli(STDIN, { world, typed: 'p\n' })).toMatchObject({
      status: 2,
      stderr:
        'warmspare: the pair office cannot be set up. It is reached without ssh: there is nobody to sign in to.\n',
    });
  });
});

describe('key', () => {
  it('lists where a key is, what it may do, and when it was last used', async () => {
    const gone = { ...KEY, state: 'revoking' as const, installs: [] };
    const world = aWorld({
      appKeys: [
        { key: KEY, role: 'standby', pairName: 'office', lastUsedAt: '2026-11-23T08:00:00.000Z' },
        { key: gone, role: 'standby', pairName: undefined, lastUsedAt: undefined },
      ],
    });
    const { stdout } = await cli(['key', 'list'], { world });
    expect(stdout).toBe(
      `office
  State        in use
  Fingerprint  ${PIN}
  Private key  encrypted; its passphrase is in the keyring
  Installed    ssh://root@spare.local in /var/root/.ssh/authorized_keys, from 10.0.0.* only
  May do       rsync into this pair’s destinations, and what Warmspare asks about them
  Last used    08:00

a pair that was removed (pair-abcdefghij)
  State        revoked; still to be removed where it is installed
  Fingerprint  ${PIN}
  Private key  encrypted; its passphrase is in the keyring
  Installed    nowhere
  May do       rsync into this pair’s destinations, and what Warmspare asks about them
  Last used    never
`,
    );
    expect((await cli(['key', 'list'])).stdout).toBe(
      'There are no keys yet. Make one with: warmspare setup NAME\n',
    );
  });

  it('rotates and revokes by signing in once more', async () => {
    const world = worldThat(({ questions }) => questions.signIn(ASKED));
    world.revoke = () => Promise.resolve([{ ...KEY, installs: [], state: 'revoking' }]);
    const rotated = await cli(['key', 'rotate', 'office', '--password-stdin'], { world, typed: 'p\n' });
    const revoked = await cli(['key', 'revoke', 'office', '--password-stdin'], { world, typed: 'p\n' });
    expect([rotated.stdout, revoked.stdout]).toEqual([
      'office has a new key; the old one opens nothing any more.\n',
      'The key of office is revoked: it is gone from the standby, and forgotten here. For a new one: warmspare setup office\n',
    ]);
  });
});

describe('pair remove', () => {
  const withKey = (): FakeWorld =>
    aWorld({
      pairs: [aPair()],
      appKeys: [{ key: KEY, role: 'standby', pairName: 'office', lastUsedAt: undefined }],
      revoke: () => Promise.resolve([{ ...KEY, installs: [], state: 'revoking' }]),
    });

  it('says in a script that the key stays, and on a terminal offers to take it away', async () => {
    const fact = 'The key of office is still let in by ssh://root@spare.local.';
    const script = await cli(['pair', 'remove', 'office'], { world: withKey() });
    expect([script.status, script.stderr]).toEqual([
      0,
      `${fact} To take it away there, delete the line with "warmspare pair-abcdefghij" from /var/root/.ssh/authorized_keys.\n`,
    ]);
    const person = await cli(['pair', 'remove', 'office'], {
      world: withKey(),
      terminal: true,
      typed: 'y\n',
    });
    expect(person.stderr).toBe(`${fact}\nSign in there once more and take it away? [y/N] `);
    expect(person.stdout).toMatch(
      /^The key of office is revoked: .*\nRemoved office from the configuration\./,
    );
  });
});
