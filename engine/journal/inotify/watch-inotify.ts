import { closeSync, readSync } from 'node:fs';
import type { WholeReason } from '../../model/changed-paths.ts';
import type { PathText } from '../../model/path-text.ts';
import type { VolumeWatch, WatchSink } from '../volume-watch.ts';
import { IN, openInotify, type Inotify } from './calls.ts';
import { parseEvents, type InotifyEvent } from './parse-events.ts';
import { foldersIn } from './read-folders.ts';
import { WatchedFolders, type WatchedFolder } from './watched-folders.ts';

const BUFFER_BYTES = 256 * 1024;
/** The kernel keeps 16,384 events unless told otherwise: read ten times a second, a burst of 160,000 a second is followed. */
const POLL_MS = 100;

/** Follows a tree by a watch on each of its folders (inotify(7)): one file system, links not followed. Rejects where the root cannot be watched. */
export async function watchByInotify(root: PathText, sink: WatchSink): Promise<VolumeWatch> {
  const watch = new InotifyWatch(root, sink);
  await watch.begin();
  return watch;
}

class InotifyWatch implements VolumeWatch {
  readonly #root: PathText;
  readonly #sink: WatchSink;
  readonly #buffer = Buffer.alloc(BUFFER_BYTES);
  #inotify: Inotify | undefined;
  #folders = new WatchedFolders();
  /** Moved from somewhere, and not yet to somewhere, by the cookie of the move. */
  #leaving = new Map<number, WatchedFolder>();
  /** Of the look before: what has not arrived by now has left the tree. */
  #left: readonly WatchedFolder[] = [];
  /** In which a folder was not where it was said to be: it, or one above it, has another name that is still to be read of. */
  readonly #suspects = new Set<WatchedFolder>();
  #timer: NodeJS.Timeout | undefined;
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(root: PathText, sink: WatchSink) {
    this.#root = root;
    this.#sink = sink;
  }

  async begin(): Promise<void> {
    await this.#watchAll();
    this.#timer = setInterval(() => {
      void this.settle();
    }, POLL_MS);
    this.#timer.unref();
  }

  settle(): Promise<void> {
    this.#last = this.#last.then(() => this.#readAll()).catch(() => this.#stop('failed'));
    return this.#last;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#last;
    this.#closeInotify();
  }

  /** Nothing is followed from here on. */
  #stop(why: WholeReason): void {
    clearInterval(this.#timer);
    this.#closeInotify();
    if (!this.#isClosed) this.#sink.lost(why);
  }

  #closeInotify(): void {
    if (this.#inotify !== undefined) closeSync(this.#inotify.fd);
    this.#inotify = undefined;
  }

  async #watchAll(): Promise<void> {
    this.#closeInotify();
    this.#inotify = await openInotify();
    this.#folders = new WatchedFolders();
    this.#leaving.clear();
    this.#suspects.clear();
    this.#left = [];
    const watch = this.#inotify.add(this.#root);
    if (typeof watch !== 'number') {
      this.#closeInotify();
      throw new Error(`the folder cannot be watched: ${watch}`);
    }
    await this.#watchBelow(this.#folders.setRoot(watch), false);
  }

  /** `tells`: what is found there may have come before its folder was watched. */
  async #watchBelow(folder: WatchedFolder, tells: boolean): Promise<void> {
    const waiting = [folder];
    for (let at = waiting.pop(); at !== undefined && !this.#isClosed; at = waiting.pop()) {
      const path = this.#folders.pathOf(at);
      if (path === undefined) continue;
      if (tells && at !== folder) this.#tellTree(at);
      const names = await foldersIn(this.#root, path);
      if (names === undefined) this.#suspects.add(at);
      for (const name of names ?? []) {
        const child = this.#watch(at, name);
        if (child?.isNew === true) waiting.push(child.folder);
      }
    }
  }

  #watch(parent: WatchedFolder, name: PathText): ReturnType<WatchedFolders['put']> | undefined {
    const path = this.#folders.pathOf(parent, name);
    if (path === undefined || this.#inotify === undefined) return undefined;
    const watch = this.#inotify.add(`${this.#root}/${path}`);
    if (typeof watch === 'number') return this.#folders.put(parent, name, watch);
    if (watch === 'limit' || watch === 'other') throw new LimitReached(watch);
    // Closed to us: what cannot be read is copied by nobody either.
    if (watch === 'gone') this.#suspects.add(parent);
    return undefined;
  }

  async #readAll(): Promise<void> {
    try {
      do {
        for (let bytes = this.#read(); bytes !== undefined; bytes = this.#read())
          for (const event of parseEvents(bytes)) await this.#take(event);
      } while (await this.#lookAtSuspects());
      this.#letGo();
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      this.#stop(error.failure === 'limit' ? 'limit' : 'failed');
    }
  }

  #read(): Buffer | undefined {
    if (this.#inotify === undefined) return undefined;
    try {
      const length = readSync(this.#inotify.fd, this.#buffer);
      // A copy: what is handled takes its time, and another read would write over it.
      return Buffer.from(this.#buffer.subarray(0, length));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return undefined;
      throw error;
    }
  }

  async #take(event: InotifyEvent): Promise<void> {
    const { mask, watch } = event;
    if ((mask & IN.Q_OVERFLOW) !== 0) {
      await this.#watchAll();
      this.#sink.lost('overflow');
      return;
    }
    const folder = this.#folders.get(watch);
    if (folder === undefined) return;
    if (event.name === undefined) this.#takeOwn(folder, mask);
    else await this.#takeEntry(folder, event.name, event);
  }

  /** What a folder's watch says of the folder itself. */
  #takeOwn(folder: WatchedFolder, mask: number): void {
    const isRoot = this.#folders.isRoot(folder);
    if (isRoot && (mask & (IN.UNMOUNT | IN.DELETE_SELF | IN.MOVE_SELF)) !== 0) {
      this.#stop('moved');
    } else if ((mask & IN.IGNORED) !== 0) {
      this.#folders.forget(folder.watch);
    } else if ((mask & IN.ATTRIB) !== 0) {
      const path = this.#folders.pathOf(folder);
      if (path !== undefined) this.#sink.changed(path, { isTree: false, isFolder: true, isStructure: false });
    }
  }

  async #takeEntry(folder: WatchedFolder, name: PathText, { mask, cookie }: InotifyEvent): Promise<void> {
    const isFolder = (mask & IN.ISDIR) !== 0;
    const comes = (mask & (IN.CREATE | IN.MOVED_TO)) !== 0;
    const goes = (mask & (IN.DELETE | IN.MOVED_FROM)) !== 0;
    const path = this.#folders.pathOf(folder, name);
    if (isFolder && (mask & IN.MOVED_FROM) !== 0) this.#leave(folder, name, cookie);
    if (path !== undefined)
      this.#sink.changed(path, { isTree: isFolder && comes, isFolder, isStructure: comes || goes });
    if (isFolder && comes) await this.#arrive(folder, name, cookie);
  }

  #leave(folder: WatchedFolder, name: PathText, cookie: number): void {
    const child = folder.children.get(name);
    if (child === undefined) return;
    this.#folders.detach(child);
    this.#leaving.set(cookie, child);
  }

  async #arrive(folder: WatchedFolder, name: PathText, cookie: number): Promise<void> {
    const moved = this.#leaving.get(cookie);
    if (moved !== undefined) {
      this.#leaving.delete(cookie);
      this.#folders.attach(moved, folder, name);
      return;
    }
    const put = this.#watch(folder, name);
    if (put?.isNew === true) await this.#watchBelow(put.folder, true);
  }

  /** Now that all moves are known, what was missed is where it is said to be. True: something was found, and there may be more to read. */
  async #lookAtSuspects(): Promise<boolean> {
    const suspects = [...this.#suspects].filter((folder) => this.#folders.get(folder.watch) === folder);
    this.#suspects.clear();
    let hasFound = false;
    for (const folder of suspects) {
      const path = this.#folders.pathOf(folder);
      const names = path === undefined ? undefined : await foldersIn(this.#root, path);
      for (const name of names ?? []) {
        if (folder.children.has(name)) continue;
        const child = this.#watch(folder, name);
        if (child === undefined) continue;
        hasFound = true;
        this.#tellTree(child.folder);
        if (child.isNew) await this.#watchBelow(child.folder, true);
      }
    }
    return hasFound;
  }

  #tellTree(folder: WatchedFolder): void {
    const path = this.#folders.pathOf(folder);
    if (path !== undefined) this.#sink.changed(path, { isTree: true, isFolder: true, isStructure: true });
  }

  /** What has left the tree is watched no longer. */
  #letGo(): void {
    for (const gone of this.#left) {
      if (gone.parent !== undefined) continue;
      for (const { watch } of [...this.#folders.below(gone)]) {
        this.#inotify?.remove(watch);
        this.#folders.forget(watch);
      }
    }
    this.#left = [...this.#leaving.values()];
    this.#leaving.clear();
  }
}

class LimitReached extends Error {
  readonly failure: 'limit' | 'other';

  constructor(failure: 'limit' | 'other') {
    super(`no more folders can be watched: ${failure}`);
    this.failure = failure;
  }
}
