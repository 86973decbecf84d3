import type { ReactNode } from 'react';
import type { SetupView } from '../../../engine/api/setup-view.ts';
import { CopyLine } from '../../parts/CopyLine.tsx';
import { Mark } from '../../parts/Mark.tsx';
import type { SetUpWork } from './PairSetUp.tsx';
import { PASTE, TRIES_BEFORE_A_HINT } from './setup-words.ts';
import { StepPage } from './StepPage.tsx';
import { STEP_TITLES } from './words.ts';

/** A line for the other machine's Terminal; the page goes on by itself when it has worked there. */
export function PastePage({
  work,
  paste,
}: {
  readonly work: SetUpWork;
  readonly paste: NonNullable<SetupView['paste']>;
}): ReactNode {
  const { endpoint, line, tries } = paste;
  return (
    <StepPage
      title={STEP_TITLES['sign-in']}
      lead={PASTE.lead(endpoint)}
      onStop={work.stop}
      status={PASTE.waiting(tries)}
    >
      <CopyLine label={PASTE.line} text={line} />
      <p className="above small">{PASTE.means}</p>
      {tries >= TRIES_BEFORE_A_HINT && (
        <div className="panel problem" role="note">
          <Mark state="warn" />
          <div className="what">
            <p>{PASTE.hint}</p>
          </div>
        </div>
      )}
    </StepPage>
  );
}
