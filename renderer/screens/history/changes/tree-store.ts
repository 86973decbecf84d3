import type { FolderEntry, FolderPage } from '../../../../engine/model/browse.ts';
import type { Problem } from '../../../../engine/model/problem.ts';
import { Shown } from '../shown.ts';
import {
  branchAt,
  holeKey,
  holesIn,
  NOTHING_READ,
  PAGE,
  rowAt,
  withFailure,
  withOpen,
  withPage,
  type Branch,
  type Hole,
  type Steps,
} from './tree-model.ts';

/** Which page of which folder; no folder: the volumes. */
export type AskFolder = (
  folder: FolderEntry | undefined,
  page: { readonly offset: number; readonly limit: number },
) => Promise<FolderPage>;

/** More would wait for each other at the one disk. */
const AT_ONCE = 4;

/** A run's changes, read as they come into view. What was passed by before its turn came is not asked for. */
export class TreeStore extends Shown<Branch> {
  #seen = { from: 0, to: 1 };
  readonly #ask: AskFolder;
  readonly #problemOf: (error: unknown) => Problem;
  readonly #pending = new Set<string>();

  constructor(ask: AskFolder, problemOf: (error: unknown) => Problem) {
    super(NOTHING_READ);
    this.#ask = ask;
    this.#problemOf = problemOf;
  }

  /** Rows from `from` to before `to` are in view. */
  see(from: number, to: number): void {
    this.#seen = { from, to };
    this.#fill();
  }

  setOpen(steps: Steps, isOpen: boolean): void {
    if (this.entryAt(steps)?.isFolder !== true) return;
    this.set(withOpen(this.get(), steps, isOpen));
    this.#fill();
  }

  /** All folders beside this one that are known. */
  openSiblings(steps: Steps): void {
    const folder = steps.slice(0, -1);
    let tree = this.get();
    for (const [page, entries] of branchAt(tree, folder)?.pages ?? [])
      for (const [at, { isFolder }] of entries.entries())
        if (isFolder) tree = withOpen(tree, [...folder, page * PAGE + at], true);
    this.set(tree);
    this.#fill();
  }

  retry(hole: Hole): void {
    this.set(withFailure(this.get(), hole, undefined));
    this.#fill();
  }

  entryAt(steps: Steps): FolderEntry | undefined {
    const at = steps.at(-1);
    if (at === undefined) return undefined;
    return branchAt(this.get(), steps.slice(0, -1))?.pages.get(Math.floor(at / PAGE))?.[at % PAGE];
  }

  #fill(): void {
    const { from, to } = this.#seen;
    for (const hole of holesIn(this.get(), from, to)) {
      if (this.#pending.size >= AT_ONCE) return;
      if (!this.#pending.has(holeKey(hole))) void this.#read(hole);
    }
  }

  async #read(hole: Hole): Promise<void> {
    const key = holeKey(hole);
    this.#pending.add(key);
    const next = await this.#ask(this.entryAt(hole.steps), { offset: hole.page * PAGE, limit: PAGE }).then(
      (page) => (tree: Branch) => alone(withPage(tree, hole, page), hole, page),
      (error: unknown) => (tree: Branch) => withFailure(tree, hole, this.#problemOf(error)),
    );
    this.#pending.delete(key);
    this.set(next(this.get()));
    this.#fill();
  }
}

/** A folder that is alone in its folder is opened at once: there is nothing to choose. */
function alone(tree: Branch, { steps, page }: Hole, { total, entries }: FolderPage): Branch {
  const isAlone = page === 0 && total === 1 && entries[0]?.isFolder === true;
  return isAlone ? withOpen(tree, [...steps, 0], true) : tree;
}

/** Rows that are looked at for a name; more are not waited for. */
const MOST_LOOKED_AT = 20_000;

/** The next row from `from` on, around the end, whose name begins like that; of what has been read. */
export function rowNamed(
  tree: Branch,
  from: number,
  nameOf: (entry: FolderEntry) => string,
  start: string,
): number | undefined {
  const wanted = start.normalize('NFC').toLowerCase();
  for (let step = 0; step < Math.min(tree.rows, MOST_LOOKED_AT); step++) {
    const index = (from + step) % tree.rows;
    const entry = rowAt(tree, index)?.entry;
    if (entry !== undefined && nameOf(entry).normalize('NFC').toLowerCase().startsWith(wanted)) return index;
  }
  return undefined;
}
