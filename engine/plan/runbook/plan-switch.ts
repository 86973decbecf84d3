import type { BootVolume } from '../failover/boot-volume.ts';
import { familyOf } from '../failover/hardware-family.ts';
import type { AddressPlan } from './plan-address.ts';
import type { StandbyDisks } from './plan-disks.ts';
import type { AccountStand, DaemonStand, ShareStand } from './plan-services.ts';
import { namesOf } from './machine-names.ts';
import type { PlannedStep } from './planned-step.ts';
import type { Takeover } from './takeover.ts';

/** What is known of all that has to change hands. `undefined`: it could not be told. */
export interface SwitchFacts {
  readonly takeover: Takeover;
  readonly disks: StandbyDisks;
  readonly address: AddressPlan;
  readonly shares: readonly ShareStand[] | undefined;
  readonly daemons: readonly DaemonStand[] | undefined;
  readonly accounts: readonly AccountStand[] | undefined;
}

/** The address comes last: from then on people are there. */
export function planSwitch(facts: SwitchFacts): readonly PlannedStep[] {
  const { takeover, address } = facts;
  const { startsFrom, standby, chosen } = takeover;
  const os = startsFrom === undefined ? standby?.machine.os : 'darwin';
  const takesName = chosen.strategy !== 'serve' || os === 'linux';
  return [
    ...(startsFrom === undefined ? [] : bootSteps(facts, startsFrom)),
    ...(takesName ? [nameStep(takeover)] : []),
    ...(os === 'darwin' && startsFrom === undefined ? [{ kind: 'stay-awake' } as const] : []),
    ...servingSteps(facts, os),
    ...jobSteps(takeover),
    { kind: 'take-address', plan: address, os, isBooted: startsFrom !== undefined },
    { kind: 'mend-names', plan: address },
  ];
}

function bootSteps(
  { takeover: { pair, standby }, disks }: SwitchFacts,
  clone: BootVolume,
): readonly PlannedStep[] {
  const family = standby === undefined ? undefined : familyOf(standby.machine);
  // The chip lets only its own disk start a Mac, until somebody allows others.
  const isGuardedByChip = standby?.machine.hardware === 'intel-t2';
  // Which disks' owners are honoured is kept by a system for itself; of those outside, none are unless somebody says so.
  const others = disks.all.filter(({ path, isInternal }) => path !== clone.path && isInternal !== true);
  return [
    { kind: 'note-own-disk' },
    ...(isGuardedByChip ? [{ kind: 'allow-other-disks' } as const] : []),
    { kind: 'bless-clone', clone, family },
    { kind: 'choose-clone', clone },
    { kind: 'restart-from-clone', clone, family },
    ...(others.length === 0 ? [] : [{ kind: 'keep-owners', disks: others } as const]),
    ...(pair.primary.kind === 'local' ? [{ kind: 'pause-clone' } as const] : []),
  ];
}

function nameStep({ pair, primary, standby, startsFrom }: Takeover): PlannedStep {
  // That preset leaves the network's settings out, and the names with them.
  const isInClone = startsFrom !== undefined && pair.filters.preset !== 'macos-system';
  return { kind: 'take-name', names: namesOf(primary?.machine), isInClone, os: standby?.machine.os };
}

/** What there is none of needs no step; what could not be told needs one. */
function servingSteps(facts: SwitchFacts, os: 'darwin' | 'linux' | 'other' | undefined): PlannedStep[] {
  const { accounts, shares, daemons } = facts;
  const isToDo = (stands: readonly { readonly kind: string }[] | undefined): boolean =>
    stands === undefined || stands.some(({ kind }) => kind !== 'comes-along');
  return [
    ...(isToDo(accounts) ? [{ kind: 'make-accounts', accounts, os } as const] : []),
    ...(isToDo(shares) ? [{ kind: 'share-folders', shares, os } as const] : []),
    ...(isToDo(daemons) ? [{ kind: 'start-services', daemons, os } as const] : []),
  ];
}

/** A clone that was started from has them itself. */
function jobSteps({ primary, startsFrom }: Takeover): readonly PlannedStep[] {
  const jobs = primary?.machine.jobs ?? [];
  return startsFrom === undefined && jobs.length > 0 ? [{ kind: 'set-jobs', jobs }] : [];
}
