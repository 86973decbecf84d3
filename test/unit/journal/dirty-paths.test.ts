import { describe, expect, it } from 'vitest';
import { DirtyPaths } from '../../../engine/journal/dirty-paths.ts';
import type { SeenChange } from '../../../engine/journal/volume-watch.ts';

const SETTLING = { settleMs: 5_000, longestMs: 60_000 };
const content: SeenChange = { isFolder: false, isTree: false, isStructure: false };
const came: SeenChange = { isFolder: false, isTree: false, isStructure: true };

function paths(dirty: DirtyPaths, now: number): string[] {
  return dirty.take(now, SETTLING).entries.map(({ path }) => path);
}

describe('paths that changed', () => {
  it('are due once the first of them has been left alone for a while', () => {
    const dirty = new DirtyPaths();
    expect(dirty.dueAt(SETTLING)).toBeUndefined();
    dirty.add('a', content, 1_000);
    dirty.add('b', content, 2_000);
    expect(dirty.dueAt(SETTLING)).toBe(6_000);
    dirty.add('a', content, 4_000);
    expect(dirty.dueAt(SETTLING)).toBe(7_000);
    expect(paths(dirty, 7_000)).toEqual(['b']);
    expect(dirty.dueAt(SETTLING)).toBe(9_000);
  });

  it('do not wait longer than the longest wait, however often they change', () => {
    const dirty = new DirtyPaths();
    for (let at = 0; at <= 60_000; at += 1_000) dirty.add('log', content, at);
    expect(dirty.dueAt(SETTLING)).toBe(60_000);
    expect(paths(dirty, 59_999)).toEqual([]);
    expect(paths(dirty, 60_000)).toEqual(['log']);
  });

  it('that came, went or were moved go together, settled or not', () => {
    const dirty = new DirtyPaths();
    dirty.add('old name', came, 0);
    dirty.add('new name', came, 4_900);
    dirty.add('being written', content, 4_900);
    const taken = dirty.take(5_000, SETTLING);
    expect(taken.entries.map(({ path }) => path)).toEqual(['old name', 'new name']);
    expect(taken.leftSince).toBe(4_900);
  });

  it('that come to nothing are due again, from their first change on', () => {
    const dirty = new DirtyPaths();
    dirty.add('a', came, 1_000);
    const taken = dirty.take(6_000, SETTLING);
    expect([taken.leftSince, dirty.size]).toEqual([undefined, 0]);
    dirty.add('a', content, 7_000);
    dirty.add('b', content, 8_000);
    dirty.add('b', content, 9_000);
    dirty.giveBack(taken.entries);
    const [a, b] = dirty.take(100_000, SETTLING).entries;
    expect(a).toMatchObject({ path: 'a', isStructure: true, firstAt: 1_000, lastAt: 7_000 });
    expect(b).toMatchObject({ path: 'b', isStructure: false, firstAt: 8_000, lastAt: 9_000 });
  });
});
