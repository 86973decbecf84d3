import type { KeyStatus } from '../../../engine/api/setup.ts';
import type { PairView } from '../../../engine/api/snapshot.ts';
import type { PairId } from '../../../engine/model/ids.ts';

/** The keys of one pair, which may be gone. */
export interface KeyGroup {
  readonly pairId: PairId;
  /** `undefined`: the pair was removed. */
  readonly name: string | undefined;
  readonly keys: readonly KeyStatus[];
}

/** Pairs as they are configured, then those that were removed. */
export function keyGroups(keys: readonly KeyStatus[], pairs: readonly PairView[]): KeyGroup[] {
  const ids = [...new Set(keys.map(({ key }) => key.pairId))];
  const order = (id: PairId): number => {
    const at = pairs.findIndex(({ pair }) => pair.id === id);
    return at === -1 ? pairs.length : at;
  };
  return ids
    .sort((a, b) => order(a) - order(b))
    .map((pairId) => ({
      pairId,
      name: pairs.find(({ pair }) => pair.id === pairId)?.pair.name,
      keys: keys.filter(({ key }) => key.pairId === pairId),
    }));
}
