import { printable } from '../../model/path-text.ts';
import type { Change } from '../../model/run.ts';
import { CHANGE_MARKS } from '../../text/run-words.ts';
import type { VolumePaths } from '../../text/volume-name.ts';

/** `+ /Volumes/Users/anna/letter.txt`: where the entry lies on the primary, or lay on the standby when it was deleted. */
export function printChange(change: Change, volumes: readonly VolumePaths[]): string {
  const volume = volumes.find((each) => each.id === change.volumeId);
  const root = change.kind === 'deleted' ? volume?.destination : volume?.source;
  const slash = change.type === 'directory' && !change.path.endsWith('/') ? '/' : '';
  return `${CHANGE_MARKS[change.kind]} ${printable(joinPath(root, change.path))}${slash}`;
}

function joinPath(root: string | undefined, path: string): string {
  if (root === undefined) return path;
  if (path === '.' || path === './' || path === '') return root;
  return root.endsWith('/') ? root + path : `${root}/${path}`;
}
