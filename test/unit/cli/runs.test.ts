import { describe, expect, it } from 'vitest';
import type { Change, RunRecord } from '../../../engine/model/run.ts';
import { NO_TOTALS } from '../../../engine/model/run.ts';
import { PlanId } from '../../../engine/model/ids.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { aRun, aWorld, type FakeWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, USERS } from './cli-harness.ts';

const PLAN = PlanId.parse('plan-0123456789ab');
const VOLUMES: RunRecord['volumes'] = [
  {
    volumeId: USERS,
    source: '/Volumes/Users',
    destination: '/Volumes/Spare/Users',
    state: 'done',
    totals: NO_TOTALS,
    finishedAt: undefined,
  },
];
const TOTALS = {
  scanned: 50_210,
  created: 12,
  updated: 3,
  deleted: 1,
  fileBytes: 300e6,
  wireBytes: 212e6,
  totalBytes: 80e9,
};
const HELD: Partial<RunRecord> = {
  outcome: 'held',
  planId: PLAN,
  volumes: VOLUMES,
  holds: [
    { volumeId: USERS, reason: 'deletes', count: 50_210, limit: 10_000, sample: ['anna/a', 'x\u001b[2J'] },
  ],
};

function worldWith(result: RunRecord | Error, fields: Partial<FakeWorld> = {}): FakeWorld {
  return aWorld({ pairs: [aPair()], result, ...fields });
}

describe('sync in a pipe', () => {
  it('prints one line when it is done', async () => {
    const world = worldWith(aRun({ totals: TOTALS }), {
      events: [{ type: 'run.phase', phase: 'comparing', volumeId: USERS }],
    });
    expect(await cli(['sync', 'office'], { world })).toMatchObject({
      status: 0,
      stdout: 'Done: office, 12 created, 3 updated, 1 deleted, 212 MB sent in 41 s.\n',
      stderr: '',
    });
    expect(world.calls).toEqual([
      ['sync', 'office', { mode: 'sync' }],
      ['failover.keepReady', 'office'],
    ]);
  });

  it('keeps the pair ready only after a copy, and where no host does', async () => {
    const failed = worldWith(aRun({ outcome: 'failed' }));
    await cli(['sync', 'office'], { world: failed });
    const preview = worldWith(aRun());
    await cli(['sync', 'office', '--preview'], { world: preview });
    const calls = [...failed.calls, ...preview.calls].flat();
    expect(calls).not.toContain('failover.keepReady');
  });

  it('says what was not kept', async () => {
    const losses = [
      { what: 'ownership' as const, why: 'not-root' as const, volumeId: USERS },
      { what: 'devices' as const, why: 'not-root' as const, volumeId: USERS },
    ];
    const ran = await cli(['sync', 'office'], { world: worldWith(aRun({ losses })) });
    expect(ran.stderr).toEqual('Not kept: owners and groups, device files.\n');
  });

  it('lists what was not copied when it is partial', async () => {
    const problems: RunRecord['problems'] = [
      {
        code: 'rsync.partial',
        retry: 'person',
        details: {
          exitCode: 23,
          count: 3,
          files: ['anna/Library/Mail', 'evil\u001b]0;x\u0007'],
          output: 'rsync: \u001b[2Jfailed\nrsync error: code 23',
        },
      },
    ];
    const ran = await cli(['sync', 'office'], {
      world: worldWith(aRun({ outcome: 'partial', totals: TOTALS, problems })),
    });
    expect(ran).toMatchObject({
      status: 3,
      stdout: 'Done in part: office, 12 created, 3 updated, 1 deleted, 212 MB sent in 41 s.\n',
      stderr: `3 entries could not be copied (status 23). Everything else was. On a Mac, the terminal or app may need Full Disk Access.
  anna/Library/Mail
  evil\\#033]0;x\\#007
  and 1 more
  | rsync: \\#033[2Jfailed
  | rsync error: code 23
`,
    });
  });

  it('shows what a held run would delete and how to approve it', async () => {
    expect(await cli(['sync', 'office'], { world: worldWith(aRun(HELD)) })).toMatchObject({
      status: 4,
      stdout: 'Held: office, nothing was changed.\n',
      stderr: `This run would delete 50,210 entries in /Volumes/Spare/Users on the standby (the limit is 10,000). Nothing was deleted. Some of them:
  anna/a
  x\\#033[2J
  and 50,208 more
If that is right: warmspare sync office --approve plan-0123456789ab
`,
    });
  });

  it('gives every reason why it was refused', async () => {
    const refusals: RunRecord['refusals'] = [
      {
        reason: 'source.not-mounted',
        volumeId: USERS,
        details: { path: '/Volumes/Users', expected: 'apfs 1A at /Volumes/Users', found: 'apfs 2B at /' },
      },
      { reason: 'rsync.missing-standby', details: {} },
    ];
    expect(
      await cli(['sync', 'office'], { world: worldWith(aRun({ outcome: 'refused', refusals })) }),
    ).toMatchObject({
      status: 4,
      stdout: 'Refused: office, nothing was changed.\n',
      stderr: `The source /Volumes/Users is not mounted: it should be on apfs 1A at /Volumes/Users, and now lies on apfs 2B at /. Mount the disk and run again; nothing was changed.
There is no usable rsync on the standby. Install rsync 3 there, on a Mac with: brew install rsync
`,
    });
  });

  it('hands an approval on', async () => {
    const world = worldWith(aRun());
    await cli(['sync', 'office', '--approve', 'plan-0123456789ab'], { world });
    expect(world.calls[0]).toEqual(['sync', 'office', { mode: 'sync', approve: 'plan-0123456789ab' }]);
  });

  it('hands on that contents are to be compared', async () => {
    const world = worldWith(aRun());
    await cli(['sync', 'office', '--checksum', '--preview'], { world });
    expect(world.calls).toEqual([['sync', 'office', { mode: 'preview', contents: true }]]);
  });

  it('is locked out with 6 while another run goes', async () => {
    const world = worldWith(EngineError.of('pair.busy', { count: 4711 }, 'transient'));
    expect(await cli(['sync', 'office'], { world })).toMatchObject({
      status: 6,
      stdout: '',
      stderr:
        'warmspare: the pair office is busy: another run is under way (process 4711). Nothing was done. Look at it with: warmspare status office\n',
    });
  });

  it('says when it tries again', async () => {
    const problem = {
      code: 'rsync.connection-lost' as const,
      retry: 'transient' as const,
      details: { side: 'standby' as const },
    };
    const world = worldWith(aRun(), {
      events: [{ type: 'run.retrying', attempt: 2, attempts: 3, delayMs: 5000, problem }],
    });
    expect((await cli(['sync', 'office'], { world })).stderr).toEqual(
      'The connection to the standby was lost. Trying again in 5 s (attempt 2 of 3).\n',
    );
  });
});

describe('sync --preview', () => {
  const change = (fields: Partial<Change>): Change => ({
    volumeId: USERS,
    kind: 'created',
    type: 'file',
    path: 'anna/letter.txt',
    bytes: 10,
    itemized: '>f+++++++++',
    ...fields,
  });

  it('shows the first changes and the next step', async () => {
    const changes = [
      change({}),
      change({ kind: 'updated', path: 'b\u001b[2J' }),
      change({ kind: 'attributes', type: 'directory', path: 'anna' }),
      change({ kind: 'deleted', path: 'old' }),
    ];
    const result = aRun({ mode: 'preview', totals: TOTALS, volumes: VOLUMES });
    const ran = await cli(['sync', 'office', '--preview'], { world: worldWith(result, { changes }) });
    expect(ran.stdout).toEqual(`Preview: office, 12 created, 3 updated, 1 deleted, 300 MB in changed files.
  + /Volumes/Users/anna/letter.txt
  ~ /Volumes/Users/b\\#033[2J
  . /Volumes/Users/anna/
  - /Volumes/Spare/Users/old
Nothing was changed. Do it with: warmspare sync office
`);
  });

  it('adds the largest when they are not among the first', async () => {
    const changes = Array.from({ length: 100 }, (_, at) =>
      change({ path: `f${String(at)}`, bytes: at * 1000 }),
    );
    const ran = await cli(['sync', 'office', '--preview'], {
      world: worldWith(aRun({ mode: 'preview' }), { changes }),
    });
    expect(ran.stdout.split('\n').slice(20, 29)).toEqual([
      '  + /Volumes/Users/f19',
      '  and 80 changes more',
      'The largest:',
      '   99.0 kB  /Volumes/Users/f99',
      '   98.0 kB  /Volumes/Users/f98',
      '   97.0 kB  /Volumes/Users/f97',
      '   96.0 kB  /Volumes/Users/f96',
      '   95.0 kB  /Volumes/Users/f95',
      'Nothing was changed. Do it with: warmspare sync office',
    ]);
  });

  it('of nothing says that the two are the same', async () => {
    const ran = await cli(['sync', 'office', '--preview'], { world: worldWith(aRun({ mode: 'preview' })) });
    expect(ran.stdout).toContain('\nNothing would change: the standby is as the primary.\n');
  });

  it('of a run that would be held does not offer the plain run', async () => {
    const result = aRun({ ...HELD, mode: 'preview' });
    const ran = await cli(['sync', 'office', '--preview'], {
      world: worldWith(result, { changes: [change({})] }),
    });
    expect([
      ran.status,
      ran.stdout.includes('Do it with'),
      ran.stderr.includes('--approve plan-0123456789ab'),
    ]).toEqual([4, false, true]);
  });
});

describe('verify', () => {
  it('compares a thousand files, so many, or all', async () => {
    const world = worldWith(aRun());
    for (const more of [[], ['--sample', '5'], ['--full']])
      await cli(['verify', 'office', ...more], { world });
    expect(world.calls).toEqual([
      ['verify', 'office', { scope: { kind: 'sample', files: 1000 } }],
      ['verify', 'office', { scope: { kind: 'sample', files: 5 } }],
      ['verify', 'office', { scope: { kind: 'full' } }],
    ]);
  });

  it('says how many differ', async () => {
    const verify = { scope: { kind: 'full' as const }, compared: 1000, different: 2 };
    const ran = await cli(['verify', 'office'], {
      world: worldWith(aRun({ mode: 'verify', outcome: 'partial', verify })),
    });
    expect([ran.status, ran.stdout]).toEqual([
      3,
      'Verified in part: office, 1,000 files compared, 2 files different in 41 s.\n',
    ]);
  });
});
