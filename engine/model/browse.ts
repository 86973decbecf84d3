import type { PairId, RunId, VolumeId } from './ids.ts';
import type { PathText } from './path-text.ts';
import type { Change, ChangeKind, Outcome, RunMode } from './run.ts';

/** Which runs; what is not named does not matter. */
export interface RunFilter {
  readonly pairId?: PairId;
  readonly modes?: readonly RunMode[];
  /** Without those that went well and looked at what had changed alone. */
  readonly withoutPassing?: boolean;
  /** `running`: has none yet. */
  readonly outcomes?: readonly (Outcome | 'running')[];
  /** Begun at this moment or later; ISO 8601. */
  readonly since?: string;
  /** Begun before this moment. */
  readonly until?: string;
  /** Those that come after this one in the list: the next page, with the last of a page. */
  readonly before?: RunId;
  readonly limit?: number;
}

/** How many changes of each kind. */
export type KindCounts = Readonly<Record<ChangeKind, number>>;

/** Which folder of a run's changes to look into, and which part of a long one. */
export interface FolderQuery {
  /** Without it, the run's volumes are listed. */
  readonly volumeId?: VolumeId;
  /** Below the volume's root; without it, the root. */
  readonly path?: PathText;
  readonly offset?: number;
  /** 200 unless told. */
  readonly limit?: number;
}

export interface FolderPage {
  /** Of the whole folder. */
  readonly total: number;
  /** Folders before all else, each by name whatever its letters' case. */
  readonly entries: readonly FolderEntry[];
}

/** Something in a folder that changed, or in which something did. */
export interface FolderEntry {
  /** The last part of the path; the volume's id where volumes are listed. */
  readonly name: PathText;
  readonly volumeId: VolumeId;
  /** Below the volume's root; empty for the root. */
  readonly path: PathText;
  readonly isFolder: boolean;
  /** What was done to the entry itself. */
  readonly change: Change | undefined;
  /** Changes of what is in it, however deep. */
  readonly below: KindCounts;
  /** Size of the files among them. */
  readonly bytesBelow: number;
}

export interface ChangeQuery {
  /** Part of a path, in whatever case. Empty: all. */
  readonly text: string;
  /** Without it, all. */
  readonly kinds?: readonly ChangeKind[];
  readonly volumeId?: VolumeId;
  readonly offset?: number;
  /** 200 unless told. */
  readonly limit?: number;
}

export interface FoundChanges {
  /** Of all that match. */
  readonly total: number;
  /** By path. */
  readonly changes: readonly Change[];
}
