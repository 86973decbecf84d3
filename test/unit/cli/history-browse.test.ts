import { describe, expect, it } from 'vitest';
import type { FolderEntry } from '../../../engine/model/browse.ts';
import type { Change, VolumeResult } from '../../../engine/model/run.ts';
import { NO_TOTALS } from '../../../engine/model/run.ts';
import { aRun, aWorld, RUN_ID, type FakeWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, jsonLines, USERS } from './cli-harness.ts';

const VOLUME: VolumeResult = {
  volumeId: USERS,
  source: '/Volumes/Users',
  destination: '/Volumes/Spare/Users',
  state: 'done',
  totals: NO_TOTALS,
  finishedAt: undefined,
};
const CHANGE: Change = {
  volumeId: USERS,
  kind: 'updated',
  type: 'file',
  path: 'anna/a\u001b[2J.txt',
  bytes: 1_200_000,
  itemized: '>f.st......',
};
const NONE = { created: 0, updated: 0, attributes: 0, deleted: 0 };
const FOLDER: FolderEntry = {
  name: 'anna',
  volumeId: USERS,
  path: 'anna',
  isFolder: true,
  change: undefined,
  below: { ...NONE, created: 3, deleted: 2 },
  bytesBelow: 41_000_000,
};
const FILE: FolderEntry = {
  ...FOLDER,
  name: CHANGE.path,
  path: CHANGE.path,
  isFolder: false,
  change: CHANGE,
  below: NONE,
};

function world(fields: Partial<FakeWorld> = {}): FakeWorld {
  return aWorld({ pairs: [aPair()], runs: [aRun({ volumes: [VOLUME] })], changes: [CHANGE], ...fields });
}

const LAST = ['history', '--run', 'last'];

describe('history --folder', () => {
  it('lists a folder of what was copied, with what changed in each', async () => {
    const asked = world({ folder: { total: 3, entries: [FOLDER, FILE] } });
    const ran = await cli([...LAST, '--folder', '/Volumes/Users/'], { world: asked });
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(ran.stdout).toEqual(
      [
        '   NAME                CHANGES IN IT     SIZE',
        '   anna/               +3 -2          41.0 MB',
        '~  anna/a\\#033[2J.txt                  1.2 MB',
        'and 1 other; see more with --limit',
        '',
      ].join('\n'),
    );
    expect(asked.calls).toEqual([['history.folder', { volumeId: USERS, path: '', limit: 1000 }]]);
  });

  it('asks for the folder by the path on the primary, and above all for the volumes', async () => {
    const asked = world();
    const one = await cli([...LAST, '--folder', '/Volumes/Users/anna/x', '--limit', '5'], { world: asked });
    await cli([...LAST, '--folder', '/'], { world: asked });
    expect(one.stdout).toBe('Nothing changed in that folder.\n');
    expect(asked.calls).toEqual([
      ['history.folder', { volumeId: USERS, path: 'anna/x', limit: 5 }],
      ['history.folder', { limit: 1000 }],
    ]);
  });

  it('says what was copied when the folder is elsewhere', async () => {
    const ran = await cli([...LAST, '--folder', '/Volumes/User'], { world: world() });
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toMatch(/must be in what was copied: \/Volumes\/Users/);
  });

  it('is one object with --json', async () => {
    const folder = { total: 1, entries: [FOLDER] };
    const ran = await cli([...LAST, '--folder', '/', '--json'], { world: world({ folder }) });
    const [line] = jsonLines(ran.stdout);
    expect(line).toEqual(JSON.parse(JSON.stringify({ type: 'folder', runId: RUN_ID, path: '/', ...folder })));
  });
});

describe('history --search', () => {
  it('lists the changes with that in their path', async () => {
    const ran = await cli([...LAST, '--search', 'txt'], { world: world() });
    expect(ran.stdout).toBe('~ /Volumes/Users/anna/a\\#033[2J.txt\n');
    const none = await cli([...LAST, '--search', 'pdf'], { world: world() });
    expect(none.stdout).toBe('Nothing in this run has that in its path.\n');
  });

  it('is one object with --json', async () => {
    const ran = await cli([...LAST, '--search', 'txt', '--json'], { world: world() });
    expect(jsonLines(ran.stdout)).toEqual([
      { type: 'changes.found', runId: RUN_ID, text: 'txt', total: 1, changes: [CHANGE] },
    ]);
  });
});

describe('history --export', () => {
  it('writes the pieces as they are', async () => {
    const asked = world({ exported: ['a,b\r\n', '1,2\r\n'] });
    const runs = await cli(['history', 'office', '--export', 'csv'], { world: asked });
    const changes = await cli([...LAST, '--export', 'json', '--json'], { world: asked });
    expect([runs.stdout, changes.stdout]).toEqual(['a,b\r\n1,2\r\n', 'a,b\r\n1,2\r\n']);
    expect(asked.calls).toEqual([
      ['history.export', { pair: 'office' }, 'csv'],
      ['history.export', { run: RUN_ID }, 'json'],
    ]);
  });
});

describe('history with a choice', () => {
  it('asks for those runs', async () => {
    const asked = world();
    const choice = [
      '--mode',
      'sync',
      '--outcome',
      'failed',
      '--since',
      '2026-11-01T03:00Z',
      '--until',
      '2026-11-23T00:00Z',
    ];
    await cli(['history', 'office', ...choice, '--before', RUN_ID.slice(0, 10), '--limit', '3'], {
      world: asked,
    });
    expect(asked.calls).toEqual([
      [
        'history.list',
        {
          pair: 'office',
          limit: 3,
          modes: ['sync'],
          outcomes: ['failed'],
          since: '2026-11-01T03:00:00.000Z',
          until: '2026-11-23T00:00:00.000Z',
          before: RUN_ID,
        },
      ],
    ]);
    const none = await cli(['history', '--mode', 'verify'], { world: aWorld() });
    expect(none.stdout).toBe('There is no such run.\n');
  });

  it.each([
    [['--search', 'a'], /--search is of one run/],
    [['--folder', '/'], /--folder is of one run/],
    [['--export', 'csv'], /name one/],
    [['office', '--export', 'csv', '--limit', '3'], /writes all runs/],
    [['--run', 'last', '--mode', 'sync'], /--run names one already/],
    [['--since', 'yesterday'], /must be a day or a time/],
    [['--export', 'xml'], /csv, json/],
    [['--run', 'last', '--export', 'csv', '--changes'], /cannot be used with/],
  ])('refuses %j', async (options, reason) => {
    const ran = await cli(['history', ...options], { world: world() });
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toMatch(reason);
  });
});

describe('history --ages', () => {
  const recovery = {
    from: '2026-11-16T09:16:00.000Z',
    to: '2026-11-23T09:16:00.000Z',
    ages: [
      { at: '2026-11-20T04:00:00.000Z', ageMs: 1_800_000 },
      { at: '2026-11-22T04:30:00.000Z', ageMs: 176_400_000 },
      { at: '2026-11-22T04:30:00.000Z', ageMs: 3_600_000 },
      { at: '2026-11-23T09:16:00.000Z', ageMs: 107_160_000 },
    ],
    runs: [],
  };

  it('tells what would have been lost at worst, and each copy', async () => {
    const asked = world({ recovery });
    const ran = await cli(['history', 'office', '--ages', '7'], { world: asked });
    expect(ran.stdout).toBe(
      [
        'COPIED        OLD BEFORE  OLD AFTER',
        '22 Nov 04:30  2 d 1 h     1 h',
        'At worst, in the last 7 days, 2 d 1 h would have been lost (22 Nov 04:30).',
        '',
      ].join('\n'),
    );
    expect(asked.calls).toEqual([['history.measure', 'office', { windowMs: 604_800_000 }]]);
    const none = await cli(['history', 'office', '--ages', '1'], { world: world() });
    expect(none.stdout).toBe('There was no whole copy in the last 1 day.\n');
  });

  it('is one object with --json, and of a pair', async () => {
    const ran = await cli(['history', 'office', '--ages', '7', '--json'], { world: world({ recovery }) });
    expect(jsonLines(ran.stdout)).toEqual([{ type: 'ages', ...recovery }]);
    expect(await cli(['history', '--ages', '7'], { world: world() })).toMatchObject({ status: 2 });
  });
});
