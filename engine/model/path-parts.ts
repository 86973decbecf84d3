import type { PathText } from './path-text.ts';

/** The folder that an entry is in; `.` for one directly in the root. */
export function parentOf(path: PathText): PathText {
  const at = path.lastIndexOf('/');
  return at < 0 ? '.' : path.slice(0, at);
}

/** The folders above an entry, without the root, outermost first. */
export function foldersAbove(path: PathText): PathText[] {
  const above: PathText[] = [];
  for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) above.push(path.slice(0, at));
  return above;
}
