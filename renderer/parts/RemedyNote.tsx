import { useState, type ReactNode } from 'react';
import { ACTION_LABELS } from '../../engine/text/app/action-labels.ts';
import { explainProblem } from '../../engine/text/app/explain.ts';
import type { RemedyAction } from '../../engine/text/remedy-action.ts';
import { useGo, useIsInWindow, useRemedy, type RemedyAbout } from '../state/use-remedy.ts';
import { SHARED_WORDS } from '../text/shared-words.ts';
import { AskDialog } from './AskDialog.tsx';
import { Button } from './Button.tsx';
import { Mark, type MarkState } from './Mark.tsx';

export interface RemedyNoteProps {
  readonly state: MarkState;
  /** A few words; without them the message stands alone. */
  readonly title?: string | undefined;
  readonly message: string;
  /** What it means for the spare, where the message does not say so. */
  readonly meaning?: string | undefined;
  readonly remedy: string | undefined;
  readonly action?: RemedyAction | undefined;
  readonly about: RemedyAbout;
  /** What else is known, below. */
  readonly children?: ReactNode;
}

/** What is so, what it means for the spare, and one button for what to do about it. */
export function RemedyNote(props: RemedyNoteProps): ReactNode {
  const { state, title, message, meaning, remedy, action, about, children } = props;
  const more = [message, meaning, remedy].filter((text) => text !== undefined);
  const [head = '', ...rest] = title === undefined ? more : [title, ...more];
  return (
    <div className="problem">
      <Mark state={state} />
      <div className="what">
        <p>{head}</p>
        {rest.length > 0 && <p>{rest.join(' ')}</p>}
        {children}
        {action !== undefined && <RemedyButton action={action} about={about} />}
      </div>
    </div>
  );
}

/** Starts it, and says why where it could not. */
export function RemedyButton({
  action,
  about,
}: {
  readonly action: RemedyAction;
  readonly about: RemedyAbout;
}): ReactNode {
  const { start, isRunning, problem } = useRemedy(about);
  const isInWindow = useIsInWindow();
  const go = useGo();
  const [isAsking, setAsking] = useState(false);
  const press = (): void => {
    if (action !== 'mend-contents') return start(action);
    if (isInWindow) return setAsking(true);
    go({ screen: 'overview', ...(about.pairId !== undefined && { pairId: about.pairId }) });
  };
  return (
    <>
      <Button isDisabled={isRunning} onPress={press}>
        {ACTION_LABELS[action]}
      </Button>
      {problem !== undefined && (
        <p className="error" role="alert">
          {explainProblem(problem).message}
        </p>
      )}
      <AskDialog
        isOpen={isAsking}
        title={SHARED_WORDS.mendTitle}
        action={SHARED_WORDS.mendAction}
        onAction={() => start(action)}
        onClose={() => setAsking(false)}
      >
        <p>{SHARED_WORDS.mendText}</p>
      </AskDialog>
    </>
  );
}
