import type { ReactNode } from 'react';
import type { PairView } from '../../../engine/api/snapshot.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { Button } from '../../parts/Button.tsx';
import { useRemedy } from '../../state/use-remedy.ts';
import { OVERVIEW_WORDS } from './words.ts';

export function OverviewActions({ view: { pair } }: { readonly view: PairView }): ReactNode {
  const { start, isRunning, problem } = useRemedy({ pairId: pair.id });
  return (
    <>
      {problem !== undefined && (
        <p className="error" role="alert">
          {explainProblem(problem, pair.name).message}
        </p>
      )}
      <Button isDisabled={isRunning} onPress={() => start('verify')}>
        {OVERVIEW_WORDS.verify}
      </Button>
      <Button isDisabled={isRunning} onPress={() => start('preview')}>
        {OVERVIEW_WORDS.preview}
      </Button>
      <Button kind="primary" isDisabled={isRunning} onPress={() => start('sync')}>
        {OVERVIEW_WORDS.syncNow}
      </Button>
    </>
  );
}
