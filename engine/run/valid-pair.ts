import { Pair } from '../model/pair.ts';
import { EngineError } from '../model/problem.ts';
import { printable, type PathText } from '../model/path-text.ts';
import { checkPatterns } from '../plan/filters.ts';
import { copiedPath } from '../plan/runbook/copied-path.ts';

/** The pair with its paths as they are kept. Throws `pair.invalid`. */
export function valid(candidate: unknown): Pair {
  const pair = Pair.safeParse(candidate);
  if (!pair.success) throw invalid('the pair', pair.error);
  const [fault] = checkPatterns(pair.data.filters.excludes);
  if (fault !== undefined)
    throw EngineError.of('pair.invalid', {
      text: `the pattern ${JSON.stringify(fault.details.pattern ?? '')} cannot be used: ${fault.details.found ?? ''}`,
    });
  if (pair.data.schedule.kind === 'continuous' && pair.data.primary.kind !== 'local')
    throw EngineError.of('pair.invalid', {
      text: 'changes can be followed only on the machine that Warmspare runs on; every 1m comes closest',
    });
  if (pair.data.wake && pair.data.schedule.kind === 'manual')
    throw EngineError.of('pair.invalid', {
      text: 'by hand, no run is due that this machine could wake up for: it needs a schedule as well',
    });
  return pair.data;
}

/** What a drill is to open has to be in the copy. Those that were `known` before stay: a drill tells that one of them is not there any more. Throws `pair.invalid`. */
export function requireDatabasesCopied(pair: Pair, known: readonly PathText[] = []): Pair {
  const stray = (pair.failover.databases ?? []).find(
    (path) => !known.includes(path) && copiedPath(pair.volumes, path) === undefined,
  );
  if (stray === undefined) return pair;
  throw EngineError.of('pair.invalid', {
    text: `the database ${printable(stray)} is in no volume of the pair: no drill could open it`,
  });
}

/** As zod tells what is wrong with a document. */
interface Fault {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

export function invalid(what: string, error: Fault): EngineError {
  const first = error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.map(String).join('.')}: ${message}`)
    .join('; ');
  return EngineError.of('pair.invalid', { text: `${what} is not valid: ${first}` }, 'person', error);
}

/** What a source is taken for that nobody said anything about. */
export function roleOf(source: string): 'system' | 'data' {
  const isSystem = /^\/+$/.test(source) || /^\/System\/Volumes\/Data\/*$/.test(source);
  return isSystem ? 'system' : 'data';
}

/** Names that differ in case only would be one on a Mac's disk and in a person's memory. */
export function isSameName(a: string, b: string): boolean {
  return a.toLocaleLowerCase('en') === b.toLocaleLowerCase('en');
}
