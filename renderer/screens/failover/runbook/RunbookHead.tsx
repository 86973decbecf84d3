import type { ReactNode } from 'react';
import type { Runbook } from '../../../../engine/model/runbook.ts';
import {
  largeTimes,
  minutesToWork,
  minutesWords,
  smallTimes,
} from '../../../../engine/text/runbook/runbook-parts.ts';
import { strategyTitle } from '../../../../engine/text/readiness/strategy-words.ts';
import { Mark, type MarkState } from '../../../parts/Mark.tsx';
import { WORDS } from '../words.ts';

/** Of when it is, and what is going to be done. */
export function RunbookHead({ runbook }: { readonly runbook: Runbook }): ReactNode {
  return (
    <div className="runbook-head">
      <Times kind="large" times={largeTimes(runbook)} />
      <Times kind="small" times={smallTimes(runbook)} />
      <h3>{strategyTitle(runbook.strategy)}</h3>
      <p>{runbook.summary}</p>
      <p>{WORDS.takes(minutesWords(minutesToWork(runbook)))}</p>
    </div>
  );
}

function Times({
  kind,
  times,
}: {
  readonly kind: 'large' | 'small';
  readonly times: ReturnType<typeof largeTimes>;
}): ReactNode {
  return (
    <dl className={`times ${kind}`}>
      {times.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A few sentences with a heading; nothing where there are none. */
export function Sentences({
  title,
  sentences,
  state,
}: {
  readonly title: string;
  readonly sentences: readonly string[];
  readonly state?: MarkState;
}): ReactNode {
  if (sentences.length === 0) return null;
  return (
    <div className="row told">
      {state !== undefined && <Mark state={state} />}
      <div className="what">
        <h3>{title}</h3>
        <Lines of={sentences} />
      </div>
    </div>
  );
}

export function Lines({ of }: { readonly of: readonly string[] }): ReactNode {
  return (
    <ul className="sentences selectable">
      {of.map((sentence, at) => (
        <li key={at}>{sentence}</li>
      ))}
    </ul>
  );
}
