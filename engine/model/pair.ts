import { z } from 'zod';
import { BandwidthRules } from './bandwidth.ts';
import { Endpoint } from './endpoint.ts';
import { FailoverSettings, NO_FAILOVER_SETTINGS } from './failover.ts';
import { PairId, PairName } from './ids.ts';
import { RunCommands } from './run-command.ts';
import { NO_CONDITIONS, ScheduleConditions } from './schedule-conditions.ts';
import { Schedule } from './schedule.ts';
import { Volume } from './volume.ts';

export const PresetName = z.enum(['macos-system', 'macos-data', 'none']);
export type PresetName = z.infer<typeof PresetName>;

/** What a pair has that nobody gave a schedule. */
export const UNSCHEDULED = {
  schedule: { kind: 'manual' },
  conditions: NO_CONDITIONS,
} as const satisfies { readonly schedule: Schedule; readonly conditions: ScheduleConditions };

/** What a pair has whose runs do nothing else than copy. */
export const COPIES_ONLY = { commands: [], bandwidth: [], wake: false };

/** A primary, a standby, and what is copied from one to the other. */
export const Pair = z.object({
  id: PairId,
  name: PairName,
  primary: Endpoint,
  standby: Endpoint,
  /** Where the rsync client runs: here, or on the primary over ssh with the agent forwarded. */
  driver: z.enum(['local', 'primary']),
  volumes: z.array(Volume).min(1),
  filters: z.object({ preset: PresetName, excludes: z.array(z.string()) }),
  schedule: Schedule,
  conditions: ScheduleConditions,
  /** Each group runs in this order. */
  commands: RunCommands,
  bandwidth: BandwidthRules,
  /** Have this machine wake up for a due run. */
  wake: z.boolean(),
  failover: FailoverSettings,
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  /** When a person last said that the places are the right ones as they are: copies made before are not known to be there. */
  acceptedAt: z.string().optional(),
});
export type Pair = z.infer<typeof Pair>;

const PortablePair = Pair.omit({ id: true, createdAt: true, acceptedAt: true });

const UnpreparedPair = PortablePair.omit({ failover: true });
const UNPREPARED = { failover: NO_FAILOVER_SETTINGS };

const CopyingPair = UnpreparedPair.omit({ commands: true, bandwidth: true, wake: true });

/** What `pair export` writes: a pair without what belongs to one machine. Form 1 was before there were schedules, 2 before commands and limits, 3 before settings of a failover. */
export const ExportedPair = z.discriminatedUnion('warmspare', [
  z.object({ warmspare: z.literal(4), pair: PortablePair }),
  z
    .object({ warmspare: z.literal(3), pair: UnpreparedPair })
    .transform(({ pair }) => ({ warmspare: 4 as const, pair: { ...pair, ...UNPREPARED } })),
  z
    .object({ warmspare: z.literal(2), pair: CopyingPair })
    .transform(({ pair }) => ({ warmspare: 4 as const, pair: { ...pair, ...COPIES_ONLY, ...UNPREPARED } })),
  z
    .object({ warmspare: z.literal(1), pair: CopyingPair.omit({ schedule: true, conditions: true }) })
    .transform(({ pair }) => ({
      warmspare: 4 as const,
      pair: { ...pair, ...UNSCHEDULED, ...COPIES_ONLY, ...UNPREPARED },
    })),
]);
export type ExportedPair = z.infer<typeof ExportedPair>;

/** What `config.json` holds. `version` counts migrations. */
export const Config = z.object({ version: z.literal(4), pairs: z.array(Pair) });
export type Config = z.infer<typeof Config>;

/** Nobody is let in by a key of the pair's own, or of a person's: a set-up has to come first. */
export function needsSetup({ primary, standby }: Pick<Pair, 'primary' | 'standby'>): boolean {
  return [primary, standby].some(
    (end) => end.kind === 'ssh' && end.keyId === undefined && end.identityFile === undefined,
  );
}
