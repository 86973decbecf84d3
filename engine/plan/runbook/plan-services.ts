import type { Daemon, Share } from '../../model/machine.ts';
import type { PathText } from '../../model/path-text.ts';
import { surveyedPlaceAt } from '../failover/surveyed-place.ts';
import { copiedPath, type CopiedPath } from './copied-path.ts';
import type { Takeover } from './takeover.ts';

/** What becomes of a folder that the primary shares. */
export type ShareStand =
  /** The clone's own system shares it as the primary did. */
  | { readonly kind: 'comes-along'; readonly share: Share }
  /** The standby shares it from there already. */
  | { readonly kind: 'shared'; readonly share: Share; readonly path: PathText }
  | { readonly kind: 'copied'; readonly share: Share; readonly path: PathText }
  | { readonly kind: 'not-copied'; readonly share: Share };

/** What becomes of a service of the primary's. */
export type DaemonStand =
  | { readonly kind: 'comes-along'; readonly daemon: Daemon }
  /** The standby has one of that name itself. */
  | {
      readonly kind: 'own';
      readonly daemon: Daemon;
      readonly path: PathText;
      readonly state: Daemon['state'];
    }
  | { readonly kind: 'copied'; readonly daemon: Daemon; readonly path: PathText }
  /** Copied, and the standby's disk keeps no owners: nothing takes for root's what may be anybody's. */
  | { readonly kind: 'ownerless'; readonly daemon: Daemon; readonly path: PathText }
  | { readonly kind: 'by-hand'; readonly daemon: Daemon };

export interface AccountStand {
  readonly name: string;
  readonly uid: number;
  /** The home's copy; `undefined`: it is in no volume. */
  readonly home: PathText | undefined;
  /** `other-uid`: the standby has that name with another number, and files belong to numbers. `other-home`: all that differs is where files lie. */
  readonly kind: 'missing' | 'other-uid' | 'other-home';
  /** Of the standby's people, who has that number. */
  readonly uidOf: string | undefined;
}

/** `undefined`: what the primary shares could not be told. */
export function planShares(takeover: Takeover): readonly ShareStand[] | undefined {
  const { primary, standby, startsFrom } = takeover;
  return primary?.machine.shares?.map((share): ShareStand => {
    const copy = copyOf(takeover, share.path);
    if (copy === undefined) return { kind: 'not-copied', share };
    if (startsFrom !== undefined && copy.path === share.path) return { kind: 'comes-along', share };
    const isShared = standby?.machine.shares?.some(
      ({ name, path }) => name === share.name && path === copy.path,
    );
    return {
      kind: isShared === true && startsFrom === undefined ? 'shared' : 'copied',
      share,
      path: copy.path,
    };
  });
}

/** Without Warmspare itself: a standby that has taken over must not go on copying from its primary. */
export function planDaemons(takeover: Takeover): readonly DaemonStand[] | undefined {
  return takeover.primary?.machine.daemons
    ?.filter(({ name, state }) => state !== 'disabled' && !/warmspare/i.test(name))
    .map((daemon) => daemonStand(takeover, daemon));
}

function daemonStand(takeover: Takeover, daemon: Daemon): DaemonStand {
  const { primary, standby, startsFrom } = takeover;
  const copy = copyOf(takeover, daemon.path);
  if (startsFrom !== undefined && copy?.path === daemon.path) return { kind: 'comes-along', daemon };
  const own =
    startsFrom !== undefined ? undefined : standby?.machine.daemons?.find(({ name }) => name === daemon.name);
  if (own !== undefined) return { kind: 'own', daemon, path: own.path, state: own.state };
  const isSameSystem = standby === undefined || primary?.machine.os === standby.machine.os;
  // A unit file counts where systemd looks for it; a plist may lie anywhere.
  if (copy === undefined || !isSameSystem || standby?.machine.os === 'linux')
    return { kind: 'by-hand', daemon };
  return { kind: losesOwners(takeover, copy) ? 'ownerless' : 'copied', daemon, path: copy.path };
}

function losesOwners({ standby }: Takeover, copy: CopiedPath): boolean {
  return surveyedPlaceAt(standby, copy.volume.destination)?.ownersIgnored === true;
}

/** Of the primary's people, those who do not find their files on the standby as it is; `undefined`: it could not be told. */
export function planAccounts(takeover: Takeover): readonly AccountStand[] | undefined {
  const { primary, standby, startsFrom } = takeover;
  const there = standby?.machine.users;
  if (startsFrom !== undefined) return [];
  if (primary?.machine.users === undefined || there === undefined) return undefined;
  return primary.machine.users.flatMap(({ name, uid, home }): AccountStand[] => {
    const same = there.find((user) => user.name === name);
    const copy = copyOf(takeover, home)?.path;
    if (same !== undefined && same.uid === uid && same.home === copy) return [];
    const kind = same === undefined ? 'missing' : same.uid === uid ? 'other-home' : 'other-uid';
    const uidOf = there.find((user) => user.uid === uid && user.name !== name)?.name;
    return [{ kind, name, uid, home: copy, uidOf }];
  });
}

function copyOf({ pair, startsFrom }: Takeover, path: PathText): CopiedPath | undefined {
  return copiedPath(pair.volumes, path, startsFrom?.volume.id);
}
