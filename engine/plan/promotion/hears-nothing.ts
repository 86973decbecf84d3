import type { PrimaryLook } from '../../model/promotion.ts';

/** What two looks come to: the one that says most against a promotion; `undefined`: the primary is silent on both. */
export function againstPromotion(looks: readonly PrimaryLook[]): PrimaryLook | undefined {
  const of = (state: PrimaryLook['state']): PrimaryLook | undefined =>
    looks.find((look) => look.state === state);
  return of('answers') ?? of('unknown');
}
