import type { ReactNode } from 'react';
import type { Pair } from '../../../../engine/model/pair.ts';
import { UnsavedBar } from '../../../parts/UnsavedBar.tsx';
import type { InHand } from '../../../state/use-edited.ts';
import { useAction } from '../../../state/use-reply.ts';
import { SHARED_WORDS } from '../../../text/shared-words.ts';
import { isTooLong, settingsOf, type Draft } from './draft.ts';

export interface SaveBarProps {
  readonly pair: Pair;
  readonly hand: InHand<Draft>;
}

/** Saved also while a run is under way. */
export function SaveBar({ pair, hand }: SaveBarProps): ReactNode {
  const saving = useAction('pair.change', hand.revert);
  const save = (): void =>
    saving.run({ pairId: pair.id, change: { failover: settingsOf(hand.draft, pair.failover) } });
  if (!hand.isChanged) return null;
  return (
    <UnsavedBar
      pair={pair}
      problem={saving.problem}
      isSaving={saving.isRunning}
      isOutdated={hand.isOutdated}
      hindrance={isTooLong(hand.draft) ? SHARED_WORDS.mendFirst : undefined}
      isMarked={false}
      onRevert={() => {
        saving.forget();
        hand.revert();
      }}
      onSave={save}
      onTryAgain={save}
    />
  );
}
