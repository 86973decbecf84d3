import type { ReactNode } from 'react';
import type { DrillStep, DrillStepState } from '../../../../engine/model/drill.ts';
import { formatDuration } from '../../../../engine/text/amounts.ts';
import { DRILL_STATES, drillStepTitle } from '../../../../engine/text/drill-words.ts';
import type { MarkState } from '../../../parts/Mark.tsx';
import { StepList } from '../StepList.tsx';
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
    <StepList
      label={DRILL.title}
      steps={steps.map((step) => ({
        mark: MARKS[step.state],
        state: DRILL_STATES[step.state],
        title: (
          <>
            {drillStepTitle(step)} <small>{formatDuration(step.durationMs)}</small>
          </>
        ),
        text: step.output,
      }))}
    />
  );
}
