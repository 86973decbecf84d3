import type { ChangedPath } from '../model/changed-paths.ts';
import type { PathText } from '../model/path-text.ts';
import type { SeenChange } from './volume-watch.ts';

interface Dirty extends ChangedPath {
  readonly isStructure: boolean;
  /** By a clock that nobody sets, in milliseconds. */
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface Settling {
  /** A path that changes on is left alone for so long… */
  readonly settleMs: number;
  /** …and no longer than this after its first change. */
  readonly longestMs: number;
}

/** What was taken for a run. */
export interface TakenPaths {
  readonly entries: readonly Dirty[];
  /** The first change that was left for later; `undefined`: everything was taken. */
  readonly leftSince: number | undefined;
}

/** Beyond this a pass over everything costs less than a list, and memory has its bound. */
export const MOST_DIRTY = 100_000;

/** The paths of one volume that changed and are not on the standby yet. Each change moves its path to the end. */
export class DirtyPaths {
  #paths = new Map<PathText, Dirty>();

  get size(): number {
    return this.#paths.size;
  }

  /** Without taking them. */
  all(): Iterable<ChangedPath> {
    return this.#paths.values();
  }

  add(path: PathText, what: SeenChange, at: number): void {
    this.#add(path, what, at, at);
  }

  /** When the first path will have settled; `undefined`: nothing has changed. */
  dueAt({ settleMs, longestMs }: Settling): number | undefined {
    let due: number | undefined;
    for (const { firstAt, lastAt } of this.#paths.values()) {
      const settled = Math.min(lastAt + settleMs, firstAt + longestMs);
      due = due === undefined ? settled : Math.min(due, settled);
    }
    return due;
  }

  /**
   * Takes what has settled, and everything that came, went or was moved, settled or not: one half of a move must not go without
   * the other. Without `settling`, all.
   */
  take(now: number, settling?: Settling): TakenPaths {
    const entries: Dirty[] = [];
    const rest = new Map<PathText, Dirty>();
    let leftSince: number | undefined;
    for (const [path, entry] of this.#paths) {
      if (settling === undefined || entry.isStructure || isSettled(entry, now, settling)) {
        entries.push(entry);
        continue;
      }
      rest.set(path, entry);
      leftSince = Math.min(leftSince ?? entry.firstAt, entry.firstAt);
    }
    this.#paths = rest;
    return { entries, leftSince };
  }

  /** What came of it was nothing: it is due again, from its own first change on. */
  giveBack(entries: readonly Dirty[]): void {
    const later = this.#paths;
    this.#paths = new Map(entries.map((entry) => [entry.path, entry]));
    for (const [path, entry] of later) this.#add(path, entry, entry.firstAt, entry.lastAt);
  }

  /** What came, went or was moved, without taking it. */
  structural(): readonly ChangedPath[] {
    return [...this.#paths.values()].filter(({ isStructure }) => isStructure);
  }

  clear(): void {
    this.#paths.clear();
  }

  #add(path: PathText, { isTree, isFolder, isStructure }: SeenChange, firstAt: number, lastAt: number): void {
    const before = this.#paths.get(path);
    this.#paths.delete(path);
    this.#paths.set(path, {
      path,
      // A folder that went is no tree any more; what came in its place is told by itself.
      isTree: isTree || (before?.isTree ?? false),
      isFolder: isFolder ?? before?.isFolder,
      isStructure: isStructure || (before?.isStructure ?? false),
      firstAt: before?.firstAt ?? firstAt,
      lastAt,
    });
  }
}

function isSettled({ firstAt, lastAt }: Dirty, now: number, { settleMs, longestMs }: Settling): boolean {
  return now >= lastAt + settleMs || now >= firstAt + longestMs;
}
