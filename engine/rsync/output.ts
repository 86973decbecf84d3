import type { PathText } from '../model/path-text.ts';
import type { ChangeKind, EntryType } from '../model/run.ts';
import { decodeName } from './decode-name.ts';
import { parseItem } from './item-line.ts';
import { parseProgress } from './progress-line.ts';
import { parseStat } from './stat-line.ts';

export { decodeName } from './decode-name.ts';

/** One itemised line that stands for a difference. `bytes`: the file's size. `modified`: its time, as rsync prints it. */
export interface ChangeRecord {
  readonly type: 'change';
  readonly itemized: string;
  readonly change: ChangeKind;
  readonly entry: EntryType;
  readonly bytes: number;
  readonly modified: string;
  readonly path: PathText;
  readonly hardLink: boolean;
}

/** An entry that is the same on both sides; only with `-ii`. */
export interface SameRecord {
  readonly type: 'same';
  readonly entry: EntryType;
  readonly bytes: number;
  readonly path: PathText;
}

/** `bytes` and `percent` are of the whole pass, and 0 from an rsync before 3.1, which tells only those of one file. */
export interface ProgressRecord {
  readonly type: 'progress';
  readonly bytes: number;
  readonly percent: number;
  readonly bytesPerSecond: number | undefined;
  readonly filesSent: number | undefined;
  /** `final`: the list is complete (to-chk); it still grows before (ir-chk). */
  readonly left: { readonly toCheck: number; readonly total: number; readonly final: boolean } | undefined;
}

export interface TransferStats {
  readonly files: number;
  readonly created: number;
  readonly deleted: number;
  readonly transferred: number;
  readonly totalBytes: number;
  readonly transferredBytes: number;
  readonly literal: number;
  readonly sent: number;
  readonly received: number;
}

export const NO_STATS: TransferStats = {
  files: 0,
  created: 0,
  deleted: 0,
  transferred: 0,
  totalBytes: 0,
  transferredBytes: 0,
  literal: 0,
  sent: 0,
  received: 0,
};

export interface StatRecord {
  readonly type: 'stat';
  readonly key: keyof TransferStats;
  readonly value: number;
}

export interface TextRecord {
  readonly type: 'text';
  readonly text: string;
}

/** What a filter rule left out; the rule without its sign. A folder stands for all that is in it. */
export interface FilteredRecord {
  readonly type: 'filtered';
  readonly rule: string;
  readonly isFolder: boolean;
  readonly path: PathText;
}

export type OutputRecord =
  ChangeRecord | SameRecord | ProgressRecord | FilteredRecord | StatRecord | TextRecord;

/** Reads one line of rsync's standard output. Nothing is dropped: what is not known is text. */
export function parseLine(line: string): OutputRecord {
  return (
    parseItem(line) ??
    parseProgress(line) ??
    parseStat(line) ??
    parseFiltered(line) ?? { type: 'text', text: line }
  );
}

// [sender] hiding file a.tmp because of pattern *.tmp
// [sender] hiding directory .Trash because of pattern .Trash/
// exclude.c, report_filter_result: the same from 3.1.0 to 3.5.0. A name may hold the words in the middle as well.
const FILTERED = /^\[[a-zA-Z]+\] (?:hiding|protecting) (directory|file|xattr) (.*) because of pattern (.*)$/;

function parseFiltered(line: string): FilteredRecord | undefined {
  const [, entry, path, rule] = FILTERED.exec(line) ?? [];
  if (path === undefined || rule === undefined) return undefined;
  return {
    type: 'filtered',
    rule: decodeName(rule),
    isFolder: entry === 'directory',
    path: decodeName(path),
  };
}

// cannot delete non-empty directory: x/y
const NOT_EMPTY = /^cannot delete non-empty directory: (.+)$/;

/**
 * Reads standard output line by line. A dry run first says that a folder below a missing one keeps something (a filter
 * protects it) and then lists that folder as deleted all the same, which the real run never does: that line becomes text.
 */
export class OutputReader {
  #kept: PathText | undefined;

  read(line: string): OutputRecord {
    const record = parseLine(line);
    if (record.type === 'text') {
      const name = NOT_EMPTY.exec(line)?.[1];
      if (name !== undefined) this.#kept = decodeName(name);
    } else if (record.type === 'change' && record.change === 'deleted') {
      const isKept = record.path === this.#kept;
      this.#kept = undefined;
      if (isKept) return { type: 'text', text: line };
    }
    return record;
  }

  /** The end of a stream that broke off: half a name is no name. */
  readTorn(line: string): OutputRecord {
    return line.startsWith('ws') ? { type: 'text', text: `(cut) ${line}` } : this.read(line);
  }
}
