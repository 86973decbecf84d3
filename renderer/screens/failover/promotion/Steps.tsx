import type { ReactNode } from 'react';
import { printable } from '../../../../engine/model/path-text.ts';
import type { PromotionStep } from '../../../../engine/model/promotion.ts';
import { stepTitle } from '../../../../engine/text/promotion-words.ts';
import { Mark } from '../../../parts/Mark.tsx';
import { PROMOTION, STEP_MARKS, STEP_STATES } from './words.ts';

/** Each step in its order, with what it printed or would run. */
export function Steps({ steps }: { readonly steps: readonly PromotionStep[] }): ReactNode {
  return (
    <ol className="promotion-steps" aria-label={PROMOTION.steps}>
      {steps.map((step, at) => (
        <li key={at}>
          <Mark state={STEP_MARKS[step.state]} label={STEP_STATES[step.state]} />
          <div className="what">
            {stepTitle(step)}
            {step.kind === 'command' && step.state === 'waiting' && <pre>{printableLines(step.text)}</pre>}
            {step.output !== undefined && step.output.trim() !== '' && (
              <pre tabIndex={0}>{printableLines(step.output.trimEnd())}</pre>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

function printableLines(text = ''): string {
  return text.split('\n').map(printable).join('\n');
}
