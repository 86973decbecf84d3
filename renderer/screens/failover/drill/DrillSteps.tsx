import type { ReactNode } from 'react';
import type { DrillStep, DrillStepState } from '../../../../engine/model/drill.ts';
import { formatDuration } from '../../../../engine/text/amounts.ts';
import { DRILL_STATES, drillStepTitle } from '../../../../engine/text/drill-words.ts';
import { Mark, type MarkState } from '../../../parts/Mark.tsx';
import { DRILL } from './words.ts';

const MARKS: Readonly<Record<DrillStepState, MarkState>> = {
  passed: 'good',
  warned: 'warn',
  failed: 'bad',
  skipped: 'idle',
};

/** What was tried, with what was seen and how long it took. */
export function DrillSteps({ steps }: { readonly steps: readonly DrillStep[] }): ReactNode {
  return (
    <ol className="promotion-steps drill-steps" aria-label={DRILL.title}>
      {steps.map((step, at) => (
        <li key={at}>
          <Mark state={MARKS[step.state]} label={DRILL_STATES[step.state]} />
          <div className="what">
            {drillStepTitle(step)} <small>{formatDuration(step.durationMs)}</small>
            {step.output !== undefined && step.output.trim() !== '' && (
              <pre tabIndex={0}>{step.output.trimEnd()}</pre>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
