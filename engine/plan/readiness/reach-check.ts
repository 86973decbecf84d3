import type { ProblemCode } from '../../model/problem.ts';
import { causeOf } from '../../model/run-cause.ts';
import { overdueAfterMs } from '../schedule/overdue.ts';
import { isWithin, verdict, type ReadinessFacts, type Verdict } from './facts.ts';

const DAY_MS = 86_400_000;

/** What says that the standby, the key or the guard did not do their part. */
const AREAS: ReadonlySet<string> = new Set(['endpoint', 'network', 'sign-in', 'keyring', 'key', 'setup']);

/** The standby was awake, and let the key in to do what a sync needs: seen by the last sync, or by a survey. */
export function judgeSignIn({ pair, lastSync, survey, now }: ReadinessFacts): Verdict {
  const surveyedAt = survey.standby?.at;
  const cause = lastSync?.outcome === 'succeeded' || lastSync === undefined ? undefined : causeOf(lastSync);
  if (lastSync !== undefined && cause?.kind === 'problem' && isReach(cause.problem.code)) {
    const failedAt = lastSync.finishedAt ?? lastSync.startedAt;
    if (surveyedAt === undefined || surveyedAt < failedAt) {
      const { outcome = 'failed', id: runId } = lastSync;
      return verdict('fail', { kind: 'sync-ended', outcome, runId }, failedAt);
    }
  }
  const syncedAt = lastSync?.outcome === 'succeeded' ? lastSync.finishedAt : undefined;
  const at = [surveyedAt, syncedAt]
    .filter((each) => each !== undefined)
    .sort()
    .at(-1);
  if (at === undefined) return verdict('unknown', { kind: 'not-surveyed', side: 'standby' });
  // The time that a copy may be old, and a night more.
  const limitMs = overdueAfterMs(pair) + DAY_MS;
  if (!isWithin(at, limitMs, now))
    return verdict('unknown', { kind: 'survey-old', side: 'standby', limitMs }, at);
  return verdict('pass', { kind: 'reached' }, at);
}

function isReach(code: ProblemCode): boolean {
  return AREAS.has(code.slice(0, code.indexOf('.')));
}
