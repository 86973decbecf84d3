import type { SshAddress } from '../../model/endpoint.ts';
import type { PairId } from '../../model/ids.ts';
import type { Daemon, MachineFacts, ScheduledJob, Share } from '../../model/machine.ts';
import type { PathText } from '../../model/path-text.ts';
import type { RunbookSectionId } from '../../model/runbook.ts';
import type { BootVolume } from '../failover/boot-volume.ts';
import type { HardwareFamily } from '../failover/hardware-family.ts';
import type { MachineNames } from './machine-names.ts';
import type { AddressPlan } from './plan-address.ts';
import type { StandbyDisk } from './plan-disks.ts';
import type { AccountStand, DaemonStand, ShareStand } from './plan-services.ts';

/** Where the app runs that begins the pair's syncs. */
export type HostPlace = 'primary' | 'standby' | 'elsewhere';

/** What somebody needs to have before the first step. */
export type Need =
  'standby-password' | 'primary-password' | 'disk-password' | 'cable-keyboard' | 'name-server' | 'installers';

/** `by-hand`: nothing on the standby says that it was promoted, which Warmspare’s own way back goes by. */
export type FailBackWay = 'failback' | 'by-hand';

type Os = MachineFacts['os'] | undefined;

/** One step of a takeover with all that its words need. `undefined` and missing: it could not be told. */
export type PlannedStep =
  | { readonly kind: 'decide' }
  | { readonly kind: 'have-at-hand'; readonly needs: readonly Need[]; readonly os: Os }
  | { readonly kind: 'call-primary'; readonly address: string | undefined; readonly from: Os }
  | { readonly kind: 'shut-down-primary'; readonly signIn: SshAddress | undefined }
  | {
      readonly kind: 'unplug-primary';
      readonly restartsAfterPowerLoss: boolean | undefined;
      readonly hasRadio: boolean | undefined;
    }
  | { readonly kind: 'pause-schedule'; readonly host: HostPlace }
  | { readonly kind: 'mark-promoted'; readonly pairId: PairId }
  | { readonly kind: 'keep-primary-away'; readonly host: HostPlace }
  | { readonly kind: 'unlock-disks'; readonly disks: readonly StandbyDisk[]; readonly os: Os }
  | { readonly kind: 'mount-disks'; readonly disks: readonly StandbyDisk[]; readonly os: Os }
  | { readonly kind: 'keep-owners'; readonly disks: readonly StandbyDisk[] }
  | { readonly kind: 'look-at-copy'; readonly paths: readonly PathText[] }
  | { readonly kind: 'note-own-disk' }
  | { readonly kind: 'allow-other-disks' }
  | { readonly kind: 'bless-clone'; readonly clone: BootVolume; readonly family: HardwareFamily | undefined }
  | { readonly kind: 'choose-clone'; readonly clone: BootVolume }
  | {
      readonly kind: 'restart-from-clone';
      readonly clone: BootVolume;
      readonly family: HardwareFamily | undefined;
    }
  | { readonly kind: 'pause-clone' }
  | { readonly kind: 'take-name'; readonly names: MachineNames; readonly isInClone: boolean; readonly os: Os }
  | { readonly kind: 'stay-awake' }
  | {
      readonly kind: 'make-accounts';
      readonly accounts: readonly AccountStand[] | undefined;
      readonly os: Os;
    }
  | { readonly kind: 'share-folders'; readonly shares: readonly ShareStand[] | undefined; readonly os: Os }
  | { readonly kind: 'start-services'; readonly daemons: readonly DaemonStand[] | undefined; readonly os: Os }
  | { readonly kind: 'set-jobs'; readonly jobs: readonly ScheduledJob[] }
  | { readonly kind: 'take-address'; readonly plan: AddressPlan; readonly os: Os; readonly isBooted: boolean }
  | { readonly kind: 'mend-names'; readonly plan: AddressPlan }
  | { readonly kind: 'restore-to-new-mac' }
  | {
      readonly kind: 'reach-standby';
      readonly address: string | undefined;
      readonly name: string | undefined;
      /** Under these names other machines remember the primary's ssh key, which is not the standby's. */
      readonly sshNames: readonly string[];
    }
  | {
      readonly kind: 'open-shares';
      readonly shares: readonly Share[] | undefined;
      readonly isBooted: boolean;
      readonly address: string | undefined;
    }
  | {
      readonly kind: 'see-services';
      readonly daemons: readonly Daemon[];
      readonly ports: readonly number[];
      readonly address: string | undefined;
      readonly os: Os;
    }
  | { readonly kind: 'let-one-work' }
  | { readonly kind: 'tell-people' }
  | { readonly kind: 'protect-standby' }
  | {
      readonly kind: 'mend-old-primary';
      readonly family: HardwareFamily | undefined;
      readonly os: Os;
      readonly service: string | undefined;
      readonly names: MachineNames;
    }
  | { readonly kind: 'copy-back'; readonly isBooted: boolean; readonly way: FailBackWay }
  | {
      readonly kind: 'give-back';
      readonly isBooted: boolean;
      readonly way: FailBackWay;
      readonly plan: AddressPlan;
      readonly os: Os;
      /** Units that were started on the standby. */
      readonly units: readonly string[];
      readonly sshNames: readonly string[];
    };

export type StepKind = PlannedStep['kind'];

export interface PlannedSection {
  readonly id: RunbookSectionId;
  readonly steps: readonly PlannedStep[];
}
