import { Check, Circle, CircleDot } from 'lucide-react';
import type { ReactNode } from 'react';
import { progressOf, type Step } from './steps.ts';
import { COMMON, PROGRESS_WORDS, STEP_NAMES } from './words.ts';

const PICTURES = { done: Check, current: CircleDot, ahead: Circle } as const;

/** Which steps are done, which one this is, and what is to come. */
export function StepRow({
  steps,
  current,
}: {
  readonly steps: readonly Step[];
  readonly current: Step;
}): ReactNode {
  return (
    <ol className="steps" aria-label={COMMON.steps}>
      {steps.map((step) => {
        const progress = progressOf(steps, step, current);
        const Picture = PICTURES[progress];
        return (
          <li
            key={step}
            className={progress}
            {...(progress === 'current' && { 'aria-current': 'step' as const })}
          >
            <Picture size="1.1em" strokeWidth={2} aria-hidden />
            {STEP_NAMES[step]}
            <span className="visually-hidden">, {PROGRESS_WORDS[progress]}</span>
          </li>
        );
      })}
    </ol>
  );
}
