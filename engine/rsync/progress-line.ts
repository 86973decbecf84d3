import type { ProgressRecord } from './output.ts';

// "     69000007  99%   19.82MB/s    0:00:03 (xfr#7, to-chk=0/14)"   "        21288000  30%   19.57MB/s    0:00:02  "
// "        3000000 100%  296.82MB/s   00:00:00 (xfer#1, to-check=2/14)"
const PROGRESS =
  /^\s*([\d,]+)\s+(\d+)%\s+([\d.]+)([kMGT]?)B\/s\s+[\d:?]+\s*(?:\((xfr|xfer)#(\d+), (ir|to)-(?:chk|check)=(\d+)\/(\d+)\))?\s*$/;
const SPACE = 0x20;
const UNITS: Readonly<Record<string, number>> = { k: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };

/** Is it progress at all? Cheaper than to read it: each file brings one, and only the newest is of interest. */
export function isProgress(line: string): boolean {
  return line.charCodeAt(0) === SPACE && PROGRESS.test(line);
}

export function parseProgress(line: string): ProgressRecord | undefined {
  const match = PROGRESS.exec(line);
  if (match === null) return undefined;
  const [, bytes = '0', percent = '0', rate = '0', unit = '', style, sent, list, toCheck, total] = match;
  // Before 3.1, and in openrsync, bytes and percent are those of one file.
  const isOfOneFile = style === 'xfer';
  return {
    type: 'progress',
    bytes: isOfOneFile ? 0 : Number(bytes.replaceAll(',', '')),
    percent: isOfOneFile ? 0 : Number(percent),
    bytesPerSecond: Number(rate) * (UNITS[unit] ?? 1),
    filesSent: sent === undefined ? undefined : Number(sent),
    left:
      list === undefined
        ? undefined
        : { toCheck: Number(toCheck), total: Number(total), final: list === 'to' },
  };
}
