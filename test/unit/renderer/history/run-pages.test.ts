import { describe, expect, it } from 'vitest';
import { RunId } from '../../../../engine/model/ids.ts';
import type { RunRecord } from '../../../../engine/model/run.ts';
import type { Problem } from '../../../../engine/model/problem.ts';
import { RunPages } from '../../../../renderer/screens/history/runs/run-pages.ts';
import { eventually } from '../../../helpers/eventually.ts';

const BUG: Problem = { code: 'bug', retry: 'person', details: {} };

function runs(count: number): RunRecord[] {
  return Array.from({ length: count }, (_, at) => {
    const id = RunId.parse(`20261126-${String(999_999 - at)}-aaaa`);
    return { id } as RunRecord;
  });
}

/** A history of so many runs, and how often it was asked. */
function pagesOver(all: { runs: readonly RunRecord[] }): { pages: RunPages; limits: number[] } {
  const limits: number[] = [];
  const pages = new RunPages(
    async ({ before, limit }) => {
      limits.push(limit);
      const from = before === undefined ? 0 : all.runs.findIndex(({ id }) => id === before) + 1;
      return all.runs.slice(from, from + limit);
    },
    () => BUG,
  );
  return { pages, limits };
}

const length = (pages: RunPages, count: number): Promise<unknown> =>
  eventually(() => expect([pages.get().runs.length, pages.get().isReading]).toEqual([count, false]));

describe('pages of runs', () => {
  it('come one by one until there are no older ones', async () => {
    const { pages, limits } = pagesOver({ runs: runs(250) });
    pages.more();
    expect(limits).toEqual([]);
    pages.refresh();
    await length(pages, 100);
    pages.more();
    pages.more();
    await length(pages, 200);
    pages.more();
    await length(pages, 250);
    expect(pages.get().isEnd).toBe(true);
    pages.more();
    expect(limits).toEqual([100, 100, 100]);
  });

  it('are read again as far as they were, by as few questions as may be', async () => {
    const all = { runs: runs(900) };
    const { pages, limits } = pagesOver(all);
    pages.refresh();
    for (let count = 100; count < 700; count += 100) {
      await length(pages, count);
      pages.more();
    }
    await length(pages, 700);
    limits.length = 0;
    const added = { ...all.runs[0], id: RunId.parse('20261127-000000-aaaa') } as RunRecord;
    all.runs = [added, ...all.runs];
    pages.refresh();
    await eventually(() => expect(pages.get().runs[0]?.id).toBe(added.id));
    expect(limits).toEqual([500, 200]);
    await length(pages, 700);
    expect(pages.get().isEnd).toBe(false);
  });

  it('drop an answer that is older than a newer question', async () => {
    const answers: ((runs: readonly RunRecord[]) => void)[] = [];
    const pages = new RunPages(
      () => new Promise((resolve) => answers.push(resolve)),
      () => BUG,
    );
    pages.refresh();
    pages.refresh();
    answers[1]?.(runs(2));
    await length(pages, 2);
    answers[0]?.(runs(1));
    await Promise.resolve();
    await length(pages, 2);
  });

  it('keep what is there when more could not be read', async () => {
    let isBroken = false;
    const pages = new RunPages(
      async ({ limit }) => {
        if (isBroken) throw new Error('no');
        return runs(limit);
      },
      () => BUG,
    );
    pages.refresh();
    await length(pages, 100);
    isBroken = true;
    pages.more();
    await eventually(() => expect(pages.get().problem).toBe(BUG));
    expect(pages.get().runs).toHaveLength(100);
  });
});
