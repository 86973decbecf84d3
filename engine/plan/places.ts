import type { HostFacts, PlaceFacts } from '../model/facts.ts';
import type { Volume } from '../model/volume.ts';
import { isBelow } from './filters.ts';
import { identityReason, markerReason, type Reason } from './identity.ts';

/** What is known about one mapping on both machines. */
export interface VolumeFacts {
  readonly source: PlaceFacts;
  readonly destination: PlaceFacts;
}

/** Folders of a running system: the volume in them is never a destination, nor is anything below the starred ones. */
const SYSTEM_PLACES = [
  '/',
  '/System/*',
  '/Library',
  '/Applications',
  '/Volumes',
  '/private',
  '/private/etc/*',
  '/private/var',
  '/bin/*',
  '/sbin/*',
  '/usr',
  '/usr/bin/*',
  '/usr/lib/*',
  '/usr/sbin/*',
  '/usr/libexec/*',
  '/usr/share/*',
  '/etc/*',
  '/var',
  '/lib/*',
  '/lib64/*',
  '/boot/*',
  '/dev/*',
  '/proc/*',
  '/sys/*',
  '/run',
  '/root',
];
const DATA_VOLUME = '/System/Volumes/Data';

/** The paths that a system runs from are refused unless another volume is mounted just there. */
function isRunningSystem(place: PlaceFacts, role: Volume['role']): boolean {
  const onBootVolume = place.mountPoint === '/' || place.mountPoint === DATA_VOLUME;
  if (place.realPath === '/' || place.realPath === DATA_VOLUME) return true;
  if (!onBootVolume) return false;
  if (role === 'system') return true;
  const path = isBelow(DATA_VOLUME, place.realPath)
    ? place.realPath.slice(DATA_VOLUME.length)
    : place.realPath;
  return SYSTEM_PLACES.some((rule) => {
    const folder = rule.endsWith('/*') ? rule.slice(0, -2) : rule;
    return path === folder || (rule.endsWith('/*') && isBelow(folder, path));
  });
}

function sourceReasons(volume: Volume, place: PlaceFacts, host: HostFacts): Reason[] {
  if (place.state === 'missing' || place.state === 'not-a-directory') {
    const identity =
      volume.identity === undefined ? undefined : identityReason('source', place, volume.identity.source);
    return [identity ?? { reason: 'source.missing', details: { path: place.path } }];
  }
  if (place.state === 'unreadable') return [{ reason: 'source.unreadable', details: { path: place.path } }];
  const identity = identityReason('source', place, volume.identity?.source);
  if (identity !== undefined) return [identity];
  if (isSealedSystem(place, host))
    return [{ reason: 'source.sealed-system', details: { path: place.path, found: host.osName } }];
  if (place.entries === 0) return [{ reason: 'source.empty', details: { path: place.path } }];
  if (!place.hasFiles) return [{ reason: 'source.husk', details: { path: place.path, count: 0 } }];
  return [];
}

/** From macOS 10.15 on, `/` is the read-only system; what people keep is on the Data volume and reached by firmlinks. */
function isSealedSystem(place: PlaceFacts, host: HostFacts): boolean {
  // macOS 10.15.7   macOS 15.5
  const match = /^macOS (\d+)(?:\.(\d+))?/.exec(host.osName);
  if (match === null || place.realPath !== '/') return false;
  const major = Number(match[1]);
  return major > 10 || Number(match[2] ?? '0') >= 15;
}

function destinationReasons(pairId: string, volume: Volume, place: PlaceFacts): Reason[] {
  const details = { path: place.path };
  if (place.state === 'missing' || place.state === 'not-a-directory') {
    const recorded = volume.identity?.destination;
    const identity = recorded === undefined ? undefined : identityReason('destination', place, recorded);
    return [identity ?? { reason: 'destination.missing', details }];
  }
  const reasons: Reason[] = [];
  const identity = identityReason('destination', place, volume.identity?.destination);
  if (identity !== undefined) return [identity];
  if (isRunningSystem(place, volume.role)) reasons.push({ reason: 'destination.running-system', details });
  if (place.readOnly || !place.writable) reasons.push({ reason: 'destination.read-only', details });
  const marker = markerReason(place, pairId, volume);
  if (marker !== undefined) reasons.push(marker);
  return reasons;
}

/** With links resolved, on one machine: the same folder, or one inside the other on one file system. */
function nestingReasons({ source, destination }: VolumeFacts): Reason[] {
  const details = { path: source.path, found: destination.path };
  if (
    source.realPath === destination.realPath ||
    (source.node !== undefined && source.node === destination.node)
  )
    return [{ reason: 'places.same', details }];
  if (isBelow(destination.realPath, source.realPath)) return [{ reason: 'places.nested', details }];
  // A clone of / to an attached disk is nested by name only: rsync stays on the source's file system.
  if (isBelow(source.realPath, destination.realPath) && source.mountPoint === destination.mountPoint)
    return [{ reason: 'places.nested', details }];
  return [];
}

/** Every reason why this volume must not be copied now; empty when it may. */
export function volumeReasons(
  pairId: string,
  volume: Volume,
  facts: VolumeFacts,
  hosts: { readonly primary: HostFacts; readonly sameMachine: boolean },
): readonly Reason[] {
  return [
    ...sourceReasons(volume, facts.source, hosts.primary),
    ...destinationReasons(pairId, volume, facts.destination),
    ...(hosts.sameMachine ? nestingReasons(facts) : []),
  ];
}
