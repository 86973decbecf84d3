import type { PlanId } from '../../model/ids.ts';
import type { PlanNotice } from '../../model/notice.ts';
import type { Hold, PlanRefusal } from '../../model/plan.ts';
import type { Problem } from '../../model/problem.ts';
import type { RunCause } from '../../model/run-cause.ts';
import { holdWords } from '../holds.ts';
import { noticeWords } from '../notices.ts';
import { problemWords } from '../problems.ts';
import { refusalWords } from '../refusals.ts';
import type { PairNamed } from '../ways.ts';
import { words, type Words } from '../words.ts';
import { APP_WAYS } from './app-ways.ts';

/** Why something failed, and what to do, with what a button beside it starts. The tool's own words and the files stand apart. */
export function explainProblem(problem: Problem, pairName?: PairNamed): Words {
  return problemWords(problem, APP_WAYS, pairName);
}

export function explainRefusal(refusal: PlanRefusal, pairName?: PairNamed): Words {
  return refusalWords(refusal, APP_WAYS, pairName);
}

/** Why a run ended as it did. `destinationOf` is asked for a hold alone. */
export function explainCause(cause: RunCause, { pairName, destinationOf, planId }: CauseContext): Words {
  switch (cause.kind) {
    case 'problem':
      return explainProblem(cause.problem, pairName);
    case 'refusal':
      return explainRefusal(cause.refusal, pairName);
    case 'hold':
      return explainHold(cause.hold, destinationOf(cause.hold), planId);
  }
}

export interface CauseContext {
  readonly pairName: PairNamed | undefined;
  readonly destinationOf: (hold: Hold) => string;
  readonly planId: PlanId | undefined;
}

/** `volume` is the path of the volume that the notice is about. */
export function explainNotice(notice: PlanNotice, volume: string): Words {
  return noticeWords(notice, volume, APP_WAYS);
}

/** Why a run waits for a person; `destination` is the path of the volume that it is about. Only a plan with an id can be approved. */
export function explainHold(hold: Hold, destination: string, planId: PlanId | undefined): Words {
  const { message } = holdWords(hold, destination);
  if (planId === undefined) return words(message, APP_WAYS.lookAtPlan(undefined), 'preview');
  return words(message, 'Look at what would go, and approve it if that is right.', 'review-held');
}
