import type { Endpoint } from '../../model/endpoint.ts';
import type { PairId, VolumeId } from '../../model/ids.ts';
import { COPIES_ONLY, UNSCHEDULED, type Pair } from '../../model/pair.ts';
import { wayBackName } from '../../model/way-back-name.ts';

/** What only its maker knows of a new pair. */
export interface WayBackIds {
  readonly id: PairId;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly newVolumeId: () => VolumeId;
  readonly isTaken: (name: string) => boolean;
}

/**
 * The pair in the other direction: what the standby holds by now, to where it came from. By hand alone, with the same limits, and with keys of
 * its own: those of the pair let nobody in who would write to the primary.
 */
export function wayBackOf(pair: Pair, { id, createdAt, newVolumeId, isTaken }: WayBackIds): Pair {
  const primary = withoutKey(pair.standby);
  const standby = withoutKey(pair.primary);
  return {
    ...pair,
    id,
    createdAt,
    name: wayBackName(pair.name, isTaken),
    primary,
    standby,
    driver: primary.kind === 'ssh' && standby.kind === 'ssh' ? 'primary' : 'local',
    volumes: pair.volumes.map(({ source, destination, role, deletion }) => ({
      id: newVolumeId(),
      source: destination,
      destination: source,
      role,
      deletion,
    })),
    ...UNSCHEDULED,
    ...COPIES_ONLY,
    bandwidth: pair.bandwidth,
    acceptedAt: createdAt,
  };
}

function withoutKey(endpoint: Endpoint): Endpoint {
  if (endpoint.kind === 'local') return endpoint;
  const { keyId: _keyId, ...rest } = endpoint;
  return rest;
}

/** Does this pair bring back what that one copied? Told by machines and places: names and keys may be others by now. */
export function isWayBack(candidate: Pair, pair: Pair): boolean {
  if (!isSameMachine(candidate.primary, pair.standby) || !isSameMachine(candidate.standby, pair.primary))
    return false;
  return (
    candidate.volumes.length === pair.volumes.length &&
    candidate.volumes.every((back, index) => {
      const there = pair.volumes[index];
      return back.source === there?.destination && back.destination === there.source;
    })
  );
}

function isSameMachine(a: Endpoint, b: Endpoint): boolean {
  return a.kind === 'ssh' && b.kind === 'ssh' ? a.hostKey === b.hostKey : a.kind === b.kind;
}

/** As places whose copies nobody knows: the next run is held when it would overwrite or delete anything there. */
export function asFirstRun(pair: Pair, now: string): Pair {
  return {
    ...pair,
    acceptedAt: now,
    volumes: pair.volumes.map(({ identity: _identity, ...volume }) => volume),
  };
}
