import type { FolderEntry, FolderPage } from '../../../../engine/model/browse.ts';
import type { Problem } from '../../../../engine/model/problem.ts';

/** So many entries are asked for at once. */
export const PAGE = 200;

/** Where an entry is: its place among its siblings, from the top folder down. */
export type Steps = readonly number[];

/**
 * A folder and what is known of it. Rows are counted, not listed: a folder of 200,000 costs as much as one of two, and only what was
 * looked at is held.
 */
export interface Branch {
  /** Entries of the folder itself; `undefined`: not yet known, one row stands for them. */
  readonly total: number | undefined;
  readonly pages: ReadonlyMap<number, readonly FolderEntry[]>;
  readonly failed: ReadonlyMap<number, Problem>;
  /** Those that were opened once, by their place. */
  readonly children: readonly Child[];
  /** For each child, at which row of this branch its own begin. */
  readonly starts: readonly number[];
  /** All that is shown below this folder. */
  readonly rows: number;
}

export interface Child {
  readonly at: number;
  readonly isOpen: boolean;
  readonly branch: Branch;
}

/** One line of the tree as it is shown. */
export interface Row {
  readonly steps: Steps;
  /** From 1. */
  readonly level: number;
  /** From 1, among its siblings. */
  readonly place: number;
  readonly setSize: number | undefined;
  /** `undefined`: its page is not here yet. */
  readonly entry: FolderEntry | undefined;
  readonly isOpen: boolean;
  /** Why its page could not be read. */
  readonly problem: Problem | undefined;
}

/** A page of a folder that is not here. */
export interface Hole {
  /** Of the folder. */
  readonly steps: Steps;
  readonly page: number;
}

type Parts = Omit<Branch, 'starts' | 'rows'>;

function branchOf({ total, pages, failed, children }: Parts): Branch {
  const starts: number[] = [];
  let below = 0;
  for (const child of children) {
    starts.push(child.at + 1 + below);
    below += rowsOf(child);
  }
  return { total, pages, failed, children, starts, rows: (total ?? 1) + below };
}

function rowsOf({ isOpen, branch }: Child): number {
  return isOpen ? branch.rows : 0;
}

export const NOTHING_READ: Branch = branchOf({
  total: undefined,
  pages: new Map(),
  failed: new Map(),
  children: [],
});

/** The last child for which `value` is at most `limit`; -1: none. */
function lastUpTo(branch: Branch, limit: number, value: (index: number) => number): number {
  let [low, high] = [0, branch.children.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** `index` from 0, of all rows. */
export function rowAt(tree: Branch, index: number): Row | undefined {
  if (index < 0 || index >= tree.rows) return undefined;
  const steps: number[] = [];
  let branch = tree;
  let at = index;
  for (;;) {
    const { starts, children } = branch;
    const before = lastUpTo(branch, at, (i) => starts[i] ?? 0);
    const child = children[before];
    if (child === undefined) return rowOf(branch, [...steps, at]);
    const inside = at - (starts[before] ?? 0);
    if (inside >= rowsOf(child)) return rowOf(branch, [...steps, child.at + 1 + inside - rowsOf(child)]);
    steps.push(child.at);
    branch = child.branch;
    at = inside;
  }
}

function rowOf(branch: Branch, steps: Steps): Row {
  const at = steps.at(-1) ?? 0;
  return {
    steps,
    level: steps.length,
    place: at + 1,
    setSize: branch.total,
    entry: branch.pages.get(Math.floor(at / PAGE))?.[at % PAGE],
    isOpen: childAt(branch, at)?.isOpen ?? false,
    problem: branch.failed.get(Math.floor(at / PAGE)),
  };
}

function childAt(branch: Branch, at: number): Child | undefined {
  const child = branch.children[lastUpTo(branch, at, (i) => branch.children[i]?.at ?? 0)];
  return child?.at === at ? child : undefined;
}

/** Where among all rows; of what is in a closed folder, the folder's. */
export function indexOf(tree: Branch, steps: Steps): number {
  let branch = tree;
  let index = 0;
  for (const [depth, at] of steps.entries()) {
    const before = lastUpTo(branch, at - 1, (i) => branch.children[i]?.at ?? 0);
    const child = branch.children[before];
    index += child === undefined ? at : (branch.starts[before] ?? 0) + rowsOf(child) + (at - child.at - 1);
    const next = childAt(branch, at);
    if (depth === steps.length - 1 || next?.isOpen !== true) return index;
    index += 1;
    branch = next.branch;
  }
  return index;
}

/** What is known of a folder; `undefined`: it was never opened. */
export function branchAt(tree: Branch, steps: Steps): Branch | undefined {
  let branch: Branch | undefined = tree;
  for (const at of steps) branch = branch && childAt(branch, at)?.branch;
  return branch;
}

function changed(branch: Branch, steps: Steps, change: (branch: Branch) => Branch): Branch {
  const [at, ...rest] = steps;
  if (at === undefined) return change(branch);
  const child = childAt(branch, at);
  return child === undefined
    ? branch
    : withChild(branch, { ...child, branch: changed(child.branch, rest, change) });
}

function withChild(branch: Branch, child: Child): Branch {
  const before = lastUpTo(branch, child.at, (i) => branch.children[i]?.at ?? 0);
  const isThere = branch.children[before]?.at === child.at;
  const children = branch.children.toSpliced(isThere ? before : before + 1, isThere ? 1 : 0, child);
  return branchOf({ ...branch, children });
}

/** Opens a folder, or closes it; what was read of it is kept. */
export function withOpen(tree: Branch, steps: Steps, isOpen: boolean): Branch {
  const at = steps.at(-1);
  if (at === undefined) return tree;
  return changed(tree, steps.slice(0, -1), (folder) =>
    withChild(folder, { at, isOpen, branch: childAt(folder, at)?.branch ?? NOTHING_READ }),
  );
}

export function withPage(tree: Branch, { steps, page }: Hole, { total, entries }: FolderPage): Branch {
  return changed(tree, steps, (folder) => {
    const failed = new Map(folder.failed);
    failed.delete(page);
    return branchOf({ ...folder, total, failed, pages: new Map(folder.pages).set(page, entries) });
  });
}

/** `undefined`: it may be asked for again. */
export function withFailure(tree: Branch, { steps, page }: Hole, problem: Problem | undefined): Branch {
  return changed(tree, steps, (folder) => {
    const failed = new Map(folder.failed);
    if (problem === undefined) failed.delete(page);
    else failed.set(page, problem);
    return { ...folder, failed };
  });
}

/** The pages that rows from `from` to before `to` need and that are not here, in the order of the rows. */
export function holesIn(tree: Branch, from: number, to: number): Hole[] {
  const holes = new Map<string, Hole>();
  for (let index = Math.max(0, from); index < Math.min(to, tree.rows); index++) {
    const row = rowAt(tree, index);
    if (row === undefined || row.entry !== undefined || row.problem !== undefined) continue;
    const hole = { steps: row.steps.slice(0, -1), page: Math.floor((row.place - 1) / PAGE) };
    holes.set(holeKey(hole), hole);
  }
  return [...holes.values()];
}

export function holeKey({ steps, page }: Hole): string {
  return `${steps.join('.')}:${String(page)}`;
}
