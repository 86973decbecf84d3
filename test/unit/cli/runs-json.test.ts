import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../engine/model/problem.ts';
import { NO_TOTALS } from '../../../engine/model/run.ts';
import { aRun, aWorld, RUN_ID, type FakeWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli, GoneAfter, jsonLines, USERS } from './cli-harness.ts';

const EVENTS: FakeWorld['events'] = [
  { type: 'run.started', pairId: aPair().id, pairName: 'office', mode: 'sync' },
  { type: 'run.phase', phase: 'comparing', volumeId: USERS },
  { type: 'run.output', text: 'odd \u009b2J line' },
];
const STAMP = { at: '2026-11-23T03:04:00.000Z', runId: RUN_ID };

async function events(argv: readonly string[], world: FakeWorld): Promise<readonly [number, unknown[]]> {
  const ran = await cli([...argv, '--json'], { world, terminal: true });
  expect(ran.stderr).toEqual('');
  return [ran.status, jsonLines(ran.stdout)];
}

describe('sync --json', () => {
  it('hands on the events as they are, the end last', async () => {
    const world = aWorld({ pairs: [aPair()], events: EVENTS });
    expect(await events(['sync', 'office'], world)).toEqual([
      0,
      [
        ...EVENTS.map((event, at) => ({ ...event, ...STAMP, seq: at + 1 })),
        {
          type: 'run.finished',
          outcome: 'succeeded',
          totals: NO_TOTALS,
          problems: [],
          refusals: [],
          holds: [],
          losses: [],
          seq: 4,
          ...STAMP,
        },
      ],
    ]);
  });

  it.each([
    ['succeeded', 0],
    ['failed', 1],
    ['partial', 3],
    ['refused', 4],
    ['held', 4],
    ['cancelled', 130],
  ] as const)('ends once when the run %s, whether or not the engine says so', async (outcome, status) => {
    for (const saysFinished of [true, false]) {
      const world = aWorld({ pairs: [aPair()], events: EVENTS, result: aRun({ outcome }), saysFinished });
      const [code, lines] = await events(['sync', 'office'], world);
      const ends = lines.filter((line) => (line as { type: string }).type === 'run.finished');
      expect([code, ends.length, lines.indexOf(ends[0]) === lines.length - 1]).toEqual([status, 1, true]);
      expect(ends[0]).toMatchObject({ outcome, runId: RUN_ID });
    }
  });

  it('ends as failed when it cannot start', async () => {
    const world = aWorld({
      pairs: [aPair()],
      result: EngineError.of('pair.busy', { count: 1 }, 'transient'),
    });
    expect(await events(['verify', 'office'], world)).toEqual([
      6,
      [
        {
          type: 'run.finished',
          outcome: 'failed',
          totals: NO_TOTALS,
          problems: [{ code: 'pair.busy', retry: 'transient', details: { count: 1 } }],
          refusals: [],
          holds: [],
          losses: [],
          message:
            'The pair office is busy: another run is under way (process 1). Nothing was done. Look at it with: warmspare status office',
        },
      ],
    ]);
  });

  it('ends as failed for an unknown pair, and names the others', async () => {
    const [status, lines] = await events(['sync', 'offce'], aWorld({ pairs: [aPair()] }));
    expect(status).toEqual(2);
    expect(lines).toMatchObject([
      {
        type: 'run.finished',
        outcome: 'failed',
        problems: [{ code: 'pair.unknown' }],
        message: 'There is no pair offce. Did you mean office? There is: office',
      },
    ]);
  });

  it('is a plain error when the arguments are wrong', async () => {
    expect(await events(['sync', 'office', '--approve', 'x'], aWorld({ pairs: [aPair()] }))).toEqual([
      2,
      [
        {
          type: 'error',
          usage: 'warmspare sync [options] <name>',
          message: '--approve is "x", and must be the id that a held run shows, like plan-0123456789ab',
        },
      ],
    ]);
  });

  it('escapes what a terminal would obey, and reads back the same', async () => {
    const { stdout } = await cli(['sync', 'office', '--json'], {
      world: aWorld({ pairs: [aPair()], events: EVENTS }),
    });
    expect(stdout).toContain('odd \\u009b2J line');
    expect(jsonLines(stdout)[2]).toMatchObject({ text: 'odd \u009b2J line' });
  });

  it('goes on to the end and keeps its status when the reader goes away', async () => {
    const world = aWorld({ pairs: [aPair()], events: EVENTS, result: aRun({ outcome: 'partial' }) });
    const ran = await cli(['sync', 'office', '--json'], { world, stdout: new GoneAfter(10) });
    expect([ran.status, ran.stderr]).toEqual([3, '']);
  });

  describe('that meets a bug', () => {
    let home: string;
    beforeEach(async () => {
      home = await mkdtemp(join(tmpdir(), 'warmspare-cli-'));
    });
    afterEach(() => rm(home, { recursive: true }));

    it('ends as failed, after the events', async () => {
      const world = aWorld({
        pairs: [aPair()],
        events: EVENTS,
        result: new TypeError('x is not a function'),
      });
      const ran = await cli(['sync', 'office', '--json'], { world, home });
      const lines = jsonLines(ran.stdout);
      const [report = ''] = await readdir(join(home, 'crash'));
      expect([ran.status, ran.stderr, lines.length]).toEqual([1, '', 4]);
      expect(lines[3]).toMatchObject({
        type: 'run.finished',
        outcome: 'failed',
        problems: [
          { code: 'bug', details: { text: report.replace('.txt', ''), path: join(home, 'crash', report) } },
        ],
      });
    });
  });
});
