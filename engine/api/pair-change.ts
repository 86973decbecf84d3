import type { BandwidthRule } from '../model/bandwidth.ts';
import type { FailoverSettings } from '../model/failover.ts';
import type { VolumeId } from '../model/ids.ts';
import type { Pair, PresetName } from '../model/pair.ts';
import type { RunCommand } from '../model/run-command.ts';
import type { ScheduleConditions } from '../model/schedule-conditions.ts';
import type { Schedule } from '../model/schedule.ts';
import type { DeletionPolicy, Volume } from '../model/volume.ts';

/** What of a pair is to be another from now on; what is not named stays. Paths and patterns as typed; the engine validates. */
export interface PairChange {
  readonly name?: string;
  /** Another machine, or another way to it. The app's own key stays only with the user and the host key that it was installed for. */
  readonly primary?: Pair['primary'];
  readonly standby?: Pair['standby'];
  readonly driver?: Pair['driver'];
  /** All volumes from now on, in this order; one that is not in the list is no longer copied. */
  readonly volumes?: readonly VolumeChange[];
  /** For every volume that does not name its own. */
  readonly deletion?: DeletionPolicy;
  readonly preset?: PresetName;
  /** All patterns from now on, in this order. */
  readonly excludes?: readonly string[];
  readonly schedule?: Schedule;
  /** All of them from now on. */
  readonly conditions?: ScheduleConditions;
  /** All of them from now on. */
  readonly commands?: readonly RunCommand[];
  /** All of them from now on. */
  readonly bandwidth?: readonly BandwidthRule[];
  readonly wake?: boolean;
  /** All of them from now on. */
  readonly failover?: FailoverSettings;
}

/**
 * A volume as it is to be. A place on the standby keeps its volume whatever `id` says, since its marker names it: `id` counts for
 * a volume that moves to a place that was none of this pair's.
 */
export interface VolumeChange {
  readonly id?: VolumeId;
  readonly source: string;
  readonly destination: string;
  /** Default: as before with the same source, else what the source looks like. */
  readonly role?: Volume['role'];
  /** Default: as before, else as the pair's first volume. */
  readonly deletion?: DeletionPolicy;
}
