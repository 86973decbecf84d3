import { foldersAbove } from '../model/path-parts.ts';
import type { PathText } from '../model/path-text.ts';

/** Some paths of one tree, and what is above and below them. */
export class PathKin {
  readonly #paths: ReadonlySet<PathText>;
  readonly #above = new Set<PathText>();

  constructor(paths: Iterable<PathText>) {
    this.#paths = new Set(paths);
    for (const path of this.#paths) for (const folder of foldersAbove(path)) this.#above.add(folder);
  }

  /** It is one of them, or below one. */
  covers(path: PathText): boolean {
    return this.#paths.has(path) || foldersAbove(path).some((folder) => this.#paths.has(folder));
  }

  /** It is one of them, or above or below one. */
  touches(path: PathText): boolean {
    return this.#above.has(path) || this.covers(path);
  }
}
