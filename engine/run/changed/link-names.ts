import { foldersAbove } from '../../model/path-parts.ts';
import { bytesToPathText, type PathText } from '../../model/path-text.ts';
import { runProcess } from '../../platform/run-process.ts';
import type { Gathered, LinkedFile } from './gather-paths.ts';
import { noteLinks } from './gather-paths.ts';
import { lookAt } from './resolve-path.ts';

const WALK_TIMEOUT_MS = 600_000;
/** As many as a command takes without trouble. */
const MOST_ASKED = 500;
/** Names that are remembered from one list to the next. */
const MOST_REMEMBERED = 50_000;

/** The names of files that have several, as they were last seen: what was seen is looked at again before it is believed. */
export class LinkNames {
  readonly #names = new Map<string, ReadonlySet<PathText>>();
  /** Names outside the volume are found by nobody: as a file was when everything had been searched, it need not be again. */
  readonly #searched = new Map<string, { readonly links: number; readonly names: ReadonlySet<PathText> }>();

  /**
   * Brings in every other name of the linked files: rsync makes a new file of one that changed, and the other names stay with the old
   * one unless they are in the same list. False: there are too many to be searched for. `searched`: the root as a word for a command.
   */
  async complete(root: PathText, gathered: Gathered, searched: () => Promise<string>): Promise<boolean> {
    this.#bringOfGone(root, gathered);
    for (const [inode, { names }] of gathered.linked)
      for (const path of this.#names.get(inode) ?? [])
        if (!names.has(path)) this.#bring(root, gathered, path);
    const missing = [...gathered.linked].filter(
      ([inode, file]) => file.names.size < file.links && !this.#wasSearched(inode, file),
    );
    if (missing.length > MOST_ASKED) return false;
    if (missing.length > 0) {
      const wanted = missing.flatMap(([inode], at) => [...(at === 0 ? [] : ['-o']), '-inum', inode]);
      const found = await find(await searched(), ['(', ...wanted, ')']);
      if (found === undefined) return false;
      for (const path of found) this.#bring(root, gathered, path);
      for (const [inode, { links, names }] of missing)
        if (names.size < links) this.#searched.set(inode, { links, names: new Set(names) });
    }
    this.#remember(gathered);
    return true;
  }

  /** All that there are in a volume, so that a name that goes is known to have had others. Of too many, none. */
  async learn(root: PathText, searched: () => Promise<string>, signal: AbortSignal): Promise<void> {
    const found = await find(await searched(), ['!', '-type', 'd', '-links', '+1'], signal);
    if (found === undefined || found.length > MOST_REMEMBERED) return;
    const linked: Gathered['linked'] = new Map();
    for (const path of found) {
      const stats = lookAt(root, path);
      if (typeof stats !== 'string') noteLinks({ linked }, path, stats);
    }
    this.#names.clear();
    this.#searched.clear();
    this.#remember({ linked });
    for (const [inode, file] of linked) this.#searched.set(inode, file);
  }

  /** With the same names: one that went, and another that came, leave as many links as there were. */
  #wasSearched(inode: string, { links, names }: LinkedFile): boolean {
    const then = this.#searched.get(inode);
    return (
      then?.links === links &&
      then.names.size === names.size &&
      [...names].every((name) => then.names.has(name))
    );
  }

  /** What was written through a name that is gone by now stands under the others. */
  #bringOfGone(root: PathText, { gone, linked, ...gathered }: Gathered): void {
    if (gone.size === 0) return;
    for (const names of [...this.#names.values()]) {
      if (![...names].some((name) => isIn(gone, name))) continue;
      for (const path of names) {
        if (gathered.paths.has(path)) continue;
        const stats = lookAt(root, path);
        if (typeof stats === 'string' || stats.isDirectory()) continue;
        gathered.paths.set(path, 'other');
        noteLinks({ linked }, path, stats);
      }
    }
  }

  #bring(root: PathText, gathered: Gathered, path: PathText): void {
    const stats = lookAt(root, path);
    if (typeof stats === 'string' || !gathered.linked.has(String(stats.ino))) return;
    noteLinks(gathered, path, stats);
    gathered.paths.set(path, 'other');
  }

  #remember({ linked }: Pick<Gathered, 'linked'>): void {
    if (this.#names.size > MOST_REMEMBERED) {
      this.#names.clear();
      this.#searched.clear();
    }
    for (const [inode, { names }] of linked) this.#names.set(inode, names);
  }
}

/** find(1) knows the number of an entry's inode without looking at the entry (GNU's), or looks at each (a Mac's). */
async function find(
  folder: string,
  test: readonly string[],
  signal?: AbortSignal,
): Promise<readonly PathText[] | undefined> {
  const root = folder === '/' ? '/.' : `${folder}/.`;
  const end = await runProcess(['find', root, '-xdev', ...test, '-print0'], {
    timeoutMs: WALK_TIMEOUT_MS,
    ...(signal && { signal }),
  });
  if (end.kind !== 'exited') return undefined;
  const prefix = Buffer.byteLength(`${root}/`);
  return splitNul(end.stdout).map((name) => bytesToPathText(name.subarray(prefix)));
}

/** Whether a path is one of these, or below one. */
function isIn(paths: ReadonlySet<PathText>, path: PathText): boolean {
  return paths.has(path) || foldersAbove(path).some((folder) => paths.has(folder));
}

function splitNul(bytes: Uint8Array): Uint8Array[] {
  const names: Uint8Array[] = [];
  let from = 0;
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, from)) {
    names.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return names;
}
