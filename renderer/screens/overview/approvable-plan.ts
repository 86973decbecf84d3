import type { PlanId } from '../../../engine/model/ids.ts';
import type { RunRecord } from '../../../engine/model/run.ts';

/** The plan that a person may approve: of a held run, or of one that was refused for its emptied source. */
export function approvablePlan(run: RunRecord): PlanId | undefined {
  if (run.outcome === 'held') return run.planId;
  if (run.outcome !== 'refused') return undefined;
  const plans = run.refusals.map(({ details }) => details.planId);
  // What cannot be overruled keeps the others from being.
  return plans.includes(undefined) ? undefined : plans[0];
}
