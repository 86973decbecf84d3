import type { PrimaryLook, PromotionRecord, StandbyRole } from '../model/promotion.ts';
import type { RunCommandOf } from '../model/run-command.ts';
import type { Clock } from '../platform/clock.ts';
import type { CommandEnd } from '../platform/command-script.ts';

/** One standby, as a promotion speaks with it. Each throws what keeps it from being reached. */
export interface StandbyDoor {
  readonly role: () => Promise<StandbyRole>;
  /** Raises the fence, whatever was done of that before. */
  readonly promote: () => Promise<StandbyRole>;
  /** Takes it down; that of no other promotion than this one. */
  readonly undo: (generation: number) => Promise<StandbyRole>;
  readonly run: (
    command: Pick<RunCommandOf<'promote' | 'demote'>, 'when' | 'text' | 'timeoutSeconds'>,
    generation: number,
  ) => Promise<CommandEnd>;
}

/** What is known of one pair's standby. */
export interface RecordDoor {
  readonly read: () => Promise<PromotionRecord | undefined>;
  readonly update: (
    change: (before: PromotionRecord | undefined) => PromotionRecord,
  ) => Promise<PromotionRecord>;
}

/** What a promotion works with. */
export interface PromotionPorts {
  readonly clock: Pick<Clock, 'now'>;
  readonly record: RecordDoor;
  readonly standby: StandbyDoor;
  /** Both looks at the primary. */
  readonly look: () => Promise<readonly PrimaryLook[]>;
}
