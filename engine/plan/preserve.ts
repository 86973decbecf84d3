import type { HostFacts, PlaceFacts, RsyncFacts } from '../model/facts.ts';
import type { Loss } from '../model/plan.ts';
import type { Preserve } from '../model/preserve.ts';
import type { VolumeId } from '../model/ids.ts';

/** The two ends as a decision about fidelity needs them. */
export interface Ends {
  readonly primary: HostFacts;
  readonly standby: HostFacts;
  readonly primaryRsync: RsyncFacts;
  readonly standbyRsync: RsyncFacts;
}

type Ability = 'hardLinks' | 'acls' | 'xattrs' | 'creationTimes' | 'fileFlags';

function lacking(ends: Ends, ability: Ability): Loss['why'] | undefined {
  if (!ends.primaryRsync.can[ability]) return 'rsync-primary';
  if (!ends.standbyRsync.can[ability]) return 'rsync-standby';
  return undefined;
}

/** ACLs of macOS and POSIX ACLs have no common form: rsync would apply entries that mean something else. */
function aclLoss(ends: Ends, destination: PlaceFacts): Loss['why'] | undefined {
  if (ends.primary.os !== ends.standby.os) return 'different-systems';
  if (destination.acls === false) return 'file-system';
  return lacking(ends, 'acls');
}

function xattrLoss(ends: Ends, destination: PlaceFacts): Loss['why'] | undefined {
  if (destination.xattrs === false) return 'file-system';
  return lacking(ends, 'xattrs');
}

/** Creation times and BSD flags are settable on macOS alone; elsewhere there is nothing to lose. */
function macOnlyLoss(ends: Ends, ability: 'creationTimes' | 'fileFlags'): Loss['why'] | undefined {
  if (ends.primary.os !== 'darwin') return undefined;
  if (ends.standby.os !== 'darwin') return 'not-on-this-system';
  return lacking(ends, ability);
}

/** Apple's own option carries forks, xattrs and ACLs, but only between two Apple rsyncs. */
function bothApple(ends: Ends): boolean {
  return ends.primaryRsync.can.appleExtended && ends.standbyRsync.can.appleExtended;
}

/** `--modify-window=-1` came with rsync 3.1.3; before it, and on other flavours, times are whole seconds. */
function comparesNanoseconds(rsync: RsyncFacts): boolean {
  const [major = 0, minor = 0, patch = 0] = rsync.version.split('.').map(Number);
  return (
    rsync.flavour === 'gnu' && (major > 3 || (major === 3 && (minor > 1 || (minor === 1 && patch >= 3))))
  );
}

export interface Fidelity {
  readonly preserve: Preserve;
  readonly losses: readonly Loss[];
}

/** What rsync is asked to keep for one volume, and everything that this pair cannot keep. */
export function decideFidelity(
  ends: Ends,
  source: PlaceFacts,
  destination: PlaceFacts,
  volumeId: VolumeId,
): Fidelity {
  const apple = bothApple(ends);
  const acls = apple ? undefined : aclLoss(ends, destination);
  const xattrs = apple ? undefined : xattrLoss(ends, destination);
  const hardLinks = lacking(ends, 'hardLinks');
  const creationTimes = macOnlyLoss(ends, 'creationTimes');
  const fileFlags = macOnlyLoss(ends, 'fileFlags');
  const bothNano = comparesNanoseconds(ends.primaryRsync) && comparesNanoseconds(ends.standbyRsync);
  const nanoseconds = bothNano && source.nanoseconds && destination.nanoseconds;
  const notRoot = ends.standby.user.uid !== 0;
  const bothMac = ends.primary.os === 'darwin' && ends.standby.os === 'darwin';
  const losses: (Loss | undefined)[] = [
    lossOf(
      'ownership',
      notRoot ? 'not-root' : destination.ownersIgnored ? 'owners-ignored' : undefined,
      volumeId,
    ),
    lossOf('devices', notRoot ? 'not-root' : undefined, volumeId),
    lossOf('acls', acls, volumeId),
    lossOf('xattrs', xattrs, volumeId),
    lossOf('creation-times', creationTimes, volumeId),
    lossOf('file-flags', fileFlags, volumeId),
    lossOf('hard-links', hardLinks, volumeId),
    lossOf('nanoseconds', nanosecondLoss(ends, source, destination, nanoseconds), volumeId),
    lossOf(
      'case',
      source.caseSensitive === true && destination.caseSensitive === false ? 'file-system' : undefined,
      volumeId,
    ),
  ];
  return {
    preserve: {
      hardLinks: hardLinks === undefined,
      acls: !apple && acls === undefined,
      xattrs: !apple && xattrs === undefined,
      creationTimes: bothMac && creationTimes === undefined,
      fileFlags: bothMac && fileFlags === undefined,
      appleExtended: apple,
      nanoseconds,
      sparse: true,
    },
    losses: losses.filter((loss) => loss !== undefined),
  };
}

/** Whole seconds on the source's own file system lose nothing: there were no nanoseconds. */
function nanosecondLoss(
  ends: Ends,
  source: PlaceFacts,
  destination: PlaceFacts,
  kept: boolean,
): Loss['why'] | undefined {
  if (kept || !source.nanoseconds) return undefined;
  if (!destination.nanoseconds) return 'file-system';
  return comparesNanoseconds(ends.primaryRsync) ? 'rsync-standby' : 'rsync-primary';
}

function lossOf(what: Loss['what'], why: Loss['why'] | undefined, volumeId: VolumeId): Loss | undefined {
  return why === undefined ? undefined : { what, why, volumeId };
}
