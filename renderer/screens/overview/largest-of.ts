import type { Change } from '../../../engine/model/run.ts';

/** Largest first. */
export function largestOf(changes: readonly Change[], most: number): readonly Change[] {
  return changes
    .filter(({ kind, bytes }) => (kind === 'created' || kind === 'updated') && bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, most);
}
