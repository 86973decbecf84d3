import type { StatRecord, TransferStats } from './output.ts';

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

/** One line of the block that `stats2` or `--stats` prints, GNU's or openrsync's. */
export function parseStat(line: string): StatRecord | undefined {
  if (!/^(?:Number|Total|Literal|Unmatched) /.test(line)) return undefined;
  for (const [pattern, key] of STATS) {
    const match = pattern.exec(line);
    if (match?.[1] !== undefined) return { type: 'stat', key, value: Number(match[1].replaceAll(',', '')) };
  }
  return undefined;
}
