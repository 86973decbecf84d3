import { describe, expect, it } from 'vitest';
import type { FoundMachine } from '../../../engine/model/found-machine.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { aWorld, type FakeWorld } from '../../fakes/fake-engine.ts';
import { cli, jsonLines, PIN } from './cli-harness.ts';

const MINI: FoundMachine = {
  ...{ name: 'Anna’s Mac mini', host: 'spare.local', port: 22 },
  addresses: ['192.168.1.5', 'fe80::5%en0'],
};
const TOWER: FoundMachine = { name: 'Tower', host: 'tower.local', port: 2222, addresses: [] };
const NOTHING = /^No other machine on this network answered\. [\s\S]*Remote Login[\s\S]*ssh:\/\/root@HOST/;

function around(machines: readonly FoundMachine[], fields: Partial<FakeWorld> = {}): FakeWorld {
  return aWorld({ discovery: { machines, isCut: false }, ...fields });
}

describe('find', () => {
  it('lists names, addresses to paste, and where they are', async () => {
    expect(await cli(['find'], { world: around([MINI, TOWER]) })).toMatchObject({
      status: 0,
      stdout: `NAME             ADDRESS                      IP
Anna’s Mac mini  ssh://root@spare.local       192.168.1.5
Tower            ssh://root@tower.local:2222  unknown

An address goes after --standby of warmspare pair add. Anyone on a network can claim a name: compare the host key.
`,
      stderr: '',
      listening: 0,
    });
  });

  it('says on a terminal what it waits for, and fits a narrow one', async () => {
    const long = { ...MINI, name: 'x'.repeat(63) };
    const ran = await cli(['find'], { world: around([long]), terminal: true, columns: 60 });
    expect(ran.stderr).toEqual('Looking for machines on this network…\n');
    expect(ran.stdout.split('\n')[1]).toEqual(`${'x'.repeat(31)}…  ssh://root@spare.local`);
  });

  it('shows a hostile name as text', async () => {
    const evil = { ...MINI, name: '\u001b[2J\nx\u202e\u009b' };
    const ran = await cli(['find'], { world: around([evil]) });
    expect(ran.stdout.split('\n')[1]).toEqual(
      '\\#033[2J\\#012x\\u202e\\#233  ssh://root@spare.local  192.168.1.5',
    );
  });

  it('waits four seconds, or as long as it is told', async () => {
    const world = around([]);
    await cli(['find'], { world });
    await cli(['find', '--seconds', '10'], { world });
    expect(world.calls).toEqual([
      ['discover', { timeoutMs: undefined }],
      ['discover', { timeoutMs: 10_000 }],
    ]);
  });

  it.each(['0', '61', '1.5', '-3', 'x'])('does not take %s for seconds', async (seconds) => {
    const ran = await cli(['find', '--seconds', seconds]);
    expect(ran.status).toEqual(2);
    expect(ran.stderr).toContain('It must be a whole number of seconds from 1 to 60.');
  });

  it('of nothing says why that may be, and what to do without it', async () => {
    const ran = await cli(['find'], { world: around([]) });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toMatch(NOTHING);
  });

  it('says when more answered than are listed', async () => {
    const world = around([], { discovery: { machines: [MINI], isCut: true } });
    expect((await cli(['find'], { world })).stdout).toContain('\nMore machines answered than these 1.\n');
  });

  it('is one object with --json, also of nothing', async () => {
    const some = await cli(['find', '--json'], { world: around([MINI]), terminal: true });
    const none = await cli(['find', '--json'], { world: around([]) });
    expect([...jsonLines(some.stdout), ...jsonLines(none.stdout)]).toEqual([
      { type: 'found', machines: [MINI], isCut: false },
      { type: 'found', machines: [], isCut: false },
    ]);
    expect(some.stderr).toEqual('');
  });

  it('says why when nobody could be asked', async () => {
    const failing = EngineError.of('network.no-multicast', { text: 'bind EADDRINUSE 0.0.0.0:5353' });
    const text = await cli(['find'], { world: aWorld({ discovery: failing }) });
    const json = await cli(['find', '--json'], { world: aWorld({ discovery: failing }) });
    expect([text.status, text.stdout, text.stderr]).toEqual([
      1,
      '',
      'warmspare: this machine could not ask the machines around it: bind EADDRINUSE 0.0.0.0:5353. ' +
        'On a Mac, allow it under System Settings > Privacy & Security > Local Network; or type the address of the standby yourself.\n',
    ]);
    expect(jsonLines(json.stdout)).toMatchObject([
      { type: 'error', problem: { code: 'network.no-multicast' } },
    ]);
  });

  it.each([
    ['what was found', [MINI], /^NAME .*\nAnna’s Mac mini /],
    ['nothing', [], /^$/],
  ] as const)('ends at Ctrl-C with 130 and %s', async (_, machines, stdout) => {
    const keyboard = { press: (): void => undefined };
    const seen: (boolean | undefined)[] = [];
    const world = around(machines, {
      duringDiscovery: ({ signal }) => {
        keyboard.press();
        seen.push(signal?.aborted);
      },
    });
    const ran = await cli(['find'], { world }, keyboard);
    expect([ran.status, ran.stderr, ran.exits, ran.listening, seen]).toEqual([130, '', [], 0, [true]]);
    expect(ran.stdout).toMatch(stdout);
  });
});

describe('pair add without a standby', () => {
  const argv = ['pair', 'add', 'office', '--primary', 'local', '--volume', '/a=/b', '--host-key', PIN];
  const atTerminal = { terminal: true, env: { NO_COLOR: '1' } };

  it('lets a person choose one of those around', async () => {
    const world = around([MINI, TOWER]);
    const ran = await cli(argv, { ...atTerminal, world, typed: '2\n' });
    expect(ran.stderr).toEqual(`Looking for machines on this network…
   NAME             ADDRESS                      IP
1  Anna’s Mac mini  ssh://root@spare.local       192.168.1.5
2  Tower            ssh://root@tower.local:2222  unknown
Which is the standby? Its number, or an address: `);
    expect(world.pairs[0]?.standby).toMatchObject({ user: 'root', host: 'tower.local', port: 2222 });
    expect(ran.status).toEqual(0);
  });

  it.each([
    ['something is found', around([MINI])],
    ['nothing is found', around([])],
    ['nobody can be asked', aWorld({ discovery: EngineError.of('network.none') })],
  ])('takes an address that is typed when %s', async (_, world) => {
    const ran = await cli(argv, { ...atTerminal, world, typed: 'ssh://root@10.0.0.9\n' });
    expect([ran.status, world.pairs[0]?.standby]).toMatchObject([0, { host: '10.0.0.9' }]);
  });

  it.each([
    ['0', 'there is no machine with the number 0'],
    ['2', 'there is no machine with the number 2'],
    ['', '--standby is "", and must be local or ssh://'],
  ])('stores nothing after the answer "%s"', async (typed, message) => {
    const world = around([MINI]);
    const ran = await cli(argv, { ...atTerminal, world, typed: `${typed}\n` });
    expect([ran.status, world.pairs]).toEqual([2, []]);
    expect(ran.stderr).toContain(message);
  });

  it.each([[[]], [['--json']]])('is a usage error where nobody can be asked %j', async (more) => {
    const world = around([MINI]);
    const ran = await cli([...argv, ...more], { world, terminal: more.length > 0 });
    expect([ran.status, world.calls]).toEqual([2, []]);
    expect(ran.stdout + ran.stderr).toContain("required option '--standby <EP>' not specified");
  });
});
