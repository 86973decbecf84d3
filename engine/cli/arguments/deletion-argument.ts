import { printable } from '../../model/path-text.ts';
import { DeletionLimit, type DeletionPolicy } from '../../model/volume.ts';
import { UsageError } from '../usage-error.ts';

/** `--max-delete 500`, `--max-delete 12.5%`, `--max-delete default`, `--keep-deleted`, or neither. */
export function parseDeletionArguments(maxDelete: string | undefined, keepDeleted: boolean): DeletionPolicy {
  if (keepDeleted) return { kind: 'keep' };
  if (maxDelete === undefined) return { kind: 'mirror', limit: { kind: 'default' } };
  return { kind: 'mirror', limit: parseLimit(maxDelete) };
}

function parseLimit(text: string): DeletionLimit {
  if (text === 'default') return { kind: 'default' };
  // 500   12%   12.5 %
  const match = /^(\d+)$|^(\d+(?:\.\d+)?) ?%$/.exec(text);
  const limit = DeletionLimit.safeParse(
    match?.[1] !== undefined
      ? { kind: 'entries', entries: Number(match[1]) }
      : { kind: 'percent', percent: Number(match?.[2] ?? 'NaN') },
  );
  if (limit.success) return limit.data;
  throw new UsageError(
    `--max-delete is "${printable(text)}", and must be a number of entries (500) or a share of them (10%)`,
  );
}
