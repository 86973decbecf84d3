import type { PairId } from '../../../../engine/model/ids.ts';
import type { Problem } from '../../../../engine/model/problem.ts';
import { useAction } from '../../../state/use-reply.ts';

/** What is done here about who serves. How far it is, the pair's view tells. */
export interface PromotionDoing {
  readonly promote: (primaryIsOff?: string) => void;
  readonly undo: () => void;
  readonly failBack: () => void;
  readonly finish: () => void;
  readonly isUnderWay: boolean;
  /** Why the last of them did not come to its end. */
  readonly problem: Problem | undefined;
}

export function usePromotion(pairId: PairId): PromotionDoing {
  const promote = useAction('promotion.promote');
  const undo = useAction('promotion.undo');
  const failBack = useAction('promotion.fail-back');
  const finish = useAction('promotion.finish');
  const all = [promote, undo, failBack, finish];
  /** Each puts away what was said of another. */
  const begin = (run: () => void): void => {
    for (const each of all) each.forget();
    run();
  };
  return {
    promote: (primaryIsOff) =>
      begin(() => promote.run({ pairId, ...(primaryIsOff !== undefined && { primaryIsOff }) })),
    undo: () => begin(() => undo.run({ pairId, changesAreLost: true })),
    failBack: () => begin(() => failBack.run({ pairId })),
    finish: () => begin(() => finish.run({ pairId, servicesAreStopped: true })),
    isUnderWay: all.some(({ isRunning }) => isRunning),
    problem: all.find(({ problem }) => problem !== undefined)?.problem,
  };
}
