import type { Change } from '../../model/run.ts';
import { command } from '../text/command.ts';
import { countOf, formatBytes } from '../../text/amounts.ts';
import { printChange } from './changes.ts';
import type { VolumePaths } from '../../text/volume-name.ts';

const FIRST = 20;
const LARGEST = 5;

/** What is worth showing of all changes, of which there may be millions. */
export interface PreviewSample {
  readonly total: number;
  readonly first: readonly Change[];
  /** Largest first, only files that would be sent. */
  readonly largest: readonly Change[];
}

/** Reads every change and keeps a few. */
export async function sampleChanges(changes: AsyncIterable<Change>): Promise<PreviewSample> {
  const first: Change[] = [];
  let largest: Change[] = [];
  let total = 0;
  for await (const change of changes) {
    total++;
    if (first.length < FIRST) first.push(change);
    if (isSent(change) && change.bytes > (largest[LARGEST - 1]?.bytes ?? 0)) {
      largest = [...largest, change].sort((a, b) => b.bytes - a.bytes).slice(0, LARGEST);
    }
  }
  return { total, first, largest };
}

function isSent(change: Change): boolean {
  return change.type === 'file' && (change.kind === 'created' || change.kind === 'updated');
}

/** The first changes, the largest when some are not among the first, and what to do next if it may be done. */
export function printPreview(
  sample: PreviewSample,
  volumes: readonly VolumePaths[],
  next: { readonly pairName: string } | undefined,
): string {
  if (sample.total === 0) return 'Nothing would change: the standby is as the primary.';
  const more = sample.total - sample.first.length;
  const lines = sample.first.map((change) => `  ${printChange(change, volumes)}`);
  if (more > 0) lines.push(`  and ${countOf(more, 'change')} more`);
  const isLargestNew = sample.largest.some((change) => !sample.first.includes(change));
  const largest = isLargestNew
    ? [
        'The largest:',
        ...sample.largest.map(
          (change) => `  ${formatBytes(change.bytes).padStart(8)}  ${printChange(change, volumes).slice(2)}`,
        ),
      ]
    : [];
  const end =
    next === undefined
      ? 'Nothing was changed.'
      : `Nothing was changed. Do it with: ${command('sync', next.pairName)}`;
  return [...lines, ...largest, end].join('\n');
}
