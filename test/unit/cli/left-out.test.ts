import { describe, expect, it } from 'vitest';
import type { LeftOutReport, LeftOutSource } from '../../../engine/api/left-out.ts';
import { aWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, jsonLines, USERS } from './cli-harness.ts';

const DONE: LeftOutSource = {
  volumeId: USERS,
  source: '/Volumes/Users',
  state: 'done',
  rsync: { flavour: 'gnu', version: '3.4.1' },
  kept: { entries: 50_210, bytes: 212_000_000_000 },
  patterns: [
    {
      pattern: '*.tmp',
      from: 'person',
      reason: undefined,
      matches: 2,
      weight: { entries: 1_200, bytes: 41_000_000 },
      samples: ['a\u001b.tmp', 'b.tmp'],
    },
    {
      pattern: '.Trashes',
      from: 'preset',
      reason: 'a trash',
      matches: 1,
      weight: { entries: 1, bytes: 0 },
      samples: ['.Trashes'],
    },
    {
      pattern: '*.tpm',
      from: 'person',
      reason: undefined,
      matches: 0,
      weight: { entries: 0, bytes: 0 },
      samples: [],
    },
    {
      pattern: '.Trash',
      from: 'preset',
      reason: 'a trash',
      matches: 0,
      weight: { entries: 0, bytes: 0 },
      samples: [],
    },
  ],
  problem: undefined,
};

const ran = (...sources: readonly LeftOutSource[]): ReturnType<typeof cli> => {
  const leftOut: LeftOutReport = { sources };
  return cli(['check', 'office', '--left-out'], { world: aWorld({ pairs: [aPair()], leftOut }) });
};

describe('check --left-out', () => {
  it('lists what each pattern leaves out, and those of a person that leave out nothing', async () => {
    const { status, stdout } = await ran(DONE);
    expect(status).toBe(0);
    expect(stdout).toBe(
      [
        '/Volumes/Users',
        'PATTERN   ENTRIES     SIZE  WHY                 SUCH AS',
        '*.tmp       1,200  41.0 MB  a pattern of yours  a\\#033.tmp',
        '.Trashes        1  0 bytes  a trash             .Trashes',
        'Copied would be 50,210 entries, 212 GB.',
        'The pattern *.tpm leaves out nothing.',
        '',
      ].join('\n'),
    );
    const nothing = await ran({ ...DONE, patterns: [] });
    expect(nothing.stdout).toContain('Nothing is left out.');
  });

  it('says which rsync cannot tell, and what went wrong', async () => {
    const untold = {
      ...DONE,
      state: 'untold' as const,
      patterns: [],
      kept: undefined,
      rsync: { flavour: 'apple-openrsync' as const, version: '2.6.9' },
    };
    const one = await ran(untold);
    expect([one.status, one.stdout]).toEqual([
      3,
      '/Volumes/Users\nThe primary’s rsync (apple-openrsync 2.6.9) does not say what it leaves out. Install rsync 3.1 or later there, on a Mac with: brew install rsync\n',
    ]);
    const problem = {
      code: 'rsync.io' as const,
      retry: 'person' as const,
      details: { path: '/Volumes/Users' },
    };
    const failed = await ran({ ...DONE, state: 'failed', patterns: [], kept: undefined, problem });
    expect(failed.status).toBe(1);
    expect(failed.stdout).toContain('Reading or writing failed');
    expect((await ran({ ...DONE, problem: { ...problem, code: 'rsync.partial' } })).status).toBe(3);
  });

  it('is one object with --json, and goes with nothing else', async () => {
    const leftOut = { sources: [DONE] };
    const world = aWorld({ pairs: [aPair()], leftOut });
    const json = await cli(['check', 'office', '--left-out', '--json'], { world });
    expect(jsonLines(json.stdout)).toEqual([JSON.parse(JSON.stringify({ type: 'left-out', ...leftOut }))]);
    expect(world.calls).toEqual([['leftOut', 'office']]);
    expect(await cli(['check', 'office', '--left-out', '--accept-volumes'], { world })).toMatchObject({
      status: 2,
    });
  });
});
