import { z } from 'zod';
import { Marker } from './volume.ts';

/** In the place of the id of a volume: no app finds its own there. */
const NO_VOLUME = 'promoted';

const PromotedMarker = Marker.extend({
  volumeId: z.literal(NO_VOLUME),
  generation: z.number().int().min(1),
  since: z.string(),
});
export type PromotedMarker = z.infer<typeof PromotedMarker>;

/**
 * The marker of a place on a promoted standby that has no guard. Every Warmspare looks for the volume's own in the same breath in which it
 * starts rsync there, and takes this one for another's.
 */
export function promotedMarkerText(pairId: string, generation: number, since: string): string {
  return JSON.stringify({
    version: 1,
    pairId,
    volumeId: NO_VOLUME,
    generation,
    since,
  } satisfies PromotedMarker);
}

export function readPromotedMarker(text: string | undefined): PromotedMarker | undefined {
  const marker = PromotedMarker.safeParse(parsed(text));
  return marker.success ? marker.data : undefined;
}

/** The volume's own, which keeps how often the standby was promoted. */
export function volumeMarkerText(pairId: string, volumeId: string, generation: number): string {
  const marker: Marker = { version: 1, pairId, volumeId };
  return JSON.stringify(generation === 0 ? marker : { ...marker, generation });
}

/** 0 where it was never promoted. */
export function generationOf(text: string | undefined): number {
  const marker = z.object({ generation: z.number().int().min(0) }).safeParse(parsed(text));
  return marker.success ? marker.data.generation : 0;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
