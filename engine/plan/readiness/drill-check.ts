import { hasPassed } from '../../model/drill.ts';
import { isWithin, verdict, type ReadinessFacts, type Verdict } from './facts.ts';

/** Machines, services and data are others after a season. */
const DRILL_COUNTS_MS = 90 * 86_400_000;

/** What was tried tells most. What failed then is wrong until another drill has shown that it is not. */
export function judgeDrill({ drill, now }: ReadinessFacts): Verdict {
  if (drill === undefined) return verdict('warn', { kind: 'never-drilled' });
  const { finishedAt, steps } = drill;
  const of = (wanted: string) => steps.filter(({ state }) => state === wanted);
  const subjects = (wanted: string) =>
    of(wanted).map(({ kind, text }) => ({ kind, ...(text !== undefined && { text }) }));
  if (!hasPassed(drill))
    return verdict('fail', { kind: 'drill-failed', steps: subjects('failed') }, finishedAt);
  if (!isWithin(finishedAt, DRILL_COUNTS_MS, now))
    return verdict('warn', { kind: 'drill-old', limitMs: DRILL_COUNTS_MS }, finishedAt);
  const warned = subjects('warned');
  if (warned.length > 0) return verdict('warn', { kind: 'drill-warned', steps: warned }, finishedAt);
  const [passed, skipped] = [of('passed').length, of('skipped').length];
  return verdict('pass', { kind: 'drill-passed', passed, skipped }, finishedAt);
}
