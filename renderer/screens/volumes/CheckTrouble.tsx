import { useState, type ReactNode } from 'react';
import type { Pair } from '../../../engine/model/pair.ts';
import { ACTION_LABELS } from '../../../engine/text/app/action-labels.ts';
import { AskDialog } from '../../parts/AskDialog.tsx';
import { Button } from '../../parts/Button.tsx';
import { ProblemNote, troubleWords, type Trouble } from '../../parts/ProblemNote.tsx';
import { RemedyNote } from '../../parts/RemedyNote.tsx';
import { WORDS } from './words.ts';

export interface CheckTroubleProps {
  readonly trouble: Trouble;
  readonly pair: Pair;
  readonly acceptVolumes: () => void;
  readonly checkAgain: () => void;
}

/** What a check found in the way. What is mended on this page needs no button that leads here. */
export function CheckTrouble({ trouble, pair, acceptVolumes, checkAgain }: CheckTroubleProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const { message, remedy, action } = troubleWords(trouble, pair);
  if (action === 'accept-volumes')
    return (
      <RemedyNote state="bad" message={message} remedy={remedy} about={{ pairId: pair.id }}>
        <Button onPress={() => setAsking(true)}>{ACTION_LABELS[action]}</Button>
        <AskDialog
          isOpen={isAsking}
          title={WORDS.accept}
          action={WORDS.acceptAction}
          isDangerous
          onAction={acceptVolumes}
          onClose={() => setAsking(false)}
        >
          <p>{message}</p>
          <p>{WORDS.acceptText}</p>
        </AskDialog>
      </RemedyNote>
    );
  if (action === 'open-volumes')
    return <RemedyNote state="bad" message={message} remedy={remedy} about={{ pairId: pair.id }} />;
  if (action === 'check' || action === 'try-again')
    return (
      <RemedyNote state="bad" message={message} remedy={remedy} about={{ pairId: pair.id }}>
        <Button onPress={checkAgain}>{WORDS.checkAgain}</Button>
      </RemedyNote>
    );
  return <ProblemNote trouble={trouble} pair={pair} />;
}
