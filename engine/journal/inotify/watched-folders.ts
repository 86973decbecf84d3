import type { PathText } from '../../model/path-text.ts';

/** One folder with a watch. */
export interface WatchedFolder {
  readonly watch: number;
  name: PathText;
  /** `undefined`: the root, or a folder that was moved away. */
  parent: WatchedFolder | undefined;
  readonly children: Map<PathText, WatchedFolder>;
}

/** The folders that are watched, as a tree: names alone, so that a move of a large one costs nothing. */
export class WatchedFolders {
  readonly #byWatch = new Map<number, WatchedFolder>();
  #root: WatchedFolder | undefined;

  get size(): number {
    return this.#byWatch.size;
  }

  get(watch: number): WatchedFolder | undefined {
    return this.#byWatch.get(watch);
  }

  setRoot(watch: number): WatchedFolder {
    this.#root = { watch, name: '.', parent: undefined, children: new Map() };
    this.#byWatch.set(watch, this.#root);
    return this.#root;
  }

  isRoot(folder: WatchedFolder): boolean {
    return folder === this.#root;
  }

  /** `isNew`: it was nowhere before; else it has come from where it was, with all that is below it. */
  put(
    parent: WatchedFolder,
    name: PathText,
    watch: number,
  ): { readonly folder: WatchedFolder; readonly isNew: boolean } {
    const known = this.#byWatch.get(watch);
    if (known !== undefined) {
      this.attach(known, parent, name);
      return { folder: known, isNew: false };
    }
    const folder: WatchedFolder = { watch, name, parent: undefined, children: new Map() };
    this.#byWatch.set(watch, folder);
    this.attach(folder, parent, name);
    return { folder, isNew: true };
  }

  attach(folder: WatchedFolder, parent: WatchedFolder, name: PathText): void {
    this.detach(folder);
    // Whatever had the name has lost it.
    const before = parent.children.get(name);
    if (before !== undefined && before !== folder) before.parent = undefined;
    folder.name = name;
    folder.parent = parent;
    parent.children.set(name, folder);
  }

  detach(folder: WatchedFolder): void {
    const { parent } = folder;
    if (parent?.children.get(folder.name) === folder) parent.children.delete(folder.name);
    folder.parent = undefined;
  }

  /** Forgets one whose watch is gone. What was below it has events of its own. */
  forget(watch: number): void {
    const folder = this.#byWatch.get(watch);
    if (folder === undefined) return;
    this.#byWatch.delete(watch);
    this.detach(folder);
  }

  /** It and all below it. */
  *below(folder: WatchedFolder): Generator<WatchedFolder> {
    yield folder;
    for (const child of folder.children.values()) yield* this.below(child);
  }

  /** The path of an entry in a folder, or of the folder itself; `undefined` where it is no longer below the root. */
  pathOf(folder: WatchedFolder, name?: PathText): PathText | undefined {
    const names: PathText[] = name === undefined ? [] : [name];
    let at = folder;
    while (at !== this.#root) {
      names.push(at.name);
      if (at.parent === undefined) return undefined;
      at = at.parent;
    }
    return names.length === 0 ? '.' : names.reverse().join('/');
  }
}
