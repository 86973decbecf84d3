import { describe, expect, it } from 'vitest';
import type { LiveEvent, PairView, Snapshot } from '../../../engine/api/snapshot.ts';
import { beginView } from '../../../engine/api/setup-view.ts';
import { PairId } from '../../../engine/model/ids.ts';
import { NOTHING_YET, takeBatch, takeLive, withSetup, type Live } from '../../../renderer/state/live.ts';
import { aPair } from '../../fakes/builders.ts';

const OTHER = PairId.parse('pair-9876543210');

function aView(fields: Partial<PairView['pair']> = {}): PairView {
  const nothing = { recoveryPoint: undefined, lastRun: undefined, lastVerify: undefined, running: undefined };
  return {
    pair: aPair(fields),
    ...nothing,
    live: undefined,
    standing: undefined,
    readiness: undefined,
    drill: undefined,
  };
}

const SNAPSHOT: Snapshot = {
  sequence: 5,
  pairs: [aView(), aView({ id: OTHER, name: 'Studio' })],
  fault: undefined,
};
const changed = (name: string, sequence: number): LiveEvent => ({
  type: 'pair.changed',
  pair: aView({ name }),
  sequence,
});

describe('what pages show from', () => {
  it('follows what is newer than the snapshot, and nothing else', () => {
    const names = (snapshot: Snapshot): string[] => snapshot.pairs.map(({ pair }) => pair.name);
    expect(takeLive(SNAPSHOT, changed('older', 5))).toBe(SNAPSHOT);
    const next = takeLive(SNAPSHOT, changed('newer', 6));
    expect([next.sequence, names(next)]).toEqual([6, ['newer', 'Studio']]);
    const all = takeLive(next, { type: 'pairs.changed', pairs: [], fault: undefined, sequence: 8 });
    expect(all).toEqual({ sequence: 8, pairs: [], fault: undefined });
  });

  it('notices that a batch is missing, and takes what came all the same', () => {
    const live: Live = { ...NOTHING_YET, snapshot: SNAPSHOT, batch: 3 };
    const events = [{ type: 'live' as const, event: changed('renamed', 6) }];
    const inOrder = takeBatch(live, { after: 3, number: 4, events });
    expect(inOrder).toMatchObject({ isWhole: true, live: { batch: 4, snapshot: { sequence: 6 } } });
    const afterGap = takeBatch(live, { after: 4, number: 5, events });
    expect(afterGap).toMatchObject({ isWhole: false, live: { batch: 5, snapshot: { sequence: 6 } } });
    expect(takeBatch(NOTHING_YET, { after: 0, number: 1, events })).toEqual({
      isWhole: true,
      live: { ...NOTHING_YET, batch: 1 },
    });
    // A page that begins where others have been told before.
    expect(takeBatch(NOTHING_YET, { after: 1, number: 2, events }).isWhole).toBe(false);
  });

  it('keeps one set-up a pair', () => {
    const first = beginView(SNAPSHOT.pairs[0]?.pair.id ?? OTHER, 'set-up');
    const other = beginView(OTHER, 'rotate');
    const done = { ...first, state: 'done' as const };
    expect(withSetup(withSetup(withSetup([], first), other), done)).toEqual([other, done]);
  });
});
