import type { PlanId } from '../../model/ids.ts';
import type { PlanNotice } from '../../model/notice.ts';
import type { PlanRefusal } from '../../model/plan.ts';
import type { Problem } from '../../model/problem.ts';
import { noticeWords as sayNotice } from '../../text/notices.ts';
import { problemWords as sayProblem } from '../../text/problems.ts';
import { refusalWords as sayRefusal } from '../../text/refusals.ts';
import type { Words } from '../../text/words.ts';
import { CLI_WAYS } from './ways.ts';

/** Why something failed, and what to type. */
export function problemWords(problem: Problem, pairName?: string): Words {
  return sayProblem(problem, CLI_WAYS, pairName);
}

export function refusalWords(refusal: PlanRefusal, pairName?: string): Words {
  return sayRefusal(refusal, CLI_WAYS, pairName);
}

/** `volume` is the path of the volume that the notice is about. */
export function noticeWords(notice: PlanNotice, volume: string): Words {
  return sayNotice(notice, volume, CLI_WAYS);
}

/** What to type once every hold of the run is found right. */
export function approval(pairName: string, planId: PlanId | undefined): string {
  return planId === undefined ? CLI_WAYS.lookAtPlan(pairName) : CLI_WAYS.approve(pairName, planId);
}
