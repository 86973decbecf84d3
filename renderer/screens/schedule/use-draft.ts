import type { Pair } from '../../../engine/model/pair.ts';
import { useEdited, type InHand } from '../../state/use-edited.ts';
import { draftOf, type Draft } from './draft.ts';
import { isSame } from './read-draft.ts';

export interface DraftInHand extends InHand<Draft> {
  readonly change: (to: Partial<Draft>) => void;
}

export function useDraft(pair: Pair): DraftInHand {
  const hand = useEdited(draftOf(pair), isSame);
  return { ...hand, change: (to) => hand.edit((draft) => ({ ...draft, ...to })) };
}
