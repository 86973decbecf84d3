import { describe, expect, it } from 'vitest';
import { aWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, jsonLines, OTHER_PIN, PIN, type Around } from './cli-harness.ts';

const ADD = ['pair', 'add', 'office', '--primary', 'local', '--standby', 'ssh://root@spare.local'];
const VOLUME = ['--volume', '/Volumes/Users=/Volumes/Spare/Users'];
const PICTURE = '+-+\n|S|\n+-+';
const KEYS = [
  { type: 'rsa-sha2-512', pin: OTHER_PIN, randomart: '', yours: undefined },
  { type: 'ssh-ed25519', pin: PIN, randomart: PICTURE, yours: 'same' as const },
];

describe('pair add', () => {
  it('gives the engine everything that was typed', async () => {
    const world = aWorld();
    const options = [
      ...['--volume', '/a\\=b=/c', '--exclude', '*.tmp', '--exclude', '- /x', '--preset', 'macos-data'],
      ...['--driver', 'local', '--identity', 'id', '--host-key', PIN, '--max-delete', '5%'],
    ];
    const ran = await cli([...ADD, ...VOLUME, ...options], { world });
    expect(ran.stderr).toEqual('');
    expect(world.calls).toEqual([
      [
        'pairs.add',
        {
          name: 'office',
          primary: { kind: 'local' },
          standby: {
            kind: 'ssh',
            user: 'root',
            host: 'spare.local',
            port: 22,
            hostKey: PIN,
            identityFile: '/home/anna/id',
          },
          volumes: [
            { source: '/Volumes/Users', destination: '/Volumes/Spare/Users' },
            { source: '/a=b', destination: '/c' },
          ],
          deletion: { kind: 'mirror', limit: { kind: 'percent', percent: 5 } },
          preset: 'macos-data',
          excludes: ['*.tmp', '- /x'],
          driver: 'local',
        },
      ],
    ]);
  });

  it('shows the pair and the next step', async () => {
    const ran = await cli([...ADD, ...VOLUME, '--host-key', PIN]);
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.stdout).toEqual(`office
  Primary     this machine
  Standby     ssh://root@spare.local
              host key ${PIN}
  rsync runs  on this machine
  Volumes     /Volumes/Users -> /Volumes/Spare/Users
  Deletions   what is gone from the primary is deleted; a run waits for you beyond 1,000 entries or 10 %
  Left out    nothing
  Schedule    by hand only
  Added       20 Nov 10:00
Added. Look before anything is copied: warmspare check office
`);
  });

  it('is one object with --json', async () => {
    const world = aWorld();
    const ran = await cli([...ADD, ...VOLUME, '--host-key', PIN, '--json'], { world });
    expect(jsonLines(ran.stdout)).toEqual([{ type: 'pair.added', pair: world.pairs[0] }]);
  });

  it('refuses a taken name', async () => {
    const ran = await cli([...ADD, ...VOLUME, '--host-key', PIN], { world: aWorld({ pairs: [aPair()] }) });
    expect(ran).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'warmspare: there is a pair office already. Choose another name, or remove that pair first.\n',
    });
  });

  it.each([
    [
      ['pair', 'add', '../x', ...ADD.slice(3), ...VOLUME],
      'the name is "../x", and must be a name of 1 to 64',
    ],
    [[...ADD, '--volume', '/a'], '--volume "/a" has no "="'],
    [[...ADD, ...VOLUME, '--max-delete', 'x'], '--max-delete is "x"'],
    [
      [...ADD, ...VOLUME, '--max-delete', '5', '--keep-deleted'],
      "option '--keep-deleted' cannot be used with",
    ],
    [[...ADD, ...VOLUME, '--preset', 'linux'], 'Allowed choices are macos-system, macos-data, none.'],
    [
      [...ADD.slice(0, -1), 'local', ...VOLUME, '--identity', 'x'],
      '--identity is given, but neither machine',
    ],
    [[...ADD.slice(0, -1), 'spare', ...VOLUME], '--standby is "spare", and must be local or ssh://'],
    [[...ADD], "required option '--volume <SRC=DEST>' not specified"],
  ])('says what is wrong with %j', async (argv, message) => {
    const world = aWorld();
    const ran = await cli(argv, { world });
    expect(ran.status).toEqual(2);
    expect(ran.stderr).toContain(message);
    expect(ran.stderr).toContain(
      '\nUsage: warmspare pair add [options] <name>\nMore: warmspare pair add --help\n',
    );
    expect(world.calls).toEqual([]);
  });
});

describe('a host key that is not given', () => {
  const atTerminal = (typed: string): Around & { world: ReturnType<typeof aWorld> } => ({
    world: aWorld({ keys: KEYS }),
    terminal: true,
    typed,
    env: { NO_COLOR: '1' },
  });

  it('is shown at a terminal, and pinned when the person says yes', async () => {
    const around = atTerminal('y\n');
    const ran = await cli([...ADD, ...VOLUME], around);
    expect(ran.stderr).toEqual(
      'The standby (ssh://root@spare.local) shows:\n' +
        `  ${OTHER_PIN}  rsa-sha2-512\n` +
        `  ${PIN}  ssh-ed25519  (this one will be pinned)\n` +
        '  +-+\n  |S|\n  +-+\n' +
        'Your own ~/.ssh/known_hosts has this very key for it.\n' +
        'Compare with what that machine itself shows for: ssh-keygen -lvf /etc/ssh/ssh_host_ed25519_key.pub\n' +
        'Is this the right machine? [y/N] ',
    );
    expect(around.world.pairs[0]?.standby).toMatchObject({ hostKey: PIN });
    expect(ran.status).toEqual(0);
  });

  it.each(['n\n', '\n', '', 'yea\n'])('stores nothing after the answer %j', async (typed) => {
    const around = atTerminal(typed);
    const ran = await cli([...ADD, ...VOLUME], around);
    expect(ran.status).toEqual(2);
    expect(ran.stderr).toContain('the host key of the standby was not confirmed; nothing was stored');
    expect(around.world.pairs).toEqual([]);
  });

  it('is a usage error in a pipe, which says where to find it, without asking the server', async () => {
    const world = aWorld({ keys: KEYS });
    const ran = await cli([...ADD, ...VOLUME], { world, typed: 'y\n' });
    expect(ran.status).toEqual(2);
    expect(ran.stderr).toEqual(
      'warmspare: the host key of the standby (ssh://root@spare.local) is not given. On that machine itself, type:\n' +
        '  ssh-keygen -lvf /etc/ssh/ssh_host_ed25519_key.pub\n' +
        'and add what it shows here: --host-key SHA256:…, or trust what it shows: --trust-on-first-use\n' +
        'Usage: warmspare pair add [options] <name>\n' +
        'More: warmspare pair add --help\n',
    );
    expect(world.calls).toEqual([]);
  });

  it('is a usage error with --json also at a terminal', async () => {
    const ran = await cli([...ADD, ...VOLUME, '--json'], atTerminal('y\n'));
    expect([ran.status, ran.stderr]).toEqual([2, '']);
    expect(jsonLines(ran.stdout)).toMatchObject([
      { type: 'error', usage: 'warmspare pair add [options] <name>' },
    ]);
  });

  it('is taken as it is shown when that is asked for, which is said aloud', async () => {
    const world = aWorld({ keys: KEYS });
    const ran = await cli([...ADD, ...VOLUME, '--trust-on-first-use'], { world });
    expect([ran.status, world.pairs[0]?.standby]).toMatchObject([0, { hostKey: PIN }]);
    expect(ran.stderr).toContain('Trusted without a comparison, as --trust-on-first-use asks.\n');
  });

  it('is said to be another than the person’s own known_hosts has', async () => {
    const keys = KEYS.map((key) => ({ ...key, yours: 'other' as const }));
    const ran = await cli([...ADD, ...VOLUME], { ...atTerminal('n\n'), world: aWorld({ keys }) });
    expect(ran.stderr).toContain('has another key for it: it may be another machine.\n');
  });

  it('of an ssh primary is asked for too', async () => {
    const argv = ['pair', 'add', 'x', '--primary', 'ssh://root@a', '--standby', 'ssh://root@b', ...VOLUME];
    const ran = await cli([...argv, '--host-key', PIN]);
    expect(ran.stderr).toContain('add what it shows here: --primary-host-key SHA256:…');
  });
});

describe('pair list', () => {
  it('is a table', async () => {
    const world = aWorld({ pairs: [aPair(), aPair({ name: 'studio', standby: { kind: 'local' } })] });
    expect((await cli(['pair', 'list'], { world })).stdout)
      .toEqual(`NAME    PRIMARY  STANDBY                 VOLUMES
office  local    ssh://root@spare.local  /Volumes/Users
studio  local    local                   /Volumes/Users
`);
  });

  it('of nothing says how to begin', async () => {
    expect((await cli(['pair', 'list'])).stdout).toEqual(
      'No pairs yet. Add one with: warmspare pair add NAME --primary local --standby ssh://USER@HOST --volume SRC=DEST\n',
    );
  });

  it('is one object with --json, in either place', async () => {
    const world = aWorld({ pairs: [aPair()] });
    const wanted = [{ type: 'pairs', pairs: [aPair()] }];
    for (const argv of [
      ['--json', 'pair', 'list'],
      ['pair', '--json', 'list'],
      ['pair', 'list', '--json'],
    ])
      expect(jsonLines((await cli(argv, { world })).stdout)).toEqual(wanted);
  });
});

describe('pair show and remove', () => {
  it('say what there is when the name is unknown, nearest first', async () => {
    const world = aWorld({ pairs: [aPair({ name: 'studio' }), aPair()] });
    for (const verb of ['show', 'remove', 'export'])
      expect(await cli(['pair', verb, 'offce'], { world })).toMatchObject({
        status: 2,
        stdout: '',
        stderr: 'warmspare: there is no pair offce. Did you mean office? There is: office, studio\n',
      });
  });

  it('say so in JSON too', async () => {
    const ran = await cli(['pair', 'show', 'x', '--json']);
    expect(jsonLines(ran.stdout)).toEqual([
      {
        type: 'error',
        problem: { code: 'pair.unknown', retry: 'person', details: { text: 'x' } },
        message: 'There is no pair x. There are no pairs yet; add one with: warmspare pair add',
      },
    ]);
  });

  it('take the pair away and say what stays', async () => {
    const world = aWorld({ pairs: [aPair()] });
    const ran = await cli(['pair', 'remove', 'office'], { world });
    expect(ran.stdout).toEqual(
      'Removed office from the configuration. Its history and everything on the standby stay.\n',
    );
    expect(world.pairs).toEqual([]);
  });

  it('are one object with --json', async () => {
    const world = aWorld({ pairs: [aPair()] });
    const shown = jsonLines((await cli(['pair', 'show', 'office', '--json'], { world })).stdout);
    const removed = jsonLines((await cli(['pair', 'remove', 'office', '--json'], { world })).stdout);
    expect([...shown, ...removed]).toEqual([
      { type: 'pair', pair: aPair() },
      { type: 'pair.removed', pair: aPair() },
    ]);
  });
});
