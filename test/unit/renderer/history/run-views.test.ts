import { describe, expect, it } from 'vitest';
import { PairId } from '../../../../engine/model/ids.ts';
import type { Problem } from '../../../../engine/model/problem.ts';
import { lastThatFit, LogStore } from '../../../../renderer/screens/history/log/log-store.ts';
import { meaningForSpare, outcomeSentence } from '../../../../renderer/screens/history/run/outcome-words.ts';
import { phaseShares } from '../../../../renderer/screens/history/run/phase-shares.ts';
import { problemGroups } from '../../../../renderer/screens/history/run/problem-groups.ts';
import { ALL_RUNS, queryOf, showsRunning } from '../../../../renderer/screens/history/runs/filter.ts';
import { runRows } from '../../../../renderer/screens/history/runs/run-rows.ts';
import { countsText, whenText } from '../../../../renderer/screens/history/words.ts';
import { rowForKey } from '../../../../renderer/parts/row-keys.ts';
import { historyPair, historyRuns, historyView } from '../../../pages/worlds/history-office.ts';
import { liveSync, runningRun } from '../../../pages/worlds/history-running.ts';
import { nightRun } from '../../../pages/worlds/office.ts';
import { eventually } from '../../../helpers/eventually.ts';

const pairId = PairId.parse('pair-0123456789');
const NOW = Date.parse('2026-11-26T09:16:00.000Z');

describe('which runs are shown', () => {
  it('asks for what was chosen only', () => {
    expect(queryOf(pairId, ALL_RUNS, NOW)).toEqual({ pairId });
    expect(queryOf(pairId, { outcome: 'held', mode: 'sync', since: '30' }, NOW)).toEqual({
      pairId,
      outcomes: ['held'],
      modes: ['sync'],
      since: '2026-10-27T09:16:00.000Z',
    });
  });

  it('shows a run under way unless another outcome or kind was asked for', () => {
    expect(showsRunning(ALL_RUNS, 'verify')).toBe(true);
    expect(showsRunning({ ...ALL_RUNS, mode: 'sync' }, 'verify')).toBe(false);
    expect(showsRunning({ ...ALL_RUNS, outcome: 'failed' }, 'sync')).toBe(false);
  });

  it('puts a run under way on top, once, whether the list knows it or not', () => {
    const view = historyView({ running: runningRun, live: liveSync });
    const known = runRows(view, [runningRun, ...historyRuns], ALL_RUNS);
    expect(known.map(({ id }) => id)).toEqual([runningRun.id, ...historyRuns.map(({ id }) => id)]);
    expect(known[0]).toMatchObject({ record: runningRun, live: liveSync });
    expect(runRows(view, historyRuns, ALL_RUNS)).toEqual(known);
    const unknown = runRows(historyView({ live: liveSync }), historyRuns, ALL_RUNS);
    expect(unknown[0]).toMatchObject({ id: runningRun.id, record: undefined });
  });
});

describe('what is said of a run', () => {
  const good = nightRun(historyPair, 1);

  it('has a sentence and a meaning for each way to end', () => {
    const outcomes = ['succeeded', 'partial', 'failed', 'cancelled', 'held', 'refused', undefined] as const;
    for (const mode of ['sync', 'preview', 'verify'] as const)
      for (const outcome of outcomes) {
        const run = { ...good, mode, outcome, recoveryPoint: undefined };
        for (const text of [outcomeSentence(run), meaningForSpare(run, String)])
          expect(text).toMatch(/^[A-Z].*\.$/);
      }
  });

  it('names the recovery point only where the run moved it', () => {
    expect(meaningForSpare(good, () => 'POINT')).toBe('The spare is as the primary was on POINT.');
    expect(
      meaningForSpare({ ...good, recoveryPoint: undefined, outcome: 'held' }, () => 'POINT'),
    ).not.toContain('POINT');
    expect(meaningForSpare({ ...good, mode: 'preview' }, () => 'POINT')).toContain('was not changed');
  });

  it('divides its time, with what lies between', () => {
    const from = '2026-11-26T03:00:00.000Z';
    const run = {
      startedAt: from,
      finishedAt: '2026-11-26T03:00:10.000Z',
      phases: { copying: 6_000, probing: 1_000 },
    };
    expect(phaseShares(run).map(({ phase, share }) => [phase, share])).toEqual([
      ['probing', 0.1],
      ['copying', 0.6],
      ['other', 0.3],
    ]);
    expect(phaseShares({ ...run, phases: {} })).toEqual([]);
    expect(phaseShares({ ...run, finishedAt: undefined }).map(({ phase }) => phase)).toEqual([
      'probing',
      'copying',
    ]);
  });

  it('explains problems of one kind once, with all their files', () => {
    const partial = (details: Problem['details']): Problem => ({
      code: 'rsync.partial',
      retry: 'transient',
      details,
    });
    const groups = problemGroups(
      [
        partial({ count: 10, files: ['a', 'b'], output: 'said' }),
        { code: 'rsync.disk-full', retry: 'person', details: { side: 'standby' } },
        partial({ files: ['b', 'c'], output: 'said' }),
      ],
      'Office',
    );
    expect(groups.map(({ code, times, fileCount }) => [code, times, fileCount])).toEqual([
      ['rsync.partial', 2, 12],
      ['rsync.disk-full', 1, 0],
    ]);
    expect(groups[0]).toMatchObject({ files: ['a', 'b', 'c'], outputs: ['said'] });
  });

  it('says counts and times in words', () => {
    expect(countsText({ created: 1_200, updated: 0, deleted: 1 }, 'done')).toBe('1,200 created, 1 deleted');
    expect(countsText({ deleted: 1 }, 'planned')).toBe('1 would be deleted');
    const context = { now: NOW, timeZone: 'UTC' };
    expect(whenText('2026-11-26T03:04:00.000Z', context)).toBe('today 03:04');
    expect(whenText('2026-10-26T03:04:00.000Z', context)).toBe('26 Oct 03:04');
  });
});

describe('a log', () => {
  it('is read page by page as far as it is wanted, and to the end', async () => {
    const all = Array.from({ length: 1_100 }, (_, at) => `line ${String(at)}`);
    const asked: number[] = [];
    const store = new LogStore(
      async ({ fromLine, limit }) => {
        asked.push(fromLine);
        return { lines: all.slice(fromLine, fromLine + limit), isEnd: fromLine + limit >= all.length };
      },
      () => ({ code: 'bug', retry: 'person', details: {} }),
    );
    store.want(1);
    await eventually(() => expect(store.get()).toMatchObject({ isReading: false, isEnd: false }));
    expect(store.get().lines).toHaveLength(500);
    store.want(400);
    expect(asked).toEqual([0]);
    store.want(Infinity);
    await eventually(() => expect(store.get().isEnd).toBe(true));
    expect(store.get().lines).toEqual(all);
    expect(asked).toEqual([0, 500, 1_000]);
  });

  it('is copied from its end, as much as fits', () => {
    expect(lastThatFit(['one', 'two', 'three'], 10)).toEqual({ text: 'two\nthree', first: 2 });
    expect(lastThatFit(['one'], 100)).toEqual({ text: 'one', first: 1 });
    expect(lastThatFit(['much too long'], 5)).toEqual({ text: '', first: 2 });
  });
});

describe('keys in a list', () => {
  it.each([
    ['ArrowDown', 5, 6],
    ['ArrowUp', 0, 0],
    ['PageDown', 5, 14],
    ['PageDown', 95, 99],
    ['PageUp', 5, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['x', 5, undefined],
  ])('%s on row %i', (key, at, expected) => {
    expect(rowForKey(key, at, 100, 10)).toBe(expected);
  });
});
