import type { PairView, Snapshot } from '../../engine/api/snapshot.ts';
import { glanceAll, glanceUnder, type Glance, type SnapshotGlance } from '../../engine/text/glance.ts';
import { useNow, useSnapshot } from './use-live.ts';

/** Ages in it are in minutes. */
const EVERY_MS = 5_000;

/** The judgement of one pair, as time goes by. */
export function useGlance(view: PairView): Glance {
  return glanceUnder(useSnapshot()?.fault, view, { now: useNow(EVERY_MS), timeZone: undefined });
}

/** Of all pairs, worst first. */
export function useGlances(snapshot: Snapshot): SnapshotGlance {
  return glanceAll(snapshot, { now: useNow(EVERY_MS), timeZone: undefined });
}
