import type { ReactNode } from 'react';
import type { Problem } from '../../engine/model/problem.ts';
import type { Pair } from '../../engine/model/pair.ts';
import { explainProblem } from '../../engine/text/app/explain.ts';
import { SHARED_WORDS } from '../text/shared-words.ts';
import { Button } from './Button.tsx';
import { Empty } from './Page.tsx';
import { RemedyButton } from './RemedyNote.tsx';

export interface FailedProps {
  /** What is not there: `The history cannot be shown`. */
  readonly title?: string;
  readonly problem: Problem | undefined;
  readonly pair?: Pair;
  readonly again: () => void;
}

/** In the place of what could not be asked for. */
export function Failed({ title = SHARED_WORDS.notLoaded, problem, pair, again }: FailedProps): ReactNode {
  const words = problem === undefined ? undefined : explainProblem(problem, pair?.name);
  const action = words?.action;
  return (
    <div role="alert">
      <Empty
        title={title}
        action={
          action === undefined || action === 'try-again' ? (
            <Button onPress={again}>{SHARED_WORDS.tryAgain}</Button>
          ) : (
            <RemedyButton action={action} about={{ pairId: pair?.id, tryAgain: again }} />
          )
        }
      >
        {words !== undefined && [words.message, words.remedy].filter((text) => text !== undefined).join(' ')}
      </Empty>
    </div>
  );
}
