import type { ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { Button } from '../../parts/Button.tsx';
import { NextRun } from '../../parts/NextRun.tsx';
import { useGo, useRemedy } from '../../state/use-remedy.ts';
import { POPOVER_WORDS } from './words.ts';

/** What can be begun; while something is under way, that has its own button. */
export function PairActions({
  view,
  canRun,
}: {
  readonly view: PairView;
  readonly canRun: boolean;
}): ReactNode {
  const { pair } = view;
  const { start, isRunning, problem } = useRemedy({ pairId: pair.id });
  const go = useGo();
  return (
    <footer className="pair-actions">
      {canRun && (
        <>
          <Button kind="primary" isDisabled={isRunning} onPress={() => start('sync')}>
            {POPOVER_WORDS.syncNow}
          </Button>
          <Button kind="plain" isDisabled={isRunning} onPress={() => start('preview')}>
            {POPOVER_WORDS.preview}
          </Button>
        </>
      )}
      <Button kind="plain" onPress={() => go({ screen: 'overview', pairId: pair.id })}>
        {POPOVER_WORDS.details}
      </Button>
      <NextRun view={view} />
      {problem !== undefined && (
        <p className="error" role="alert">
          {explainProblem(problem, pair.name).message}
        </p>
      )}
    </footer>
  );
}
