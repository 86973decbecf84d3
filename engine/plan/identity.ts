import type { PlaceCheck, PlaceFacts } from '../model/facts.ts';
import type { RefusalDetails, RefusalReason } from '../model/plan.ts';
import { Marker, type Volume, type VolumeIdentity } from '../model/volume.ts';

export interface Reason {
  readonly reason: RefusalReason;
  readonly details: RefusalDetails;
}

export function identityOf(place: PlaceCheck): VolumeIdentity {
  const uuid = place.volumeUuid === undefined ? {} : { uuid: place.volumeUuid };
  return { mountPoint: place.mountPoint, fileSystem: place.fileSystem, ...uuid };
}

/** `apfs 1234-… at /Volumes/Users` */
export function identityText(identity: VolumeIdentity): string {
  const uuid = identity.uuid === undefined ? '' : ` ${identity.uuid}`;
  return `${identity.fileSystem}${uuid} at ${identity.mountPoint}`;
}

/** What differs between the volume that was recorded and the one that is there now, or `undefined`. */
export function identityDifference(
  recorded: VolumeIdentity,
  now: VolumeIdentity,
): 'not-mounted' | 'replaced' | undefined {
  if (recorded.mountPoint !== now.mountPoint) return 'not-mounted';
  if (recorded.fileSystem !== now.fileSystem) return 'replaced';
  if (recorded.uuid !== undefined && now.uuid !== undefined && recorded.uuid !== now.uuid) return 'replaced';
  return undefined;
}

/** A path in /Volumes/X, Apple's place for mounts, that really lies on the boot disk: the disk is not there. */
function isEmptyMountPoint(place: PlaceFacts): boolean {
  // /Volumes/Users   /Volumes/Space/admin
  const match = /^(\/Volumes\/[^/]+)(\/|$)/.exec(place.path);
  return match?.[1] !== undefined && !place.mountPoint.startsWith('/Volumes/');
}

/** Is this place the volume that the mapping means? Asked before anything else is believed about it. */
export function identityReason(
  side: 'source' | 'destination',
  place: PlaceFacts,
  recorded: VolumeIdentity | undefined,
): Reason | undefined {
  const now = identityOf(place);
  const details = { path: place.path, found: identityText(now) };
  if (recorded === undefined) {
    if (!isEmptyMountPoint(place)) return undefined;
    return { reason: `${side}.not-mounted`, details: { ...details, expected: 'a volume mounted there' } };
  }
  const difference = identityDifference(recorded, now);
  if (difference === undefined) return undefined;
  return { reason: `${side}.${difference}`, details: { ...details, expected: identityText(recorded) } };
}

export type MarkerState = 'ours' | 'none' | 'foreign';

export function markerState(text: string | undefined, pairId: string, volumeId: string): MarkerState {
  if (text === undefined) return 'none';
  try {
    const marker = Marker.safeParse(JSON.parse(text));
    if (!marker.success) return 'foreign';
    return marker.data.pairId === pairId && marker.data.volumeId === volumeId ? 'ours' : 'foreign';
  } catch {
    return 'foreign';
  }
}

/** Does the destination belong to this pair and volume? An unclaimed one may be claimed on the first run. */
export function markerReason(place: PlaceFacts, pairId: string, volume: Volume): Reason | undefined {
  const state = markerState(place.marker, pairId, volume.id);
  if (state === 'foreign')
    return {
      reason: 'destination.belongs-to-another',
      details: { path: place.path, found: place.marker?.slice(0, 200) ?? '' },
    };
  if (state === 'none' && volume.identity !== undefined)
    return { reason: 'destination.marker-lost', details: { path: place.path } };
  return undefined;
}
