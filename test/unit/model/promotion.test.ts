import { describe, expect, it } from 'vitest';
import {
  generationOf,
  promotedMarkerText,
  readPromotedMarker,
  volumeMarkerText,
} from '../../../engine/model/promoted-marker.ts';
import { fencedDetails } from '../../../engine/model/promotion.ts';
import { markerState } from '../../../engine/plan/identity.ts';
import { VOL_A } from '../../fakes/builders.ts';

const PAIR = 'pair-0123456789';

describe('what a guard says of a promoted standby', () => {
  it('is read with the number of the promotion, from an older guard without', () => {
    const now =
      'warmspare guard: refused: this standby was promoted (generation 3, 2026-11-27): nothing may be written over it; see warmspare failback';
    expect(fencedDetails(`Warning: added\n${now}\nrsync: closed`)).toEqual({
      side: 'standby',
      count: 3,
      found: '2026-11-27',
    });
    expect(
      fencedDetails('warmspare guard: refused: this standby is promoted: nothing is copied onto it'),
    ).toEqual({
      side: 'standby',
    });
    expect(fencedDetails('warmspare guard: refused: this standby is not promoted')).toBeUndefined();
    expect(
      fencedDetails('rsync: cannot find "warmspare guard: refused: this standby was promoted"'),
    ).toBeUndefined();
  });
});

describe('the marker of a place on a promoted standby', () => {
  const text = promotedMarkerText(PAIR, 3, '2026-11-27T08:00:00Z');

  it('is no volume’s, to a Warmspare that knows nothing of promotions as well', () => {
    expect(markerState(text, PAIR, VOL_A)).toBe('foreign');
    expect(text).not.toContain(VOL_A);
    expect(readPromotedMarker(text)).toMatchObject({ pairId: PAIR, generation: 3 });
  });

  it('gives way to the volume’s own, which keeps the number', () => {
    const own = volumeMarkerText(PAIR, VOL_A, 3);
    expect([markerState(own, PAIR, VOL_A), generationOf(own), readPromotedMarker(own)]).toEqual([
      'ours',
      3,
      undefined,
    ]);
    expect(volumeMarkerText(PAIR, VOL_A, 0)).toBe(
      JSON.stringify({ version: 1, pairId: PAIR, volumeId: VOL_A }),
    );
  });

  it.each([undefined, '', '{', '[]', '{"generation":-1}', 'null'])('is not %j', (other) => {
    expect([readPromotedMarker(other), generationOf(other)]).toEqual([undefined, 0]);
  });
});
