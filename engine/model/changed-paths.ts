import { z } from 'zod';
import type { VolumeId } from './ids.ts';
import type { PathText } from './path-text.ts';

/** One path below a volume's source of which something changed, without a slash in front; `.` is the source itself. */
export interface ChangedPath {
  readonly path: PathText;
  /** A folder of which nothing is known any more: all that is below it may be another. */
  readonly isTree: boolean;
  /** What it is, or was before it went; `undefined`: nobody said. */
  readonly isFolder: boolean | undefined;
}

/**
 * Why only a pass over everything can tell what changed. `first`: nothing was followed yet. `overflow`: the system dropped
 * events. `too-many`: more paths than are worth a list. `lost`: the history of changes is not the one of the last pass. `moved`: what is
 * followed was moved, or its disk went away. `limit`: the system follows no more folders. `failed`: it cannot be followed at all.
 * `asked`: somebody's wish. `doubt`: a plan that a person may have to look at, or that the rsyncs here cannot work by a list.
 */
export const WHOLE_REASONS = [
  'first',
  'overflow',
  'too-many',
  'lost',
  'moved',
  'limit',
  'failed',
  'asked',
  'doubt',
] as const;
export type WholeReason = (typeof WHOLE_REASONS)[number];

/**
 * Why a list of what had changed was not enough. `no-list`: the rsyncs here cannot work by one, or nothing was copied there before.
 * `root`: the source itself is another. `unreadable`: something cannot be looked at. `too-many`: more paths than a list is worth.
 * `links`: files with more other names than can be searched for. `names`: the filters cannot be asked about such names. `changing`:
 * paths were files and folders by turns, however often they were looked at. `size`: how much there is altogether is not known.
 * `limits`: the deletions or the space of it are for a person to look at.
 */
export const DOUBTS = [
  'no-list',
  'root',
  'unreadable',
  'too-many',
  'links',
  'names',
  'changing',
  'size',
  'limits',
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** Why a run goes through everything; `doubt` says which one it was. */
export interface WhyWhole {
  readonly why: WholeReason;
  readonly doubt?: Doubt;
}

/** How a run knew what to look at, where there is a journal: it went through everything, or looked at what had changed alone. */
export const RunScope = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('whole'),
    why: z.enum(WHOLE_REASONS),
    /** With `doubt`: which one. Records of earlier versions do not say. */
    doubt: z.enum(DOUBTS).optional(),
    /** Changes that the journal should have known of and did not; missing where it could not have. */
    misses: z.number().int().min(0).optional(),
  }),
  z.object({
    kind: z.literal('changed'),
    paths: z.number().int().min(0),
    /** Of them, those that went or were moved on meanwhile, and are for the next run; missing: none. */
    left: z.number().int().min(1).optional(),
  }),
]);
export type RunScope = z.infer<typeof RunScope>;

/** Entries that came to the standby and went from it since everything was gone through. */
export interface Drift {
  readonly created: number;
  readonly deleted: number;
}

/** What a round did not come to, below the volume's source. */
export interface LeftPaths {
  readonly gone: readonly PathText[];
  /** `all`: whatever came, went or was moved may have had something to delete. */
  readonly undeleted: readonly PathText[] | 'all';
}

/** What one run takes from the journal, and gives back when it comes to nothing. */
export interface ChangeRound {
  /** `whole`: the paths of every volume are what was known to have changed, and not enough. */
  readonly scope: { readonly kind: 'changed' } | ({ readonly kind: 'whole' } & WhyWhole);
  /** The moment up to which everything is in this round, in milliseconds since 1970; earlier once something is left. */
  readonly asOf: number;
  readonly paths: (volumeId: VolumeId) => readonly ChangedPath[];
  /**
   * What came, went or was moved since. Whoever deletes copies this first: it may be what is missing elsewhere. `undefined`:
   * nobody can tell, and nothing may be deleted.
   */
  readonly arrived: (volumeId: VolumeId) => Promise<readonly ChangedPath[] | undefined>;
  /** Those of the paths of whose change the journal knows nothing, although it should. `undefined`: it could not have. */
  readonly unknown: (
    volumeId: VolumeId,
    paths: readonly PathText[],
  ) => Promise<readonly PathText[] | undefined>;
  /**
   * Once it was copied: leaves to the next round what went or was moved meanwhile (rsync named it as `gone`, or passed over it), and
   * what was to be deleted and was not. False: of something that went nobody has heard, so that nothing is known of it.
   */
  readonly leave: (volumeId: VolumeId, left: LeftPaths) => Promise<boolean>;
  /** What rounds like this one did before it. */
  readonly drift: (volumeId: VolumeId) => Drift;
  /** Once. `covered`: all that was taken and not left is on the standby; `done` is what was done to it. */
  readonly end: (how: 'covered' | 'not', done?: ReadonlyMap<VolumeId, Drift>) => void;
}

/** The journal of a pair, as a run sees it. */
export interface ChangeSource {
  /** Of what pair, as it was when the journal began; see `followedKey`. */
  readonly key: string;
  /** Takes what has changed. `asked`: the run will go through everything, whatever is known. */
  readonly begin: (asked?: WhyWhole) => Promise<ChangeRound>;
}
