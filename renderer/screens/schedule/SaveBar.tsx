import type { ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { UnsavedBar } from '../../parts/UnsavedBar.tsx';
import { isBusy } from '../../state/is-busy.ts';
import { useAction } from '../../state/use-reply.ts';
import { changeOf } from './change-of.ts';
import { COMMANDS_WORDS } from './commands/words.ts';
import { countFaults, readDraft, type ReadDraft } from './read-draft.ts';
import type { DraftInHand } from './use-draft.ts';

export interface SaveBarProps {
  readonly view: PairView;
  readonly hand: DraftInHand;
  readonly read: ReadDraft;
  readonly isMarked: boolean;
  readonly onMark: (isMarked: boolean) => void;
}

/** All but commands is saved also while a run is under way. */
export function SaveBar({ view, hand, read, isMarked, onMark }: SaveBarProps): ReactNode {
  const { pair } = view;
  const wanted = changeOf(readDraft(hand.stored), read);
  const saving = useAction('pair.change', () => {
    hand.revert();
    onMark(false);
  });
  const save = (): void => {
    if (wanted === undefined) onMark(true);
    else saving.run({ pairId: pair.id, change: wanted });
  };
  if (!hand.isChanged) return null;
  return (
    <UnsavedBar
      pair={pair}
      problem={saving.problem}
      isSaving={saving.isRunning}
      isOutdated={hand.isOutdated}
      hindrance={wanted?.commands !== undefined && isBusy(view) ? COMMANDS_WORDS.waitForRun : undefined}
      isMarked={isMarked && countFaults(read) > 0}
      onRevert={() => {
        saving.forget();
        onMark(false);
        hand.revert();
      }}
      onSave={save}
      onTryAgain={save}
    />
  );
}
