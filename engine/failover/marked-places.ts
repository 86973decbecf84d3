import { END_WRITERS } from '../keys/end-writers.ts';
import type { PlaceCheck } from '../model/facts.ts';
import type { VolumeId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import type { PathText } from '../model/path-text.ts';
import { EngineError } from '../model/problem.ts';
import {
  generationOf,
  promotedMarkerText,
  readPromotedMarker,
  volumeMarkerText,
} from '../model/promoted-marker.ts';
import type { StandbyRole } from '../model/promotion.ts';
import { markerState } from '../plan/identity.ts';
import type { Clock } from '../platform/clock.ts';
import { clearMarker, readPlaces, writeMarker } from '../run/ask.ts';
import type { End } from '../run/ends.ts';
import type { StandbyDoor } from './ports.ts';

interface MarkedPlace {
  readonly volumeId: VolumeId;
  readonly path: PathText;
  readonly marker: string | undefined;
}

/**
 * The role of a standby without a guard, in the markers of its places: every Warmspare looks for its volume's own in the command that starts
 * rsync there. One place after the other is changed, and while there is no marker at all, no Warmspare that has copied there before copies.
 */
export function markedDoor(
  end: End,
  pair: Pair,
  clock: Pick<Clock, 'now'>,
  signal: AbortSignal,
): Omit<StandbyDoor, 'run'> {
  const look = (): Promise<readonly MarkedPlace[]> => lookAtPlaces(end, pair, signal);
  return {
    role: async () => roleOf(await look()),
    promote: async () => {
      const places = await look();
      const role = roleOf(places);
      const since = role.since ?? new Date(clock.now()).toISOString();
      const generation = role.state === 'standby' ? role.generation + 1 : role.generation;
      for (const place of places)
        if (readPromotedMarker(place.marker) === undefined)
          await replace(end, pair, place, promotedMarkerText(pair.id, generation, since));
      await endWriters(end, places, signal);
      return roleOf(await look());
    },
    undo: async (generation) => {
      for (const place of await look())
        if (markerState(place.marker, pair.id, place.volumeId) !== 'ours')
          await replace(end, pair, place, volumeMarkerText(pair.id, place.volumeId, generation));
      return roleOf(await look());
    },
  };
}

function roleOf(places: readonly MarkedPlace[]): StandbyRole {
  const promoted = places.flatMap(({ marker }) => readPromotedMarker(marker) ?? []);
  const [first] = promoted;
  const generation = Math.max(0, ...places.map(({ marker }) => generationOf(marker)));
  if (first === undefined) return { state: 'standby', generation };
  const state = promoted.length === places.length ? 'promoted' : 'unfinished';
  return { state, generation: first.generation, since: first.since };
}

async function lookAtPlaces(end: End, pair: Pair, signal: AbortSignal): Promise<readonly MarkedPlace[]> {
  const paths = pair.volumes.map(({ destination }) => destination);
  const found = await readPlaces(end, paths, signal);
  return pair.volumes.map(({ id, destination }, index) => {
    const place: PlaceCheck | undefined = found[index];
    if (place?.state !== 'present') throw unclaimable(id, destination, place?.state ?? 'missing');
    return { volumeId: id, path: destination, marker: place.marker };
  });
}

/** Another pair's is never taken away. */
async function replace(end: End, pair: Pair, place: MarkedPlace, text: string): Promise<void> {
  const isOurs = place.marker === undefined || place.marker.includes(`"${pair.id}"`);
  if (!isOurs) throw unclaimable(place.volumeId, place.path, 'it belongs to another pair');
  if (place.marker !== undefined && (await clearMarker(end, place.path)) === 'failed')
    throw unclaimable(place.volumeId, place.path, 'its marker cannot be replaced');
  const written = await writeMarker(end, place.path, text);
  if (written.kind !== 'written' && written.kind !== 'same')
    throw unclaimable(place.volumeId, place.path, 'its marker cannot be written');
}

function unclaimable(volumeId: VolumeId, path: PathText, text: string): EngineError {
  return EngineError.of('volume.unclaimable', { side: 'standby', volumeId, path, text });
}

const END_WRITERS_SCRIPT = `
${END_WRITERS}
set -f
for place do
  real=$(cd -P -- "$place" && pwd -P && printf x) || exit 1
  shift
  set -- "$@" "\${real%?x}"
done
end_writers "$@"
`;

/** An rsync that found the old marker would go on writing. */
async function endWriters(end: End, places: readonly MarkedPlace[], signal: AbortSignal): Promise<void> {
  const paths = places.map(({ path }) => path);
  const { code, stderr } = await end.shell.run(END_WRITERS_SCRIPT, paths, { signal });
  if (code === 0) return;
  throw EngineError.of('promote.not-marked', {
    side: 'standby',
    text: 'an rsync still writes there, and could not be ended',
    output: stderr.slice(-1_000),
  });
}
