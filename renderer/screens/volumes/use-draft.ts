import type { Pair } from '../../../engine/model/pair.ts';
import { useEdited, type InHand } from '../../state/use-edited.ts';
import { draftOf, isSame, type Draft } from './draft.ts';
import { step, type DraftStep } from './draft-steps.ts';

export interface DraftInHand extends InHand<Draft> {
  readonly take: (it: DraftStep) => void;
}

export function useDraft(pair: Pair): DraftInHand {
  const hand = useEdited(draftOf(pair), isSame);
  return { ...hand, take: (it) => hand.edit((draft) => step(draft, it)) };
}
