import { describe, expect, it } from 'vitest';
import type { RunFilter } from '../../../engine/model/browse.ts';
import type { RunRecord } from '../../../engine/model/run.ts';
import { openHistory, type HistoryStore } from '../../../engine/store/history.ts';
import { aFinishedRun, aRun, NOW, OTHER_PAIR, PORTS, runIdAt } from './run-builder.ts';
import { tempHome } from './temp-home.ts';

const RUNS: readonly Partial<RunRecord>[] = [
  { outcome: 'failed' },
  { mode: 'preview' },
  { mode: 'verify', outcome: 'partial' },
  { pairId: OTHER_PAIR },
  { outcome: 'failed' },
  { outcome: 'held' },
];

/** The newest still goes on; each after it began a minute earlier. */
async function aHistory(): Promise<HistoryStore> {
  const history = openHistory(await tempHome(), PORTS);
  for (const [at, fields] of [...RUNS.entries()].reverse())
    await history.begin(aRun(fields, at + 1)).finish(aFinishedRun(fields, at + 1));
  await history.begin(aRun({}, 0)).ready();
  return history;
}

const minutesAgo = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

describe('a list of runs', () => {
  it.each<[string, RunFilter, number[]]>([
    ['all', {}, [0, 1, 2, 3, 4, 5, 6]],
    ['a pair’s', { pairId: OTHER_PAIR }, [4]],
    ['those of some modes', { modes: ['preview', 'verify'] }, [2, 3]],
    ['those that ended so', { outcomes: ['failed', 'held'] }, [1, 5, 6]],
    ['the first of those that ended so', { outcomes: ['failed'], limit: 1 }, [1]],
    ['those that go on', { outcomes: ['running'] }, [0]],
    ['those from a moment on', { since: minutesAgo(2) }, [0, 1, 2]],
    ['those before a moment', { until: minutesAgo(4) }, [5, 6]],
    ['the next page', { before: runIdAt(2), limit: 2 }, [3, 4]],
    ['the next page of a choice', { before: runIdAt(1), outcomes: ['failed'] }, [5]],
    ['what comes after the last', { before: runIdAt(6) }, []],
    ['no more than that', { limit: 0 }, []],
  ])('is %s', async (_what, filter, expected) => {
    const history = await aHistory();
    const found = await history.list(filter);
    expect(found.map(({ id }) => id)).toEqual(expected.map((number) => runIdAt(number)));
  });

  it('goes on from a run that is gone meanwhile', async () => {
    const history = openHistory(await tempHome(), PORTS);
    for (const number of [0, 2]) await history.begin(aRun({}, number)).finish(aFinishedRun({}, number));
    expect((await history.list({ before: runIdAt(1) })).map(({ id }) => id)).toEqual([runIdAt(2)]);
  });
});
