import type { ReactNode } from 'react';
import type { SetupView, SetupStepView } from '../../../engine/api/setup-view.ts';
import { Mark } from '../../parts/Mark.tsx';
import { More } from '../../parts/More.tsx';
import { INSTALL, plainEndpoint, SIDE_NAMES, stepText } from './setup-words.ts';

const MARKS = { doing: 'busy', done: 'good', failed: 'bad' } as const;

/** What was done on each machine, in its order, and what is under way. */
export function SetupSteps({ setup }: { readonly setup: SetupView }): ReactNode {
  return setup.machines
    .filter(({ steps }) => steps.length > 0)
    .map(({ side, endpoint, steps }) => (
      <section className="group did" key={`${side} ${endpoint}`} aria-label={SIDE_NAMES[side]}>
        <h3>
          {SIDE_NAMES[side]}, {plainEndpoint(endpoint)}
        </h3>
        <ul className="panel">
          {steps.map((step) => (
            <StepItem key={step.step} step={step} />
          ))}
        </ul>
      </section>
    ));
}

function StepItem({ step }: { readonly step: SetupStepView }): ReactNode {
  const { title, details, line } = stepText(step);
  return (
    <li className="row">
      <Mark state={MARKS[step.state]} label={INSTALL[step.state]} />
      <div className="what">
        {title}
        {details.map((detail) => (
          <small key={detail} className="selectable">
            {detail}
          </small>
        ))}
        {line !== undefined && (
          <More title={INSTALL.line}>
            <pre className="said">{line}</pre>
          </More>
        )}
      </div>
    </li>
  );
}
