import { useState } from 'react';
import type { SurveyReport } from '../../../engine/api/failover.ts';
import type { PairId } from '../../../engine/model/ids.ts';
import type { Problem } from '../../../engine/model/problem.ts';
import { useAction } from '../../state/use-reply.ts';

/** A look at both machines, as somebody asks for it here. */
export interface Looking {
  readonly look: () => void;
  readonly isUnderWay: boolean;
  /** One was made here, and both machines answered. */
  readonly isDone: boolean;
  /** Why a machine could not be asked, by the last look that was made here. */
  readonly problems: SurveyReport['problems'];
  /** Why none was made. */
  readonly problem: Problem | undefined;
}

export function useLooking(pairId: PairId, onDone: () => void): Looking {
  const [problems, setProblems] = useState<SurveyReport['problems']>();
  const survey = useAction('failover.survey', (report) => {
    setProblems(report.problems);
    onDone();
  });
  return {
    look: () => {
      if (survey.isRunning) return;
      setProblems(undefined);
      survey.run({ pairId });
    },
    isUnderWay: survey.isRunning,
    isDone: problems !== undefined && problems.primary === undefined && problems.standby === undefined,
    problems: problems ?? {},
    problem: survey.problem,
  };
}
