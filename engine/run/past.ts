import type { VolumeId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import type { VolumePast } from '../plan/decide-work.ts';
import type { EngineContext } from './context.ts';

/** How many runs back to look for the last one that saw a volume. */
const LOOK_BACK = 50;

/** What the history knows about each volume of a pair: the size that it had when it was last copied. */
export async function pastOf(engine: EngineContext, pair: Pair): Promise<ReadonlyMap<VolumeId, VolumePast>> {
  const pasts = new Map<VolumeId, VolumePast>();
  // Of another source nothing follows.
  const sources = new Map(pair.volumes.map(({ id, source }) => [id, source]));
  const records = await engine.history
    .list({ pairId: pair.id, withoutPassing: true, limit: LOOK_BACK })
    .catch(() => []);
  for (const record of records) {
    if (record.mode !== 'sync' || (record.outcome !== 'succeeded' && record.outcome !== 'partial')) continue;
    // It looked at a few paths only.
    if (record.scope?.kind === 'changed') continue;
    for (const { volumeId, source, totals } of record.volumes)
      if (!pasts.has(volumeId) && sources.get(volumeId) === source && totals.scanned > 0)
        pasts.set(volumeId, { scanned: totals.scanned });
  }
  return pasts;
}
