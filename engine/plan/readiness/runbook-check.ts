import { isWithin, verdict, type ReadinessFacts, type Verdict } from './facts.ts';

const DAY_MS = 86_400_000;

/** Instructions that nobody finds when the primary is gone are none; nor are those that tell of a copy that is long gone. */
export function judgeRunbook({ runbook, recoveryPoint, now }: ReadinessFacts): Verdict {
  if (runbook === undefined) return verdict('warn', { kind: 'no-runbook' });
  const { deliveredAt, paths } = runbook;
  const isOfThisCopy = runbook.recoveryPoint === recoveryPoint || isWithin(deliveredAt, DAY_MS, now);
  if (!isOfThisCopy)
    return verdict('warn', { kind: 'runbook-old', recoveryPoint: runbook.recoveryPoint }, deliveredAt);
  return verdict('pass', { kind: 'runbook-there', paths }, deliveredAt);
}
