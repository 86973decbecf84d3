import type { ReactNode } from 'react';
import type { PromotionStep } from '../../../../engine/model/promotion.ts';
import { stepTitle } from '../../../../engine/text/promotion-words.ts';
import { StepList } from '../StepList.tsx';
import { PROMOTION, STEP_MARKS, STEP_STATES } from './words.ts';

/** Each step in its order, with what it printed or would run. */
export function Steps({ steps }: { readonly steps: readonly PromotionStep[] }): ReactNode {
  return (
    <StepList
      label={PROMOTION.steps}
      steps={steps.map((step) => ({
        mark: STEP_MARKS[step.state],
        state: STEP_STATES[step.state],
        title: stepTitle(step),
        text: step.kind === 'command' && step.state === 'waiting' ? step.text : step.output,
      }))}
    />
  );
}
