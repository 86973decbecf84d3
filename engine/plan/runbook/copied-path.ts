import type { VolumeId } from '../../model/ids.ts';
import type { PathText } from '../../model/path-text.ts';
import type { Volume } from '../../model/volume.ts';
import { isBelow } from '../filters.ts';
import { ROOT_TRAPS } from '../presets.ts';

/** Where something of the primary's lies on the standby. */
export interface CopiedPath {
  readonly path: PathText;
  readonly volume: Volume;
}

const DATA_VOLUME = '/System/Volumes/Data';

/** What macOS 10.15 and later reach by a firmlink, of what people and services have. Source: /usr/share/firmlinks of macOS 11. */
const FIRMLINKS = ['/Applications', '/Library', '/Users', '/opt', '/private', '/usr/local', '/cores'];

/** Symbolic links at the root of every macOS. */
const PRIVATE = ['/etc', '/tmp', '/var'];

/**
 * `startsFrom` is the volume that the standby starts from: its system then has the paths that it has on the primary. `undefined`: the
 * path is in no volume of the pair.
 */
export function copiedPath(
  volumes: readonly Volume[],
  path: PathText,
  startsFrom?: VolumeId,
): CopiedPath | undefined {
  let best: (CopiedPath & { readonly length: number }) | undefined;
  for (const spelling of spellingsOf(path))
    for (const volume of volumes) {
      if (!contains(volume, spelling) || volume.source.length <= (best?.length ?? 0)) continue;
      const root = volume.id === startsFrom ? volume.source : volume.destination;
      best = { path: joined(root, below(volume.source, spelling)), volume, length: volume.source.length };
    }
  return best === undefined ? undefined : { path: best.path, volume: best.volume };
}

/** The names under which a Mac knows one place; its own first. */
function spellingsOf(path: PathText): PathText[] {
  const isAt = (root: string): boolean => path === root || isBelow(root, path);
  if (isAt(DATA_VOLUME)) return [path, path.slice(DATA_VOLUME.length) || '/'];
  const real = PRIVATE.some(isAt) ? `/private${path}` : path;
  const others = FIRMLINKS.some((link) => real === link || isBelow(link, real)) ? [DATA_VOLUME + real] : [];
  return [...new Set([path, real, ...others])];
}

/** A volume is one file system: below `/` lie the places of others. */
function contains({ source }: Volume, path: PathText): boolean {
  if (path !== source && !isBelow(source, path)) return false;
  // /Volumes/*   /System/Volumes/*
  return source !== '/' || !ROOT_TRAPS.some(({ pattern }) => isBelow(pattern.replace(/\/\*$/, ''), path));
}

function below(root: PathText, path: PathText): string {
  return root === '/' ? path.slice(1) : path.slice(root.length + 1);
}

function joined(root: PathText, rest: string): PathText {
  if (rest === '') return root;
  return root === '/' ? `/${rest}` : `${root}/${rest}`;
}
