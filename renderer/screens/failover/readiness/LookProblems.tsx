import type { ReactNode } from 'react';
import type { Pair } from '../../../../engine/model/pair.ts';
import type { Problem } from '../../../../engine/model/problem.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import type { Looking } from '../use-looking.ts';
import { WORDS } from '../words.ts';

/** Why a machine could not be looked at just now. */
export function LookProblems({
  pair,
  looking,
}: {
  readonly pair: Pair;
  readonly looking: Looking;
}): ReactNode {
  const { problems, problem, look } = looking;
  const told: readonly (readonly [string | undefined, Problem | undefined])[] = [
    [WORDS.notLookedAt.primary, problems.primary],
    [WORDS.notLookedAt.standby, problems.standby],
    [undefined, problem],
  ];
  const shown = told.flatMap(([title, trouble]) => (trouble === undefined ? [] : [{ title, trouble }]));
  if (shown.length === 0) return null;
  return (
    <div className="group" role="alert">
      {shown.map(({ title, trouble }) => (
        <div className="panel" key={title ?? ''}>
          <ProblemNote title={title} trouble={trouble} pair={pair} tryAgain={look} />
        </div>
      ))}
    </div>
  );
}
