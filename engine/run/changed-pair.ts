import { isDeepStrictEqual } from 'node:util';
import type { PairChange, VolumeChange } from '../api/pair-change.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { VolumeId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import { VolumePath, type Volume } from '../model/volume.ts';
import { newVolumeId } from './ids.ts';
import { requireDatabasesCopied, roleOf, valid } from './valid-pair.ts';

/** The pair after the change; `now` is ISO 8601. Throws `pair.invalid`. */
export function changedPair(pair: Pair, change: PairChange, now: string): Pair {
  const primary = withOwnKey(pair.primary, change.primary);
  const standby = withOwnKey(pair.standby, change.standby);
  const moved = !isSameMachine(pair.primary, primary) || !isSameMachine(pair.standby, standby);
  const schedule = change.schedule ?? pair.schedule;
  const after = valid({
    ...pair,
    name: change.name ?? pair.name,
    primary,
    standby,
    driver: change.driver ?? pair.driver,
    volumes: volumesAfter(pair, change),
    filters: {
      preset: change.preset ?? pair.filters.preset,
      excludes: [...(change.excludes ?? pair.filters.excludes)],
    },
    schedule,
    conditions: change.conditions ?? pair.conditions,
    commands: change.commands ?? pair.commands,
    bandwidth: change.bandwidth ?? pair.bandwidth,
    // By hand nothing is due that could be woken for.
    wake: change.wake ?? (pair.wake && schedule.kind !== 'manual'),
    failover: change.failover ?? pair.failover,
    // What was copied before is not known to be on another machine, or of another.
    ...(moved && { acceptedAt: now }),
  });
  requireDatabasesCopied(after, pair.failover.databases);
  return { ...after, volumes: after.volumes.map((volume) => withIdentity(volume, pair, moved)) };
}

/** True when nothing differs that a run under way goes by to its end: its name, when it is due, how fast it may be, and what is said of its failover. */
export function isFineInARun(before: Pair, after: Pair): boolean {
  const { name, schedule, conditions, bandwidth, wake, failover } = after;
  return isDeepStrictEqual({ ...before, name, schedule, conditions, bandwidth, wake, failover }, after);
}

/** The part of a change that may come while a run is under way. */
export function ofEveryTime(change: PairChange): PairChange {
  const { name, schedule, conditions, bandwidth, wake, failover } = change;
  return {
    ...(name !== undefined && { name }),
    ...(schedule !== undefined && { schedule }),
    ...(conditions !== undefined && { conditions }),
    ...(bandwidth !== undefined && { bandwidth }),
    ...(wake !== undefined && { wake }),
    ...(failover !== undefined && { failover }),
  };
}

function isSameMachine(before: Endpoint, after: Endpoint): boolean {
  if (before.kind === 'local' || after.kind === 'local') return before.kind === after.kind;
  return before.hostKey === after.hostKey;
}

/** No caller says which of the app's own keys opens what: that is known of the user and the machine that a set-up proved. */
function withOwnKey(before: Endpoint, wanted: Endpoint | undefined): Endpoint {
  if (wanted === undefined) return before;
  if (wanted.kind === 'local') return wanted;
  const { keyId: _keyId, ...after } = wanted;
  const isProved = before.kind === 'ssh' && isSameMachine(before, after) && before.user === after.user;
  return isProved && before.keyId !== undefined ? { ...after, keyId: before.keyId } : after;
}

function volumesAfter(pair: Pair, { volumes, deletion }: PairChange): Volume[] {
  const wanted = volumes ?? pair.volumes.map(({ id, source, destination }) => ({ id, source, destination }));
  return ownersOf(pair.volumes, wanted.map(withKeptPaths)).map(([kept, after]) => ({
    id: kept?.id ?? newVolumeId(),
    source: after.source,
    destination: after.destination,
    role: after.role ?? (kept?.source === after.source ? kept.role : roleOf(after.source)),
    deletion: after.deletion ??
      deletion ??
      kept?.deletion ??
      pair.volumes[0]?.deletion ?? { kind: 'mirror', limit: { kind: 'default' } },
  }));
}

function withKeptPaths(volume: VolumeChange): VolumeChange {
  return { ...volume, source: keptPath(volume.source), destination: keptPath(volume.destination) };
}

/** As it will be stored; what is no path is told by `valid`. */
function keptPath(text: string): string {
  const path = VolumePath.safeParse(text);
  return path.success ? path.data : text;
}

type Owned = readonly [Volume | undefined, VolumeChange];

/**
 * Which volume of the pair each one is. First goes the place: its marker, and the guard there, know it by one id for ever. Of what
 * moves to a new place, the id tells, and without one the source.
 */
function ownersOf(before: readonly Volume[], wanted: readonly VolumeChange[]): Owned[] {
  const free = new Map<VolumeId, Volume>(before.map((volume) => [volume.id, volume]));
  const take = (volume: Volume | undefined): Volume | undefined => {
    if (volume !== undefined) free.delete(volume.id);
    return volume;
  };
  const find = (isIt: (volume: Volume) => boolean): Volume | undefined => take([...free.values()].find(isIt));
  for (const { id } of wanted)
    if (id !== undefined && !free.has(id))
      throw EngineError.of('pair.invalid', { text: `the pair has no volume ${id}` });
  const byPlace = wanted.map((after) => find(({ destination }) => destination === after.destination));
  const byId = wanted.map(({ id }, at) => byPlace[at] ?? (id === undefined ? undefined : take(free.get(id))));
  return wanted.map((after, at) => {
    const bySource = after.id === undefined ? ({ source }: Volume) => source === after.source : () => false;
    return [byId[at] ?? find(bySource), after];
  });
}

/** The disks that were meant are known only for places that are the same as before. */
function withIdentity(volume: Volume, before: Pair, moved: boolean): Volume {
  const old = before.volumes.find(({ id }) => id === volume.id);
  const isSame = !moved && old?.source === volume.source && old.destination === volume.destination;
  return isSame && old.identity !== undefined ? { ...volume, identity: old.identity } : volume;
}
