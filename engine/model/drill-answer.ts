import type { PathText } from './path-text.ts';

/** What a standby told of one place of the copy. */
export interface DrillAnswer {
  /** The place cannot be gone to. */
  readonly isAway: boolean;
  /** Its time was over before it was through. */
  readonly isLate: boolean;
  readonly sample?: ReadSample;
  readonly paths: readonly DrilledPath[];
}

/** Counts of files; of which were read whole: `files`, with their `bytes`. */
export interface ReadSample {
  /** That could be chosen from. */
  readonly seen: number;
  readonly files: number;
  readonly bytes: number;
  /** Were there, and could not be read. */
  readonly bad: number;
  /** Folders that could not be looked into. */
  readonly closed: number;
  /** Not all of the tree was looked through. */
  readonly isCut: boolean;
}

/** Something below the place. Of a sample: a file that could not be read. */
export interface DrilledPath {
  /** Below the place; of a home folder its name. */
  readonly path: PathText;
  /** `link`: one is on the way to it, and is not followed. */
  readonly state?: 'file' | 'folder' | 'absent' | 'link' | 'other' | 'unreadable';
  /** Of a file that may be a database. */
  readonly format?: 'sqlite' | 'other' | 'empty';
  /** What lies there beside a database, and was not read with it: `wal`, `journal`. */
  readonly beside?: string;
  /** Why no program read it. */
  readonly tool?: 'missing' | 'old' | 'unsafe';
  /** Of the program that read it. */
  readonly status?: number;
  readonly said?: string;
  /** Of the folder of home folders: the copy's owners are those of the primary. */
  readonly hasOwners?: boolean;
  /** Of a home folder: whose it is, and what number an account of its name has on the standby. */
  readonly owner?: number;
  readonly account?: number;
}
