import { formatEndpoint } from '../model/endpoint.ts';
import type { PlaceCheck } from '../model/facts.ts';
import type { Pair } from '../model/pair.ts';
import { printable } from '../model/path-text.ts';
import { EngineError } from '../model/problem.ts';
import { readPromotedMarker } from '../model/promoted-marker.ts';
import type { Volume } from '../model/volume.ts';
import type { Judged } from '../plan/drill/judge-try.ts';
import { identityDifference, identityOf, identityText, markerState } from '../plan/identity.ts';
import { readPlaces } from '../run/ask.ts';
import type { End } from '../run/ends.ts';

/** Is each place of the copy mounted, and this pair's? Throws `standby.promoted` where a marker says so. */
export async function lookAtCopy(end: End, pair: Pair, signal: AbortSignal): Promise<Judged> {
  const paths = pair.volumes.map(({ destination }) => destination);
  const places = await readPlaces(end, paths, signal);
  const promoted = places.flatMap(({ marker }) => readPromotedMarker(marker) ?? [])[0];
  if (promoted !== undefined)
    throw EngineError.of('standby.promoted', {
      side: 'standby',
      endpoint: formatEndpoint(pair.standby),
      count: promoted.generation,
    });
  const faults = pair.volumes.flatMap((volume, at) => faultOf(pair, volume, places[at]) ?? []);
  if (faults.length > 0) return { state: 'failed', output: faults.join('\n') };
  const found = places.map((place) => `${printable(place.path)}: ${identityText(identityOf(place))}`);
  return { state: 'passed', output: found.join('\n') };
}

function faultOf(pair: Pair, volume: Volume, place: PlaceCheck | undefined): string | undefined {
  const path = printable(volume.destination);
  if (place?.state !== 'present') return `${path}: ${place?.state ?? 'missing'}`;
  const recorded = volume.identity?.destination;
  if (recorded !== undefined && identityDifference(recorded, identityOf(place)) !== undefined)
    return `${path}: not the volume that it was, ${identityText(recorded)}, but ${identityText(identityOf(place))}`;
  if (markerState(place.marker, pair.id, volume.id) === 'ours') return undefined;
  return `${path}: no copy of this pair is there`;
}
