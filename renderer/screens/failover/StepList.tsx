import type { ReactNode } from 'react';
import { printable } from '../../../engine/model/path-text.ts';
import { Mark, type MarkState } from '../../parts/Mark.tsx';
import './step-list.css';

export interface ListedStep {
  readonly mark: MarkState;
  /** What the mark says. */
  readonly state: string;
  readonly title: ReactNode;
  /** What was printed, or would be run. */
  readonly text: string | undefined;
}

/** What is done one after the other, with what came of each. */
export function StepList({
  label,
  steps,
}: {
  readonly label: string;
  readonly steps: readonly ListedStep[];
}): ReactNode {
  return (
    <ol className="step-list" aria-label={label}>
      {steps.map(({ mark, state, title, text = '' }, at) => (
        <li key={at}>
          <Mark state={mark} label={state} />
          <div className="what">
            {title}
            {text.trim() !== '' && (
              <pre tabIndex={0}>{text.trimEnd().split('\n').map(printable).join('\n')}</pre>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
