import type { CheckReport } from '../../../engine/api/engine.ts';
import type { PlaceFacts } from '../../../engine/model/facts.ts';
import type { VolumeId } from '../../../engine/model/ids.ts';
import type { PlanRefusal } from '../../../engine/model/plan.ts';
import { keptPath } from './draft-faults.ts';

/** What a check found at one path. Sizes are of the whole disk that the path lies on. */
export interface PlaceFigures {
  readonly state: PlaceFacts['state'];
  readonly usedBytes: number;
  readonly freeBytes: number;
  /** Where the disk is mounted; `undefined`: just there. */
  readonly diskAt: string | undefined;
}

/** Of a path as typed; `undefined`: it was not asked for. */
export function figuresAt(
  report: CheckReport | undefined,
  side: 'primary' | 'standby',
  path: string,
): PlaceFigures | undefined {
  const end = report?.[side];
  if (end?.state !== 'reached') return undefined;
  const wanted = keptPath(path);
  const place = end.facts.places.find((one) => one.path === wanted);
  if (place === undefined) return undefined;
  const { state, usedBytes, freeBytes, mountPoint, realPath } = place;
  return { state, usedBytes, freeBytes, diskAt: mountPoint === realPath ? undefined : mountPoint };
}

export function refusalsOf(
  report: CheckReport | undefined,
  id: VolumeId | undefined,
): readonly PlanRefusal[] {
  return (report?.refusals ?? []).filter(({ volumeId }) => volumeId === id);
}
