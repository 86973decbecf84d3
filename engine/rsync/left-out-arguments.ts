import type { RsyncFacts } from '../model/facts.ts';
import type { PathText } from '../model/path-text.ts';
import { operands, plainWord } from './operands.ts';
import { isAtLeast } from './version.ts';

/** Does this rsync say which rule leaves out what? `--debug=FILTER` came with 3.1.0; openrsync and 2.6.9 have nothing like it. */
export function tellsFilters({ flavour, version }: RsyncFacts): boolean {
  return flavour === 'gnu' && isAtLeast(version, '3.1.0');
}

/**
 * A dry run on one machine into a place where nothing is, which is not made: everything that would be copied counts as created.
 * `filters`: all rules, each of whose matches is told. `list`: only these paths, a folder with all that is in it.
 */
export function leftOutArguments(
  rsync: RsyncFacts,
  source: PathText,
  nowhere: PathText,
  what: { readonly filters: readonly string[] } | { readonly list: string },
): PathText[] {
  const chosen =
    'filters' in what
      ? ['--debug=FILTER1', ...what.filters.map((rule) => `--filter=${rule}`)]
      : ['--from0', `--files-from=${plainWord(what.list)}`, '--no-implied-dirs'];
  return [
    '--dry-run',
    // What -a copies, without the attributes that nobody asks for here.
    ...['--recursive', '--links', '--devices', '--specials', '--one-file-system'],
    ...['--info=stats2', '--no-human-readable'],
    ...chosen,
    ...operands(rsync, { path: source }, { path: nowhere }),
  ];
}
