import type { RunbookReport } from '../api/failover.ts';
import type { IssuedRunbook } from '../model/issued-runbook.ts';
import type { PairSurvey } from '../model/survey.ts';

const HOUR_MS = 3_600_000;
/** Machines change slowly, and to ask both takes seconds. */
const SURVEY_AFTER_MS = 12 * HOUR_MS;
/** Where runs come every few seconds, what they bring is told there no more often than that. */
const DELIVER_AFTER_MS = 10 * 60_000;

export function shouldSurvey({ primary, standby }: PairSurvey, now: number): boolean {
  return [primary, standby].some((each) => each === undefined || !isYoung(each.at, SURVEY_AFTER_MS, now));
}

/** At once what is said otherwise, a new recovery point in its time. */
export function shouldDeliver(
  { isChanged, runbook }: RunbookReport,
  before: IssuedRunbook | undefined,
  now: number,
): boolean {
  if (isChanged || before === undefined) return true;
  const isNewer =
    runbook.recoveryPoint !== before.runbook.recoveryPoint ||
    runbook.verifiedAt !== before.runbook.verifiedAt;
  return isNewer && !isYoung(before.deliveredAt, DELIVER_AFTER_MS, now);
}

function isYoung(at: string, limitMs: number, now: number): boolean {
  const age = now - Date.parse(at);
  return age >= 0 && age < limitMs;
}
