import type { Runbook } from '../../model/runbook.ts';

/** The same for two runbooks that differ in nothing but their times. */
export function runbookDigest(runbook: Runbook): string {
  const { writtenAt, recoveryPoint, verifiedAt, surveyedAt, ...lasting } = runbook;
  return JSON.stringify(lasting);
}
