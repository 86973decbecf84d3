import { z } from 'zod';
import { VolumeId } from './ids.ts';

/** How much one run may delete: a number of entries, a share of the destination's, or the larger of 1,000 and 10 %. */
export const DeletionLimit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('default') }),
  z.object({ kind: z.literal('entries'), entries: z.number().int().min(0) }),
  z.object({ kind: z.literal('percent'), percent: z.number().min(0).max(100) }),
]);
export type DeletionLimit = z.infer<typeof DeletionLimit>;

/** A mirroring volume has a deletion limit; one that only adds has none to have. */
export const DeletionPolicy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mirror'), limit: DeletionLimit }),
  z.object({ kind: z.literal('keep') }),
]);
export type DeletionPolicy = z.infer<typeof DeletionPolicy>;

/** What says that a path still lies on the same volume: where it is mounted, its kind, and its UUID where one is known. */
export const VolumeIdentity = z.object({
  mountPoint: z.string(),
  fileSystem: z.string(),
  uuid: z.string().optional(),
});
export type VolumeIdentity = z.infer<typeof VolumeIdentity>;

/** An absolute path in path text (see path-text.ts), without `.` and `..` and with no slash at its end. */
export const VolumePath = z
  .string()
  .startsWith('/', 'an absolute path')
  .max(4096)
  .refine((path) => !path.includes('\0'), 'a path without NUL')
  .refine((path) => !path.split('/').some((part) => part === '.' || part === '..'), 'a path without . and ..')
  .transform((path) => path.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1'));
export type VolumePath = z.infer<typeof VolumePath>;

/** One mapping: a path on the primary and the path on the standby that is kept the same. */
export const Volume = z.object({
  id: VolumeId,
  source: VolumePath,
  destination: VolumePath,
  /** `system`: what a Mac boots from; it never lands on the standby's running system volume. */
  role: z.enum(['system', 'data']),
  deletion: DeletionPolicy,
  /** Recorded when both sides were first seen in order; a later difference refuses the run. */
  identity: z.object({ source: VolumeIdentity, destination: VolumeIdentity }).optional(),
});
export type Volume = z.infer<typeof Volume>;

/** The app's marker at the root of each destination; says which pair and volume the place belongs to. */
export const MARKER_NAME = '.warmspare-standby';
export const Marker = z.object({ version: z.literal(1), pairId: z.string(), volumeId: z.string() });
export type Marker = z.infer<typeof Marker>;

/** Where rsync keeps half-copied files, beside the place where the whole file will be. */
export const PARTIAL_DIR_NAME = '.warmspare-partial';
