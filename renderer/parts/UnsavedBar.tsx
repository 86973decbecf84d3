import type { ReactNode } from 'react';
import type { Pair } from '../../engine/model/pair.ts';
import type { Problem } from '../../engine/model/problem.ts';
import { SHARED_WORDS } from '../text/shared-words.ts';
import { Button } from './Button.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import './unsaved-bar.css';

export interface UnsavedBarProps {
  readonly pair: Pair;
  /** Why saving failed. */
  readonly problem: Problem | undefined;
  readonly isSaving: boolean;
  /** Somebody else changed the same meanwhile. */
  readonly isOutdated: boolean;
  /** Why it cannot be saved now; `undefined`: it can. */
  readonly hindrance?: string | undefined;
  /** What keeps it from being saved is on the page, and a person tried. */
  readonly isMarked: boolean;
  /** More is asked before it is saved. */
  readonly asksMore?: boolean;
  readonly onRevert: () => void;
  readonly onSave: () => void;
  readonly onTryAgain: () => void;
  readonly children?: ReactNode;
}

/** Below a page that holds something that is not saved. */
export function UnsavedBar(props: UnsavedBarProps): ReactNode {
  const { pair, problem, isSaving, isOutdated, hindrance, isMarked, asksMore = false, children } = props;
  return (
    <div className="save-bar">
      <div className="says" role="status">
        {problem !== undefined && <ProblemNote trouble={problem} pair={pair} tryAgain={props.onTryAgain} />}
        {isOutdated && <p className="more">{SHARED_WORDS.changedElsewhere}</p>}
        <p>{hindrance ?? (isMarked ? SHARED_WORDS.mendFirst : SHARED_WORDS.unsaved)}</p>
      </div>
      <Button isDisabled={isSaving} onPress={props.onRevert}>
        {SHARED_WORDS.revert}
      </Button>
      <Button kind="primary" isDisabled={isSaving || hindrance !== undefined} onPress={props.onSave}>
        {asksMore ? SHARED_WORDS.saveMore : SHARED_WORDS.save}
      </Button>
      {children}
    </div>
  );
}
