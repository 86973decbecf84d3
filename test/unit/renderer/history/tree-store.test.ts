import { describe, expect, it } from 'vitest';
import type { FolderEntry, FolderPage } from '../../../../engine/model/browse.ts';
import { VolumeId } from '../../../../engine/model/ids.ts';
import type { Problem } from '../../../../engine/model/problem.ts';
import { rowAt } from '../../../../renderer/screens/history/changes/tree-model.ts';
import { rowNamed, TreeStore } from '../../../../renderer/screens/history/changes/tree-store.ts';
import { eventually } from '../../../helpers/eventually.ts';

const volumeId = VolumeId.parse('vol-aaaaaa');
const BUG: Problem = { code: 'bug', retry: 'person', details: {} };

function entry(name: string, isFolder = false): FolderEntry {
  const below = { created: 0, updated: 0, attributes: 0, deleted: 0 };
  return { name, volumeId, path: name, isFolder, change: undefined, below, bytesBelow: 0 };
}

interface Asked {
  readonly offset: number;
  readonly answer: (page: FolderPage) => void;
  readonly fail: () => void;
}

/** A store whose questions the test answers, in the order it likes. */
function held(): { store: TreeStore; asked: Asked[] } {
  const asked: Asked[] = [];
  const store = new TreeStore(
    (_folder, { offset }) =>
      new Promise((resolve, reject) => {
        asked.push({ offset, answer: resolve, fail: () => reject(new Error('no')) });
      }),
    () => BUG,
  );
  return { store, asked };
}

const page = (total: number, from = 0): FolderPage => ({
  total,
  entries: Array.from({ length: Math.min(200, total - from) }, (_, i) => entry(`f${String(from + i)}`)),
});

describe('the store of a tree of changes', () => {
  it('passes by what is no longer seen when its turn comes', async () => {
    const { store, asked } = held();
    store.see(0, 30);
    asked[0]?.answer(page(200_000));
    await eventually(() => expect(store.get().rows).toBe(200_000));
    for (let from = 1_000; from <= 100_000; from += 1_000) store.see(from, from + 30);
    expect(asked).toHaveLength(5);
    for (const { offset, answer } of asked.slice(1)) answer(page(200_000, offset));
    await eventually(() => expect(asked.at(-1)?.offset).toBe(100_000));
    asked.at(-1)?.answer(page(200_000, 100_000));
    await eventually(() => expect(rowAt(store.get(), 100_010)?.entry?.name).toBe('f100010'));
    expect(asked.length).toBeLessThan(8);
  });

  it('asks once for a page, however often it is seen', async () => {
    const { store, asked } = held();
    for (let time = 0; time < 10; time++) store.see(0, 20);
    expect(asked).toHaveLength(1);
    asked[0]?.answer(page(3));
    await eventually(() => expect(store.get().rows).toBe(3));
    store.see(0, 3);
    expect(asked).toHaveLength(1);
  });

  it('opens folders that are alone, down to where there is a choice', async () => {
    const levels = [
      { total: 1, entries: [entry('vol', true)] },
      { total: 1, entries: [entry('Users', true)] },
      { total: 2, entries: [entry('a', true), entry('b', true)] },
    ];
    const store = new TreeStore(
      () => Promise.resolve(levels.shift() ?? { total: 0, entries: [] }),
      () => BUG,
    );
    store.see(0, 30);
    await eventually(() => expect(store.get().rows).toBe(4));
    expect([0, 1, 2, 3].map((index) => rowAt(store.get(), index)?.isOpen)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('says where a page could not be read, and reads it when asked again', async () => {
    const { store, asked } = held();
    store.see(0, 10);
    asked[0]?.fail();
    await eventually(() => expect(rowAt(store.get(), 0)?.problem).toBe(BUG));
    store.see(0, 10);
    expect(asked).toHaveLength(1);
    store.retry({ steps: [], page: 0 });
    asked[1]?.answer(page(2));
    await eventually(() => expect(rowAt(store.get(), 1)?.entry?.name).toBe('f1'));
  });

  it('finds names by how they begin, around the end and without regard to case', async () => {
    const names = ['Alpha', 'beta', 'BETA 2', 'gamma'];
    const store = new TreeStore(
      () => Promise.resolve({ total: 4, entries: names.map((name) => entry(name)) }),
      () => BUG,
    );
    store.see(0, 4);
    await eventually(() => expect(store.get().rows).toBe(4));
    const find = (from: number, start: string) => rowNamed(store.get(), from, ({ name }) => name, start);
    expect(find(0, 'be')).toBe(1);
    expect(find(2, 'be')).toBe(2);
    expect(find(3, 'AL')).toBe(0);
    expect(find(0, 'zz')).toBeUndefined();
  });
});
