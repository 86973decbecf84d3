import type { RunFilter } from '../model/browse.ts';
import type { IndexEntry } from './history-index.ts';

/** What of a filter the index knows. */
export function chosenRuns(
  entries: readonly IndexEntry[],
  { modes, withoutPassing = false, since, until, before }: RunFilter,
): IndexEntry[] {
  const at = before === undefined ? -1 : entries.findIndex(({ id }) => id === before);
  // A run that is gone meanwhile is still told by its name, which begins with its start.
  const isGone = before !== undefined && at === -1;
  return entries
    .slice(at + 1)
    .filter(
      ({ id, mode, startedAt, isPassing = false }) =>
        !(withoutPassing && isPassing) &&
        (modes === undefined || modes.includes(mode)) &&
        (since === undefined || Date.parse(startedAt) >= Date.parse(since)) &&
        (until === undefined || Date.parse(startedAt) < Date.parse(until)) &&
        (!isGone || id < before),
    );
}
