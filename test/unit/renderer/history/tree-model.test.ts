import { describe, expect, it } from 'vitest';
import type { FolderEntry } from '../../../../engine/model/browse.ts';
import { VolumeId } from '../../../../engine/model/ids.ts';
import {
  branchAt,
  holesIn,
  indexOf,
  NOTHING_READ,
  PAGE,
  rowAt,
  withFailure,
  withOpen,
  withPage,
  type Branch,
  type Steps,
} from '../../../../renderer/screens/history/changes/tree-model.ts';

const volumeId = VolumeId.parse('vol-aaaaaa');
const NONE = { created: 0, updated: 0, attributes: 0, deleted: 0 };

function entry(path: string, isFolder: boolean): FolderEntry {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return { name, volumeId, path, isFolder, change: undefined, below: NONE, bytesBelow: 0 };
}

/** A page as `history.folder` answers it, of a folder whose first entries are folders. */
function page(prefix: string, total: number, number: number, folders = 0) {
  const from = number * PAGE;
  const length = Math.max(0, Math.min(PAGE, total - from));
  const entries = Array.from({ length }, (_, i) => entry(`${prefix}${String(from + i)}`, from + i < folders));
  return { total, entries };
}

function read(tree: Branch, steps: Steps, prefix: string, total: number, folders = 0): Branch {
  let next = tree;
  for (let number = 0; number === 0 || number * PAGE < total; number++)
    next = withPage(next, { steps, page: number }, page(prefix, total, number, folders));
  return next;
}

function shown(tree: Branch): (string | undefined)[] {
  return Array.from({ length: tree.rows }, (_, index) => rowAt(tree, index)?.entry?.path);
}

describe('a tree of changes', () => {
  it('stands on one row until its top folder is known', () => {
    expect(NOTHING_READ.rows).toBe(1);
    expect(rowAt(NOTHING_READ, 0)).toMatchObject({ steps: [0], entry: undefined, setSize: undefined });
    expect(holesIn(NOTHING_READ, 0, 10)).toEqual([{ steps: [], page: 0 }]);
    expect(read(NOTHING_READ, [], 't', 0).rows).toBe(0);
  });

  it('puts what is in an open folder just below it', () => {
    let tree = read(NOTHING_READ, [], 't', 4, 3);
    tree = withOpen(tree, [0], true);
    tree = withOpen(tree, [2], true);
    expect(shown(tree)).toEqual(['t0', undefined, 't1', 't2', undefined, 't3']);
    tree = read(tree, [2], 'c', 2, 1);
    tree = read(tree, [0], 'a', 3);
    expect(shown(tree)).toEqual(['t0', 'a0', 'a1', 'a2', 't1', 't2', 'c0', 'c1', 't3']);
    tree = read(withOpen(tree, [2, 0], true), [2, 0], 'd', 1);
    expect(shown(tree)).toEqual(['t0', 'a0', 'a1', 'a2', 't1', 't2', 'c0', 'd0', 'c1', 't3']);
    expect(rowAt(tree, 7)).toMatchObject({ steps: [2, 0, 0], level: 3, place: 1, setSize: 1 });
    expect(rowAt(tree, 8)).toMatchObject({ level: 2, place: 2, setSize: 2, isOpen: false });
    expect(rowAt(tree, 5)).toMatchObject({ level: 1, place: 3, setSize: 4, isOpen: true });
  });

  it('finds the row of every entry, and of what a closed folder hides the folder', () => {
    let tree = read(NOTHING_READ, [], 't', 5, 5);
    for (const at of [3, 1, 4]) tree = read(withOpen(tree, [at], true), [at], `x${String(at)}-`, 3, 2);
    tree = read(withOpen(tree, [3, 1], true), [3, 1], 'deep', 2);
    for (let index = 0; index < tree.rows; index++)
      expect(indexOf(tree, rowAt(tree, index)?.steps ?? [])).toBe(index);
    const hidden = withOpen(tree, [3], false);
    expect(rowAt(hidden, indexOf(hidden, [3, 1, 1]))?.steps).toEqual([3]);
  });

  it('keeps what was read of a folder that is closed', () => {
    let tree = read(withOpen(read(NOTHING_READ, [], 't', 2, 2), [1], true), [1], 'a', 3);
    tree = withOpen(tree, [1], false);
    expect(tree.rows).toBe(2);
    expect(branchAt(tree, [1])?.total).toBe(3);
    expect(shown(withOpen(tree, [1], true))).toEqual(['t0', 't1', 'a0', 'a1', 'a2']);
  });

  it('names the pages that are missing in what is seen, each once', () => {
    let tree = withPage(NOTHING_READ, { steps: [], page: 0 }, page('t', 1_000, 0, 1_000));
    expect(holesIn(tree, 0, 200)).toEqual([]);
    expect(holesIn(tree, 150, 450)).toEqual([
      { steps: [], page: 1 },
      { steps: [], page: 2 },
    ]);
    tree = withOpen(tree, [198], true);
    expect(holesIn(tree, 195, 210)).toEqual([
      { steps: [198], page: 0 },
      { steps: [], page: 1 },
    ]);
  });

  it('does not ask again for what could not be read until somebody wants it', () => {
    const hole = { steps: [], page: 0 };
    const problem = { code: 'bug', retry: 'person', details: {} } as const;
    const failed = withFailure(NOTHING_READ, hole, problem);
    expect(rowAt(failed, 0)?.problem).toBe(problem);
    expect(holesIn(failed, 0, 5)).toEqual([]);
    expect(holesIn(withFailure(failed, hole, undefined), 0, 5)).toEqual([hole]);
    expect(rowAt(withPage(failed, hole, page('t', 1, 0)), 0)?.problem).toBeUndefined();
  });

  it('holds 200,000 siblings as easily as two', () => {
    let tree = withPage(NOTHING_READ, { steps: [], page: 0 }, page('v', 1, 0, 1));
    tree = withPage(withOpen(tree, [0], true), { steps: [0], page: 0 }, page('s', 200_000, 0, 200_000));
    expect(tree.rows).toBe(200_001);
    expect(holesIn(tree, 199_990, 200_001)).toEqual([{ steps: [0], page: 999 }]);
    tree = withPage(tree, { steps: [0], page: 999 }, page('s', 200_000, 999, 200_000));
    expect(rowAt(tree, 200_000)?.entry?.path).toBe('s199999');
    // Every hundredth of them opened, from the end: rows are still found at once.
    for (let at = 199_900; at >= 0; at -= 100) tree = withOpen(tree, [0, at], true);
    expect(tree.rows).toBe(202_001);
    const start = performance.now();
    const wrong: number[] = [];
    for (let index = 0; index < tree.rows; index += 101)
      if (indexOf(tree, rowAt(tree, index)?.steps ?? []) !== index) wrong.push(index);
    expect(wrong).toEqual([]);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
