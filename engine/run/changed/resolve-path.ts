import { lstatSync, type BigIntStats } from 'node:fs';
import { foldersAbove } from '../../model/path-parts.ts';
import type { PathText } from '../../model/path-text.ts';
import { ShortTurns } from '../../platform/short-turns.ts';
import { toPathBytes } from '../../store/path-bytes.ts';

/** What stands on a volume's source where something had changed. */
export type Resolved =
  | { readonly kind: 'there'; readonly path: PathText; readonly stats: BigIntStats }
  /** The outermost part of the path that is missing; `isInner`: the path itself lay deeper, so that it was a folder. */
  | { readonly kind: 'gone'; readonly path: PathText; readonly isInner: boolean }
  /** On another file system, which is another volume. */
  | { readonly kind: 'elsewhere' }
  /** It cannot be looked at, so that nobody here can say what is there. */
  | { readonly kind: 'unknown' };

/** Looks paths up below one root. What it has seen of folders it believes for as long as it lives: for one list. */
export class PathResolver {
  readonly #root: PathText;
  readonly #turns = new ShortTurns();
  readonly #seen = new Map<PathText, BigIntStats | 'gone' | 'unknown'>();

  constructor(root: PathText) {
    this.#root = root;
  }

  /** Nothing is found through a link: where a folder above is one by now, that is what has changed. */
  async resolve(path: PathText): Promise<Resolved> {
    await this.#turns.next();
    const root = this.#look('.');
    if (typeof root === 'string') return { kind: 'unknown' };
    for (const above of foldersAbove(path)) {
      const stats = this.#look(above);
      if (stats === 'gone') return { kind: 'gone', path: above, isInner: true };
      if (stats === 'unknown') return { kind: 'unknown' };
      if (stats.dev !== root.dev) return { kind: 'elsewhere' };
      if (!stats.isDirectory()) return { kind: 'there', path: above, stats };
    }
    const stats = this.#look(path);
    if (stats === 'gone') return { kind: 'gone', path, isInner: false };
    if (stats === 'unknown') return { kind: 'unknown' };
    if (stats.dev !== root.dev) return { kind: 'elsewhere' };
    return { kind: 'there', path, stats };
  }

  #look(path: PathText): BigIntStats | 'gone' | 'unknown' {
    const seen = this.#seen.get(path);
    if (seen !== undefined) return seen;
    const found = lookAt(this.#root, path);
    this.#seen.set(path, found);
    return found;
  }
}

/** At once: what was probed a moment ago answers. */
export function lookAt(root: PathText, path: PathText): BigIntStats | 'gone' | 'unknown' {
  const at = Buffer.from(toPathBytes(path === '.' ? root : `${root}/${path}`));
  try {
    return lstatSync(at, { bigint: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unknown';
  }
}
