import type { PairView } from '../../engine/api/snapshot.ts';
import type { RunRecord, VolumeResult } from '../../engine/model/run.ts';
import type { Volume } from '../../engine/model/volume.ts';
import type { MarkState } from '../parts/Mark.tsx';

/** How far one volume is. */
export interface VolumeGlance {
  readonly volume: Volume;
  readonly state: VolumeState;
  /** When it was last copied whole, ISO 8601, as far as the given runs know. */
  readonly copiedAt: string | undefined;
}

/** `unknown`: it may have been changed since, and nobody can tell. */
export type VolumeState = VolumeResult['state'] | 'never' | 'under-way' | 'unknown';

export const VOLUME_MARKS: Readonly<Record<VolumeState, MarkState>> = {
  done: 'good',
  partial: 'warn',
  failed: 'bad',
  'not-started': 'idle',
  never: 'idle',
  'under-way': 'busy',
  unknown: 'unknown',
};

/** `runs`: syncs of the pair that are finished, newest first. `isKnown`: the configuration can be read. */
export function volumeGlances(
  { pair, live, lastRun }: PairView,
  runs: readonly RunRecord[],
  isKnown = true,
): readonly VolumeGlance[] {
  const all = lastRun === undefined ? runs : [lastRun, ...runs.filter(({ id }) => id !== lastRun.id)];
  // A run that came to no volume leaves what was so before.
  const known = all.filter(({ volumes }) => volumes.some(({ state }) => state !== 'not-started'));
  return pair.volumes.map((volume) => {
    const results = known.flatMap((run) => run.volumes.filter((result) => isOf(result, volume)));
    const copiedAt = results.find(({ state }) => state === 'done')?.finishedAt;
    const isUnderWay = live?.volumeId === volume.id && live.mode === 'sync';
    const found = results[0]?.state ?? 'never';
    const state = isUnderWay ? 'under-way' : found === 'done' && !isKnown ? 'unknown' : found;
    return { volume, state, copiedAt };
  });
}

/** A result for other places says nothing of the ones that are meant now. */
function isOf(result: VolumeResult, { id, source, destination }: Volume): boolean {
  return result.volumeId === id && result.source === source && result.destination === destination;
}

const WORST_FIRST: readonly VolumeState[] = [
  'failed',
  'partial',
  'under-way',
  'never',
  'not-started',
  'unknown',
  'done',
];

/** The first few to be shown, in the pair's order, without leaving out a worse one for a better. */
export function worstVolumes(glances: readonly VolumeGlance[], most: number): readonly VolumeGlance[] {
  if (glances.length <= most) return glances;
  const rank = ({ state }: VolumeGlance): number => WORST_FIRST.indexOf(state);
  const chosen = new Set([...glances].sort((a, b) => rank(a) - rank(b)).slice(0, most));
  return glances.filter((glance) => chosen.has(glance));
}
