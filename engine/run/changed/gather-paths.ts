import { readdirSync, type BigIntStats } from 'node:fs';
import type { ChangedPath, Doubt } from '../../model/changed-paths.ts';
import { parentOf } from '../../model/path-parts.ts';
import type { PathText } from '../../model/path-text.ts';
import { err, ok, type Result } from '../../model/result.ts';
import { ShortTurns } from '../../platform/short-turns.ts';
import { toPathBytes, toPathText } from '../../store/path-bytes.ts';
import { lookAt, PathResolver } from './resolve-path.ts';

/** Above this many, going through everything costs less. */
export const MOST_GATHERED = 200_000;

/** What a list of changed paths comes to on the source as it is now. Paths without a slash at their end. */
export interface Gathered {
  /** Each path to look at, and whether it is, or was, a folder. */
  readonly paths: Map<PathText, 'folder' | 'other'>;
  /** Folders of which every entry is to be looked at; each is one of the paths. */
  readonly contents: Set<PathText>;
  /** Files with more than one name, by the number of their inode. */
  readonly linked: Map<string, LinkedFile>;
  /** Of the paths, what is missing on the source, or was below what is. */
  readonly gone: Set<PathText>;
  /** The source's own attributes. */
  root: boolean;
}

export interface LinkedFile {
  readonly links: number;
  readonly names: Set<PathText>;
}

/** Looks changed paths up, and everything below those that are whole trees. */
export async function gatherPaths(
  root: PathText,
  changed: Iterable<ChangedPath>,
): Promise<Result<Gathered, Doubt>> {
  const gathered: Gathered = {
    paths: new Map(),
    contents: new Set(),
    linked: new Map(),
    gone: new Set(),
    root: false,
  };
  const resolver = new PathResolver(root);
  for (const { path, isTree, isFolder } of changed) {
    if (path === '.') {
      gathered.root = true;
      // Of the root as a whole nothing short of everything is to be looked at.
      if (isTree) return err('root');
      continue;
    }
    const found = await resolver.resolve(path);
    if (found.kind === 'unknown') return err('unreadable');
    if (found.kind === 'elsewhere') continue;
    // A folder's times follow what comes and goes in it.
    add(gathered, parentOf(found.path), 'folder');
    if (found.kind === 'gone') {
      gathered.gone.add(found.path);
      add(gathered, found.path, found.isInner || isFolder === true ? 'folder' : 'other');
    } else {
      note(gathered, found.path, found.stats);
      if (isTree && found.path === path && found.stats.isDirectory())
        await gatherTree(root, path, found.stats.dev, gathered);
    }
    if (gathered.paths.size > MOST_GATHERED) return err('too-many');
  }
  // What is missing in a folder whose entries are compared is found there; asked for by its name, rsync stumbles where the folder
  // is still a file on the standby.
  for (const path of gathered.gone) if (gathered.contents.has(parentOf(path))) gathered.paths.delete(path);
  return ok(gathered);
}

async function gatherTree(root: PathText, top: PathText, device: bigint, gathered: Gathered): Promise<void> {
  const waiting = [top];
  const turns = new ShortTurns();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (gathered.contents.has(path)) continue;
    gathered.contents.add(path);
    gathered.paths.set(path, 'folder');
    if (gathered.paths.size > MOST_GATHERED) return;
    for (const name of namesIn(root, path)) {
      await turns.next();
      const below = `${path}/${toPathText(name)}`;
      const stats = lookAt(root, below);
      if (typeof stats === 'string' || stats.dev !== device) continue;
      if (stats.isDirectory()) waiting.push(below);
      else noteLinks(gathered, below, stats);
    }
  }
}

/** None of one that went. */
function namesIn(root: PathText, path: PathText): readonly Buffer[] {
  try {
    return readdirSync(Buffer.from(toPathBytes(`${root}/${path}`)), { encoding: 'buffer' });
  } catch {
    return [];
  }
}

function add({ paths }: Gathered, path: PathText, type: 'folder' | 'other'): void {
  if (path !== '.') paths.set(path, type);
}

function note(gathered: Gathered, path: PathText, stats: BigIntStats): void {
  add(gathered, path, stats.isDirectory() ? 'folder' : 'other');
  noteLinks(gathered, path, stats);
}

export function noteLinks({ linked }: Pick<Gathered, 'linked'>, path: PathText, stats: BigIntStats): void {
  if (stats.isDirectory() || stats.nlink <= 1n) return;
  const key = String(stats.ino);
  const names = linked.get(key)?.names ?? new Set<PathText>();
  names.add(path);
  linked.set(key, { links: Number(stats.nlink), names });
}
