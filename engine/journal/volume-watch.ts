import type { PathText } from '../model/path-text.ts';
import type { WholeReason } from '../model/changed-paths.ts';
import type { HistoryMark } from '../model/journal-place.ts';

/** What a watch saw happen to a path. `structure`: it came, went or was moved; else only content or attributes are others. */
export interface SeenChange {
  readonly isTree: boolean;
  readonly isFolder: boolean | undefined;
  readonly isStructure: boolean;
  /** A name may have gone of which this says nothing: another of a file that has several, or one among events that were dropped. */
  readonly hidesNames?: boolean;
}

/** Whom a watch tells. */
export interface WatchSink {
  /** `path` as in `ChangedPath`. */
  readonly changed: (path: PathText, what: SeenChange) => void;
  /** Something happened that nobody can name any more. The watch goes on by itself, unless it was `failed`, `limit` or `moved`. */
  readonly lost: (why: WholeReason) => void;
}

/** Follows the changes below one folder, from the moment that it was opened. */
export interface VolumeWatch {
  /** Resolves when all that had happened before the call has been told. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** From where a later watch goes on: all up to there was told. `undefined`: no history that can be relied on. */
  readonly mark?: () => HistoryMark | undefined;
  /** What has an earlier place in the history than a mark may be told for so long after it. */
  readonly marksSettleMs?: number;
  /** It was opened at a mark, and all that has happened since was told before it opened. */
  readonly wentOn?: boolean;
}

/**
 * Resolves once nothing is missed any more. Rejects when the folder cannot be followed. `since`: goes on from there, where the
 * system's history is still the same one. `signal`: nobody waits for that history any more.
 */
export type OpenWatch = (
  root: PathText,
  sink: WatchSink,
  since?: HistoryMark,
  signal?: AbortSignal,
) => Promise<VolumeWatch>;
