import type { Pair } from '../model/pair.ts';

/**
 * What a journal of changes is of: the volumes, where they go, and what is left out. Where this is another, what is known to have changed
 * is no longer all that the standby lacks.
 */
export function followedKey({ id, primary, standby, driver, volumes, filters, acceptedAt }: Pair): string {
  const places = volumes.map(({ id: volumeId, source, destination, deletion }) => ({
    volumeId,
    source,
    destination,
    deletion: deletion.kind,
  }));
  return JSON.stringify({ id, primary, standby, driver, places, filters, acceptedAt });
}
