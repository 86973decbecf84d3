import { bytesToPathText, type PathText } from '../model/path-text.ts';
import type { ChangeKind, EntryType } from '../model/run.ts';

/** One itemised line that stands for a difference. `bytes`: the file's size. */
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

export type OutputRecord =
  | ChangeRecord
  | { readonly type: 'same'; readonly entry: EntryType; readonly bytes: number; readonly path: PathText }
  | ProgressRecord
  /** A filter rule that left something out, without its sign. */
  | { readonly type: 'filtered'; readonly rule: string }
  | { readonly type: 'stat'; readonly key: keyof TransferStats; readonly value: number }
  | { readonly type: 'text'; readonly text: string };

const ENTRY_TYPES: Readonly<Record<string, EntryType>> = {
  f: 'file',
  d: 'directory',
  L: 'symlink',
  D: 'device',
  S: 'special',
};

/** Reads one line of rsync's standard output. Nothing is dropped: what is not known is text. */
export function parseLine(line: string): OutputRecord {
  if (line.startsWith('ws|')) return parseItem(line) ?? { type: 'text', text: line };
  return parseProgress(line) ?? parseStat(line) ?? parseFiltered(line) ?? { type: 'text', text: line };
}

// ws|>f.st......|10|2026/11/23-11:24:52|a/f2     ws|*deleting  |0|1970/01/01-00:00:00|b/
function parseItem(line: string): OutputRecord | undefined {
  const first = line.indexOf('|', 3);
  const second = line.indexOf('|', first + 1);
  const third = line.indexOf('|', second + 1);
  if (first < 0 || second < 0 || third < 0) return undefined;
  const itemized = line.slice(3, first).trimEnd();
  const bytes = Number(line.slice(first + 1, second));
  const modified = line.slice(second + 1, third);
  const name = line.slice(third + 1);
  const path = decodeName(name.length > 1 && name.endsWith('/') ? name.slice(0, -1) : name);
  if (itemized === '*deleting') {
    const entry = name.endsWith('/') ? 'directory' : 'unknown';
    return {
      type: 'change',
      itemized,
      change: 'deleted',
      entry,
      bytes: 0,
      modified,
      path: path === '' ? '.' : path,
      hardLink: false,
    };
  }
  const entry = ENTRY_TYPES[itemized[1] ?? ''] ?? 'unknown';
  const attributes = itemized.slice(2);
  if (itemized[0] === '.' && /^[. ]*$/.test(attributes)) return { type: 'same', entry, bytes, path };
  const change = changeOf(itemized, attributes);
  return { type: 'change', itemized, change, entry, bytes, modified, path, hardLink: itemized[0] === 'h' };
}

function changeOf(itemized: string, attributes: string): ChangeKind {
  if (attributes.includes('+')) return 'created';
  return itemized[0] === '.' ? 'attributes' : 'updated';
}

/** rsync writes control and high bytes as `\#ooo`, and a backslash so when the name itself looks like that. */
export function decodeName(name: string): PathText {
  if (!name.includes('\\#')) return name;
  const bytes: number[] = [];
  for (let at = 0; at < name.length;) {
    const octal = /^\\#([0-3][0-7]{2})/.exec(name.slice(at, at + 5));
    if (octal?.[1] === undefined) {
      bytes.push(name.charCodeAt(at) & 0xff);
      at += 1;
    } else {
      bytes.push(Number.parseInt(octal[1], 8));
      at += 5;
    }
  }
  return bytesToPathText(Uint8Array.from(bytes));
}

// "     69000007  99%   19.82MB/s    0:00:03 (xfr#7, to-chk=0/14)"   "        21288000  30%   19.57MB/s    0:00:02  "
const PROGRESS =
  /^\s*([\d,.]+)\s+(\d+)%\s+([\d.]+)(k|M|G)?B\/s\s+[\d:?]+(?:\s+\((?:xfr|xfer)#(\d+), (ir|to)-ch(?:ec)?k=(\d+)\/(\d+)\))?/;
const UNITS: Readonly<Record<string, number>> = { k: 1024, M: 1024 ** 2, G: 1024 ** 3 };

function parseProgress(line: string): ProgressRecord | undefined {
  const match = PROGRESS.exec(line);
  if (match === null) return undefined;
  const [, bytes = '0', percent = '0', rate = '0', unit, sent, list, toCheck, total] = match;
  return {
    type: 'progress',
    bytes: numberOf(bytes),
    percent: Number(percent),
    bytesPerSecond: Number(rate) * (UNITS[unit ?? ''] ?? 1),
    filesSent: sent === undefined ? undefined : Number(sent),
    left:
      list === undefined
        ? undefined
        : { toCheck: Number(toCheck), total: Number(total), final: list === 'to' },
  };
}

function numberOf(text: string): number {
  return Number(text.replaceAll(',', ''));
}

// Number of files: 16 (reg: 11, dir: 4, link: 1)     Total file size: 31 bytes     Total sent: 69009341 B
const STATS: readonly (readonly [RegExp, keyof TransferStats])[] = [
  [/^Number of files: ([\d,]+)/, 'files'],
  [/^Number of created files: ([\d,]+)/, 'created'],
  [/^Number of deleted files: ([\d,]+)/, 'deleted'],
  [/^Number of (?:regular )?files transferred: ([\d,]+)/, 'transferred'],
  [/^Total file size: ([\d,]+)/, 'totalBytes'],
  [/^Total transferred file size: ([\d,]+)/, 'transferredBytes'],
  [/^(?:Literal|Unmatched) data: ([\d,]+)/, 'literal'],
  [/^Total (?:bytes )?sent: ([\d,]+)/, 'sent'],
  [/^Total (?:bytes )?received: ([\d,]+)/, 'received'],
];

function parseStat(line: string): OutputRecord | undefined {
  if (!/^(?:Number|Total|Literal|Unmatched)/.test(line)) return undefined;
  for (const [pattern, key] of STATS) {
    const match = pattern.exec(line);
    if (match?.[1] !== undefined) return { type: 'stat', key, value: numberOf(match[1]) };
  }
  return undefined;
}

// [sender] hiding file a.tmp because of pattern *.tmp
// [sender] hiding directory .Trash because of pattern .Trash
function parseFiltered(line: string): OutputRecord | undefined {
  const match =
    /^\[(?:sender|generator|receiver|client|server)\] (?:hiding|protecting) \S+ .* because of pattern (.*)$/.exec(
      line,
    );
  return match?.[1] === undefined ? undefined : { type: 'filtered', rule: match[1] };
}
