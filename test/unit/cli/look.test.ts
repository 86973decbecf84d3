import { describe, expect, it } from 'vitest';
import { NO_TOTALS, type Change, type RunRecord } from '../../../engine/model/run.ts';
import { RunId } from '../../../engine/model/ids.ts';
import { aRun, aWorld, type FakeWorld } from '../../fakes/fake-engine.ts';
import { aPair, aStatus, cli, GoneAfter, jsonLines, USERS } from './cli-harness.ts';

const TOTALS = {
  scanned: 50_210,
  created: 12,
  updated: 3,
  deleted: 1,
  fileBytes: 300e6,
  wireBytes: 212e6,
  totalBytes: 80e9,
};
const RUN = aRun({
  totals: TOTALS,
  phases: { copying: 30_000, probing: 400, comparing: 10_600 },
  recoveryPoint: '2026-11-23T03:04:00.000Z',
  volumes: [
    {
      volumeId: USERS,
      source: '/Volumes/Users',
      destination: '/Volumes/Spare/Users',
      state: 'done',
      totals: TOTALS,
      finishedAt: '2026-11-23T03:04:41.000Z',
    },
  ],
});
const VERIFY = aRun({
  id: RunId.parse('20261121-040000-abcd'),
  mode: 'verify',
  startedAt: '2026-11-21T04:00:00.000Z',
  finishedAt: '2026-11-21T04:03:12.000Z',
  verify: { scope: { kind: 'sample', files: 1000 }, compared: 1000, different: 0 },
});
const STATUS = aStatus({ recoveryPoint: '2026-11-23T03:04:00.000Z', lastRun: RUN, lastVerify: VERIFY });
const NEW = aStatus({ pair: aPair({ name: 'studio' }) });

describe('status', () => {
  const world = (): FakeWorld =>
    aWorld({ pairs: [aPair(), aPair({ name: 'studio' })], statuses: [STATUS, NEW] });

  it('is one line a pair', async () => {
    const running = aRun({ state: 'running', outcome: undefined, finishedAt: undefined });
    const busy = aWorld({ statuses: [STATUS, { ...NEW, running }] });
    expect((await cli(['status'], { world: busy })).stdout)
      .toEqual(`PAIR    RECOVERY POINT  LAST RUN             OUTCOME    NOW
office  6 h 12 min      03:04, 41 s, 212 MB  succeeded
studio  none            never                           sync
`);
  });

  it('of one pair says what would be lost', async () => {
    expect((await cli(['status', 'office'], { world: world() })).stdout)
      .toEqual(`office: local -> ssh://root@spare.local
  Recovery point  03:04, 6 h 12 min ago: what changed since would be lost if the primary died now
  Last run        03:04, 41 s, 212 MB, succeeded
  Last verify     21 Nov 04:00, 1,000 files compared, none different, succeeded
  Running         nothing
  Next            by hand
`);
  });

  it('does not pass a copy from the future off as new', async () => {
    const ahead = aWorld({
      pairs: [aPair()],
      statuses: [aStatus({ recoveryPoint: '2027-01-01T00:00:00.000Z', lastRun: RUN })],
    });
    expect((await cli(['status'], { world: ahead })).stdout).toContain('office  in the future');
    expect((await cli(['status', 'office'], { world: ahead })).stdout).toMatch(
      /Recovery point {2}.*, in the future: the clock of this machine was set back since, so nobody knows how old the copy is until the next sync\n/,
    );
  });

  it('of a pair that never ran says how to begin', async () => {
    expect((await cli(['status', 'studio'], { world: world() })).stdout)
      .toEqual(`studio: local -> ssh://root@spare.local
  Recovery point  none: the standby holds no whole copy yet, and all would be lost if the primary died now
  Last run        never. Start one with: warmspare sync studio
  Last verify     never
  Running         nothing
  Next            by hand
`);
  });

  it('of nothing says how to begin', async () => {
    expect((await cli(['status'])).stdout).toContain('No pairs yet. Add one with: warmspare pair add');
  });

  it('has every field in JSON, with the age', async () => {
    const lines = jsonLines((await cli(['status', '--json'], { world: world() })).stdout);
    expect(lines).toMatchObject([
      {
        type: 'status',
        pairs: [
          { recoveryPoint: '2026-11-23T03:04:00.000Z', recoveryPointAgeMs: 22_320_000, running: null },
          { recoveryPoint: null, recoveryPointAgeMs: null, lastRun: null, lastVerify: null, running: null },
        ],
      },
    ]);
  });
});

describe('history', () => {
  const world = (fields: Partial<FakeWorld> = {}): FakeWorld =>
    aWorld({
      pairs: [aPair(), aPair({ name: 'studio', id: 'pair-0123456789' as RunRecord['pairId'] })],
      runs: [RUN, VERIFY],
      ...fields,
    });

  it('is a table, newest first', async () => {
    expect((await cli(['history'], { world: world() })).stdout)
      .toEqual(`RUN                   PAIR    STARTED       TOOK        WHAT    OUTCOME    CREATED  UPDATED  DELETED     SENT
20261123-030400-k3x9  office  03:04         41 s        sync    succeeded       12        3        1   212 MB
20261121-040000-abcd  office  21 Nov 04:00  3 min 12 s  verify  succeeded        0        0        0  0 bytes
`);
  });

  it('leaves columns out on a narrow terminal', async () => {
    const ran = await cli(['history'], { world: world(), terminal: true, columns: 64 });
    expect(ran.stdout.split('\n')[1]).toEqual(
      '20261123-030400-k3x9  office  03:04         sync    succeeded',
    );
  });

  it('lists twenty runs or as many as asked for', async () => {
    const asked = world();
    await cli(['history'], { world: asked });
    await cli(['history', 'office', '--limit', '3'], { world: asked });
    expect(asked.calls).toEqual([
      ['history.list', { pair: undefined, limit: 20 }],
      ['history.list', { pair: 'office', limit: 3 }],
    ]);
  });

  it('of nothing says how to begin', async () => {
    expect((await cli(['history'])).stdout).toEqual('No runs yet. Start one with: warmspare sync NAME\n');
  });

  it('shows one run in full', async () => {
    const run = {
      ...RUN,
      outcome: 'partial' as const,
      losses: [{ what: 'acls' as const, why: 'rsync-standby' as const }],
      problems: [
        {
          code: 'rsync.vanished' as const,
          retry: 'transient' as const,
          details: { exitCode: 24, count: 1, files: ['tmp/x'] },
        },
      ],
    };
    expect((await cli(['history', '--run', '20261123'], { world: world({ runs: [run] }) })).stdout)
      .toEqual(`20261123-030400-k3x9: sync of office, partial
  Started                     03:04, 41 s
    Looking at both machines  0.4 s
    Comparing                 11 s
    Copying                   30 s
  Entries                     50,210 looked at
  Changes                     12 created, 3 updated, 1 deleted
  Size                        80.0 GB in all, 300 MB in changed files
  Sent                        212 MB, 377 times less than everything
  Recovery point              03:04
  Volume                      /Volumes/Users -> /Volumes/Spare/Users: done

1 entry vanished while being copied (status 24). That is usual while the primary is in use; the next run puts it right.
  tmp/x

Not kept: access control lists.

See every change with: warmspare history --run 20261123-030400-k3x9 --changes
`);
  });

  it('takes "last" of a pair, and refuses a run of another', async () => {
    const last = await cli(['history', 'office', '--run', 'last', '--json'], {
      world: world({ runs: [VERIFY] }),
    });
    const none = await cli(['history', 'studio', '--run', 'last'], { world: world() });
    const other = await cli(['history', 'studio', '--run', '20261123'], { world: world() });
    expect(jsonLines(last.stdout)).toMatchObject([{ type: 'run', run: { id: VERIFY.id } }]);
    expect([none.status, none.stderr]).toEqual([
      2,
      'warmspare: there is no run last in the history, or more than one begins so. List them with: warmspare history\n',
    ]);
    expect([other.status, other.stderr.split('\n')[0]]).toEqual([
      2,
      'warmspare: run 20261123-030400-k3x9 is of the pair office, not of studio',
    ]);
  });

  it('is one object with --json', async () => {
    const lines = jsonLines((await cli(['history', '--json'], { world: world() })).stdout);
    expect(lines).toMatchObject([{ type: 'history', runs: [{ id: RUN.id }, { id: VERIFY.id }] }]);
  });
});

describe('history --changes', () => {
  const change = (kind: Change['kind'], path: string, type: Change['type'] = 'file'): Change => ({
    volumeId: USERS,
    kind,
    type,
    path,
    bytes: 1,
    itemized: '',
  });
  const argv = ['history', '--run', 'last', '--changes'];
  const changes = [
    change('created', 'a b'),
    change('updated', 'x\u001b[2Jy\nz'),
    change('attributes', 'anna', 'directory'),
    change('deleted', 'old\\#377'),
  ];

  it('marks each path and shows a hostile name as text', async () => {
    expect((await cli(argv, { world: aWorld({ runs: [RUN], changes }) })).stdout)
      .toEqual(`+ /Volumes/Users/a b
~ /Volumes/Users/x\\#033[2Jy\\#012z
. /Volumes/Users/anna/
- /Volumes/Spare/Users/old\\#377
`);
  });

  it('is one object with --json, also of no changes, and takes a limit', async () => {
    const all = await cli([...argv, '--json'], { world: aWorld({ runs: [RUN], changes }) });
    const one = await cli([...argv, '--json', '--limit', '1'], { world: aWorld({ runs: [RUN], changes }) });
    const none = await cli([...argv, '--json'], { world: aWorld({ runs: [RUN] }) });
    expect([all, one, none].map(({ stdout }): unknown => JSON.parse(stdout))).toEqual([
      { type: 'changes', runId: RUN.id, changes },
      { type: 'changes', runId: RUN.id, changes: changes.slice(0, 1) },
      { type: 'changes', runId: RUN.id, changes: [] },
    ]);
  });

  it('of no changes prints nothing', async () => {
    expect(await cli(argv, { world: aWorld({ runs: [RUN] }) })).toMatchObject({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  it('stops reading, quietly and with status 0, when the reader goes away', async () => {
    let read = 0;
    const world = aWorld({ runs: [RUN] });
    const endless = {
      slice: () => ({
        *[Symbol.iterator]() {
          for (; read < 1_000_000; read++) yield change('created', `file-${String(read)}`);
        },
      }),
    };
    world.changes = endless as unknown as Change[];
    const stdout = new GoneAfter(200_000);
    const ran = await cli(argv, { world, stdout });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(read).toBeLessThan(20_000);
  });

  it('prints the log as text that a terminal does not obey', async () => {
    const world = aWorld({ runs: [RUN], log: ['one\ntw', '\u001b[2Jo\n', '\nend'] });
    const text = await cli(['history', '--run', 'last', '--log'], { world });
    const json = await cli(['history', '--run', 'last', '--log', '--json'], { world });
    expect([text.stdout, JSON.parse(json.stdout)]).toEqual([
      'one\ntw\\#033[2Jo\n\nend\n',
      { type: 'log', runId: RUN.id, lines: ['one', 'tw\u001b[2Jo', '', 'end'] },
    ]);
  });

  it.each(['--changes', '--log'])('%s without a run says what is missing', async (option) => {
    const ran = await cli(['history', option]);
    expect([ran.status, ran.stderr.split('\n')[0]]).toEqual([
      2,
      `warmspare: ${option} is of one run: say which, as in --run last`,
    ]);
  });
});

it('shows an unfinished run as running', async () => {
  const run = aRun({ state: 'running', outcome: undefined, finishedAt: undefined, totals: NO_TOTALS });
  const ran = await cli(['history', '--run', 'last'], { world: aWorld({ runs: [run] }) });
  expect(ran.stdout.split('\n').slice(0, 2)).toEqual([
    '20261123-030400-k3x9: sync of office, running',
    '  Started  03:04',
  ]);
});
