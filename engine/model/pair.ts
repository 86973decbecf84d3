import { z } from 'zod';
import { Endpoint } from './endpoint.ts';
import { PairId, PairName } from './ids.ts';
import { Volume } from './volume.ts';

export const PresetName = z.enum(['macos-system', 'macos-data', 'none']);
export type PresetName = z.infer<typeof PresetName>;

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
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  /** When a person last said that the places are the right ones as they are: copies made before are not known to be there. */
  acceptedAt: z.string().optional(),
});
export type Pair = z.infer<typeof Pair>;

/** What `pair export` writes: a pair without what belongs to one machine. */
export const ExportedPair = z.object({
  warmspare: z.literal(1),
  pair: Pair.omit({ id: true, createdAt: true, acceptedAt: true }),
});
export type ExportedPair = z.infer<typeof ExportedPair>;

/** What `config.json` holds. `version` counts migrations. */
export const Config = z.object({ version: z.literal(1), pairs: z.array(Pair) });
export type Config = z.infer<typeof Config>;
