import type { RsyncFacts } from '../model/facts.ts';
import type { PathText } from '../model/path-text.ts';
import { OUT_FORMAT } from './arguments.ts';
import { operands } from './operands.ts';

/** A dry run of a folder into a place where nothing is, which is not made: it names every entry that the filters keep. For an rsync from 3.1 on. */
export function keptArguments(
  rsync: RsyncFacts,
  folder: PathText,
  nowhere: PathText,
  filters: readonly string[],
): PathText[] {
  return [
    '--dry-run',
    '--recursive',
    `--out-format=${OUT_FORMAT}`,
    '--no-human-readable',
    ...filters.map((rule) => `--filter=${rule}`),
    ...operands(rsync, { path: folder }, { path: nowhere }),
  ];
}
