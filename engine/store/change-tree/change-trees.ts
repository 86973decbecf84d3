import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangeQuery, FolderPage, FolderQuery, FoundChanges } from '../../model/browse.ts';
import type { RunId } from '../../model/ids.ts';
import type { Clock } from '../../platform/clock.ts';
import { errnoOf } from '../errno.ts';
import { makePrivateFolder } from '../private-folder.ts';
import { buildTree, type SortLines } from './build.ts';
import { readFolder } from './read-folder.ts';
import { searchChanges } from './search.ts';
import { HEAD_NAME, type Head } from './stored.ts';

/** So long after it was last looked at, a tree goes. */
const KEPT_MS = 3_600_000;

interface Tree {
  readonly folder: string;
  readonly head: Head;
}

/**
 * The changes of runs, by folder. The tree of a run is made when it is first asked for, and again when the changes are others. It
 * appears in one piece: what a killed process left is never taken for one.
 */
export class ChangeTrees {
  readonly #folder: string;
  readonly #sort: SortLines;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #making = new Map<RunId, Promise<Tree>>();

  /** `folder` is for trees alone. */
  constructor(folder: string, sort: SortLines, clock: Pick<Clock, 'now'>) {
    this.#folder = folder;
    this.#sort = sort;
    this.#clock = clock;
  }

  folder(id: RunId, changesFile: string, query: FolderQuery): Promise<FolderPage> {
    return this.#with(id, changesFile, ({ folder, head }) => readFolder(folder, head, query));
  }

  search(id: RunId, changesFile: string, query: ChangeQuery): Promise<FoundChanges> {
    return this.#with(id, changesFile, ({ folder }) => searchChanges(folder, query));
  }

  /** Takes away what nobody looked at lately, what was never finished, and what is of runs that are gone. Never rejects. */
  async drop(runs: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      const found = await stat(join(this.#folder, name)).catch(() => undefined);
      const isOld = found !== undefined && Math.abs(this.#clock.now() - found.mtimeMs) > KEPT_MS;
      if (isOld || (!name.startsWith('.') && !runs.has(name))) await this.#takeAway(name);
    }
  }

  async #with<T>(id: RunId, changesFile: string, work: (tree: Tree) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#open(id, changesFile));
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      // It was taken away meanwhile, or a part of it.
      await this.#takeAway(id);
      return work(await this.#open(id, changesFile));
    }
  }

  async #open(id: RunId, changesFile: string): Promise<Tree> {
    const size = (await stat(changesFile).catch(() => undefined))?.size ?? 0;
    const made = await this.#read(id);
    if (made?.head.size === size) {
      const now = new Date(this.#clock.now());
      await utimes(made.folder, now, now).catch(() => undefined);
      return made;
    }
    const under = this.#making.get(id) ?? this.#make(id, changesFile, size);
    this.#making.set(id, under);
    try {
      return await under;
    } finally {
      this.#making.delete(id);
    }
  }

  async #make(id: RunId, changesFile: string, size: number): Promise<Tree> {
    const folder = this.#unfinished(id);
    await makePrivateFolder(this.#folder);
    await mkdir(folder, { mode: 0o700 });
    try {
      await buildTree(changesFile, size, folder, this.#sort);
      return await this.#putInPlace(id, size, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Another process may have been faster, and its tree is in use then. */
  async #putInPlace(id: RunId, size: number, folder: string): Promise<Tree> {
    for (;;) {
      await rename(folder, join(this.#folder, id)).catch((error: unknown) => {
        if (!['ENOTEMPTY', 'EEXIST'].includes(errnoOf(error) ?? '')) throw error;
      });
      const tree = await this.#read(id);
      if (tree?.head.size === size) return tree;
      await this.#takeAway(id);
    }
  }

  async #read(id: RunId): Promise<Tree | undefined> {
    const folder = join(this.#folder, id);
    try {
      const head = JSON.parse(await readFile(join(folder, HEAD_NAME), 'utf8')) as Head;
      return head.version === 1 ? { folder, head } : undefined;
    } catch {
      return undefined;
    }
  }

  #unfinished(name: string): string {
    return join(this.#folder, `.${name.replace(/^\.+/, '')}-${randomBytes(6).toString('hex')}`);
  }

  /** At once, so that nobody finds half of it. */
  async #takeAway(name: string): Promise<void> {
    const gone = this.#unfinished(name);
    const isGone = await rename(join(this.#folder, name), gone).then(
      () => true,
      () => false,
    );
    if (isGone) await rm(gone, { recursive: true, force: true }).catch(() => undefined);
  }
}
