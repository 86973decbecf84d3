import type { PathText } from '../model/path-text.ts';
import type { WholeReason } from '../model/changed-paths.ts';

/** What a watch saw happen to a path. `structure`: it came, went or was moved; else only content or attributes are others. */
export interface SeenChange {
  readonly isTree: boolean;
  readonly isFolder: boolean | undefined;
  readonly isStructure: boolean;
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
}

/** Resolves once nothing is missed any more. Rejects when the folder cannot be followed. */
export type OpenWatch = (root: PathText, sink: WatchSink) => Promise<VolumeWatch>;
