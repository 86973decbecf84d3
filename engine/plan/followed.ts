import type { Pair } from '../model/pair.ts';
import { filterRules } from './filters.ts';

/**
 * What a journal of changes is of: the volumes, where they go, and what is left out, rule by rule, since another version of the app may leave out
 * something else. Where this is another, what is known to have changed
 * is no longer all that the standby lacks.
 */
export function followedKey(pair: Pair): string {
  const { id, primary, standby, driver, volumes, filters, acceptedAt } = pair;
  const places = volumes.map((volume) => ({
    volumeId: volume.id,
    source: volume.source,
    destination: volume.destination,
    deletion: volume.deletion.kind,
    rules: filterRules(pair, volume),
  }));
  return JSON.stringify({ id, primary, standby, driver, places, filters, acceptedAt });
}
