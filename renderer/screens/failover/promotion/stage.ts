import type { PairView } from '../../../../engine/api/snapshot.ts';
import type { PairId } from '../../../../engine/model/ids.ts';
import { isFenced, type PromotionJournal, type PromotionStep } from '../../../../engine/model/promotion.ts';

/** Where a pair stands between standby and primary, as far as is known here. */
export type Stage =
  | { readonly kind: 'standby' }
  /** The way back of another pair: its standby is the primary. */
  | { readonly kind: 'way-back' }
  /** Begun and not done: cut, failed, or under way just now. */
  | {
      readonly kind: 'begun';
      readonly what: PromotionJournal['kind'];
      readonly steps: readonly PromotionStep[];
      /** A person has said already what has to be said. */
      readonly isSaid: boolean;
    }
  | {
      readonly kind: 'promoted';
      readonly steps: readonly PromotionStep[];
      /** The pair in the other direction. */
      readonly wayBack: PairId | undefined;
    };

export function stageOf({ promotion }: Pick<PairView, 'promotion'>): Stage {
  if (promotion?.isWayBack === true) return { kind: 'way-back' };
  const journal = promotion?.journal;
  if (journal !== undefined && journal.finishedAt === undefined) {
    const { kind: what, steps } = journal;
    const isSaid = steps.some(
      ({ kind, state }) => (kind === 'name' || kind === 'stopped') && state === 'done',
    );
    return { kind: 'begun', what, steps, isSaid };
  }
  if (!isFenced(promotion)) return { kind: 'standby' };
  const steps = journal?.kind === 'promote' ? journal.steps : [];
  return { kind: 'promoted', steps, wayBack: promotion.wayBack };
}
