import type { PairView } from '../../engine/api/snapshot.ts';

/** A run of the pair is under way, here or elsewhere. */
export function isBusy({ live, running }: PairView): boolean {
  return live !== undefined || running !== undefined;
}
