import type { ReactNode } from 'react';
import type { Problem } from '../../../engine/model/problem.ts';
import { printable } from '../../../engine/model/path-text.ts';
import { ACTION_LABELS } from '../../../engine/text/app/action-labels.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import type { RemedyAction } from '../../../engine/text/remedy-action.ts';
import type { Words } from '../../../engine/text/words.ts';
import { ask } from '../../client.ts';
import { Button } from '../../parts/Button.tsx';
import { Mark, type MarkState } from '../../parts/Mark.tsx';
import { More } from '../../parts/More.tsx';
import { COMMON } from './words.ts';

export type Remedies = Partial<Record<RemedyAction, () => void>>;

/** What every page can start. */
const EVERYWHERE: Remedies = {
  'full-disk-access': () =>
    void ask('app.system-settings', { pane: 'full-disk-access' }).catch(() => undefined),
  'local-network-access': () =>
    void ask('app.system-settings', { pane: 'local-network' }).catch(() => undefined),
  'reveal-config': () => void ask('app.reveal', { what: 'config' }).catch(() => undefined),
};

/** What went wrong and the one thing to do about it; a button where this page can start that. */
export function ProblemNote({
  problem,
  pairName,
  remedies = {},
}: {
  readonly problem: Problem;
  readonly pairName?: string | undefined;
  readonly remedies?: Remedies;
}): ReactNode {
  return (
    <div role="alert">
      <WordsNote words={explainProblem(problem, pairName)} state="bad" remedies={remedies}>
        {problem.details.output !== undefined && problem.details.output !== '' && (
          <More title={COMMON.said}>
            <pre className="said">{problem.details.output.split('\n').map(printable).join('\n')}</pre>
          </More>
        )}
      </WordsNote>
    </div>
  );
}

export function WordsNote({
  words: { message, remedy, action },
  state,
  remedies = {},
  children,
}: {
  readonly words: Words;
  readonly state: MarkState;
  readonly remedies?: Remedies;
  readonly children?: ReactNode;
}): ReactNode {
  const start = action === undefined ? undefined : (remedies[action] ?? EVERYWHERE[action]);
  return (
    <div className="panel problem">
      <Mark state={state} />
      <div className="what">
        <p>{message}</p>
        {remedy !== undefined && <p>{remedy}</p>}
        {children}
      </div>
      {action !== undefined && start !== undefined && (
        <Button onPress={start}>{ACTION_LABELS[action]}</Button>
      )}
    </div>
  );
}
