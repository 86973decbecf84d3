import { statSync, watch, type FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { changedParts, readHomeState, WATCHED_FOLDERS, type HomePart, type HomeState } from './home-parts.ts';

export interface WatchHomeOptions {
  /** What comes within this time is told at once; 100 unless told. */
  readonly debounceMs?: number;
  /**
   * How often to look where nothing can be reported: folders that are not there or not watched; 3,000 unless told. Ten times as long
   * where everything is watched: a report may be missing all the same, as of a network disk.
   */
  readonly everyMs?: number;
  /** Node's own unless told. */
  readonly watch?: (folder: string, onEvent: () => void) => FSWatcher;
}

export interface HomeWatch {
  /** Resolves when what is there now is known: later changes are told. */
  readonly ready: Promise<void>;
  readonly close: () => void;
}

/**
 * Tells what changed in the data folder, whoever changed it. What the system reports is only a reason to look, and so is time that
 * went by: a report may be missing, late or about nothing. Keeps no process alive.
 */
export function watchHome(
  home: string,
  onChange: (parts: ReadonlySet<HomePart>) => void,
  options: WatchHomeOptions = {},
): HomeWatch {
  const watching = new Watching(home, onChange, options);
  return { ready: watching.look(), close: () => watching.close() };
}

/** A look wakes several threads: every few seconds that would be seen in what an idle app costs. */
const TIMES_AS_LONG = 10;
const LONGEST_MS = 2 ** 31 - 1;

interface Watched {
  readonly watcher: FSWatcher;
  /** The folder that it is about; another one of the same name is not watched. */
  readonly inode: number;
}

class Watching {
  readonly #home: string;
  readonly #onChange: (parts: ReadonlySet<HomePart>) => void;
  readonly #options: Required<WatchHomeOptions>;
  readonly #watched = new Map<string, Watched>();
  readonly #missing = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #state: HomeState | undefined;
  #soon: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #isClosed = false;

  constructor(
    home: string,
    onChange: (parts: ReadonlySet<HomePart>) => void,
    { debounceMs = 100, everyMs = 3_000, watch: watchFolder = watchWithNode }: WatchHomeOptions,
  ) {
    this.#home = home;
    this.#onChange = onChange;
    this.#options = { debounceMs, everyMs, watch: watchFolder };
  }

  #lookLater(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    const { everyMs } = this.#options;
    const ms = this.#isReported() ? Math.min(everyMs * TIMES_AS_LONG, LONGEST_MS) : everyMs;
    this.#timer = setTimeout(() => void this.look(), ms).unref();
  }

  /** A folder that is to come is reported by the one that it comes to be in. */
  #isReported(): boolean {
    if (!this.#watched.has(join(this.#home, '.'))) return false;
    const folders = WATCHED_FOLDERS.map((name) => join(this.#home, name));
    return folders.every((folder) => this.#watched.has(folder) || this.#missing.has(folder));
  }

  /** One look at a time; each begins with what may be reported from now on. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
      this.#lookLater();
    });
    return this.#looking;
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#soon);
    for (const { watcher } of this.#watched.values()) watcher.close();
    this.#watched.clear();
  }

  async #look(): Promise<void> {
    if (this.#isClosed) return;
    for (const name of WATCHED_FOLDERS) this.#watch(join(this.#home, name));
    const before = this.#state;
    const now = await readHomeState(this.#home);
    this.#state = now;
    // It may have been closed meanwhile.
    if (before === undefined || this.#isClosed) return;
    const parts = changedParts(before, now);
    if (parts.size > 0) this.#onChange(parts);
  }

  #watch(folder: string): void {
    const inode = inodeOf(folder);
    if (inode === undefined) this.#missing.add(folder);
    else this.#missing.delete(folder);
    const old = this.#watched.get(folder);
    if (old?.inode === inode) return;
    old?.watcher.close();
    this.#watched.delete(folder);
    if (inode === undefined) return;
    try {
      const watcher = this.#options.watch(folder, () => this.#lookSoon());
      watcher.on('error', () => {
        watcher.close();
        if (this.#watched.get(folder)?.watcher === watcher) this.#watched.delete(folder);
        this.#lookLater();
      });
      this.#watched.set(folder, { watcher, inode });
    } catch {
      // Too many watchers, or a disk that reports nothing: time goes by.
    }
  }

  /** Not put off by further reports: somebody who writes all the time would never be seen. */
  #lookSoon(): void {
    if (this.#isClosed || this.#soon !== undefined) return;
    this.#soon = setTimeout(() => {
      this.#soon = undefined;
      // A look that is under way may have gone past what was reported.
      void Promise.resolve(this.#looking).then(() => this.look());
    }, this.#options.debounceMs).unref();
  }
}

function watchWithNode(folder: string, onEvent: () => void): FSWatcher {
  return watch(folder, { persistent: false }, onEvent);
}

function inodeOf(folder: string): number | undefined {
  try {
    return statSync(folder).ino;
  } catch {
    return undefined;
  }
}
