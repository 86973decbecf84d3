import type { PairDraft } from '../../engine/api/engine.ts';
import { PairId, VolumeId } from '../../engine/model/ids.ts';
import { UNSCHEDULED, type Pair } from '../../engine/model/pair.ts';
import { VolumePath } from '../../engine/model/volume.ts';

/** What the engine gives a new pair. */
export const STAMP = { id: PairId.parse('pair-abcdefghij'), createdAt: '2026-11-20T10:00:00.000Z' };

/** As the engine makes it of what a person says. */
export function draftedPair(draft: PairDraft): Pair {
  return {
    ...STAMP,
    name: draft.name,
    primary: draft.primary,
    standby: draft.standby,
    driver: draft.driver ?? 'local',
    volumes: draft.volumes.map(({ source, destination, role }, at) => ({
      id: VolumeId.parse(`vol-${String(at).padStart(6, '0')}`),
      source: VolumePath.parse(source),
      destination: VolumePath.parse(destination),
      role: role ?? 'data',
      deletion: draft.deletion,
    })),
    filters: { preset: draft.preset, excludes: [...draft.excludes] },
    schedule: draft.schedule ?? UNSCHEDULED.schedule,
    conditions: draft.conditions ?? UNSCHEDULED.conditions,
    commands: draft.commands ?? [],
    bandwidth: draft.bandwidth ?? [],
    wake: draft.wake ?? false,
    failover: draft.failover ?? { notes: '' },
  };
}
