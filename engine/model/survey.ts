import { z } from 'zod';
import { MachineFacts } from './machine.ts';

/** What a survey learned of one volume's place. Sizes in bytes, paths in path text. */
export const SurveyedPlace = z.object({
  path: z.string(),
  state: z.enum(['present', 'missing', 'not-a-directory', 'unreadable']),
  mountPoint: z.string(),
  fileSystem: z.string(),
  volumeUuid: z.exactOptional(z.string()),
  freeBytes: z.number(),
  usedBytes: z.number(),
  /** Of the standby: the app's marker of this pair and volume lies there. */
  isClaimed: z.boolean(),
  ownersIgnored: z.boolean(),
});
export type SurveyedPlace = z.infer<typeof SurveyedPlace>;

/** One machine as it was at one moment. */
export const Survey = z.object({
  /** ISO 8601, UTC. */
  at: z.string(),
  /** That machine's clock minus ours. */
  clockSkewMs: z.number(),
  /** macOS: whether what needs Full Disk Access could be read. */
  fullDiskAccess: z.exactOptional(z.boolean()),
  isRoot: z.boolean(),
  /** The rsync that a sync would use there: `3.4.1`. */
  rsync: z.exactOptional(z.object({ flavour: z.string(), version: z.string() })),
  /** In the order of the pair's volumes. */
  places: z.array(SurveyedPlace),
  machine: MachineFacts,
});
export type Survey = z.infer<typeof Survey>;

/** What is known of a pair's machines. A side that is missing has never been surveyed. */
export const PairSurvey = z.object({ primary: z.exactOptional(Survey), standby: z.exactOptional(Survey) });
export type PairSurvey = z.infer<typeof PairSurvey>;
