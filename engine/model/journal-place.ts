import { z } from 'zod';
import { VolumeId } from './ids.ts';

/** A moment in the history of changes that a system keeps. Where `history` is another, `eventId` means nothing. */
export const HistoryMark = z.object({ history: z.string(), eventId: z.int().min(0) });
export type HistoryMark = z.infer<typeof HistoryMark>;

/** Up to where a volume's copy has everything, and what was done to the copy since everything was gone through. */
export const CoveredTo = z.object({
  mark: HistoryMark,
  drift: z.object({ created: z.int().min(0), deleted: z.int().min(0) }),
});
export type CoveredTo = z.infer<typeof CoveredTo>;

/** Of what pair, as `ChangeSource.key` says it, and of its volumes by their ids. */
export const JournalPlace = z.object({ key: z.string(), volumes: z.record(VolumeId, CoveredTo) });
export type JournalPlace = z.infer<typeof JournalPlace>;

/** What `journal.json` in the data folder holds: by the ids of pairs. */
export const JournalPlaces = z.object({ pairs: z.record(z.string(), JournalPlace) });
export type JournalPlaces = z.infer<typeof JournalPlaces>;
