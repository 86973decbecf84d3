import type { AlertKind, StandingAlert } from '../../model/alert.ts';
import { isoOf } from './moments.ts';
import type { Observed } from './observe.ts';
import { gapAfter, reminderAt } from './reminders.ts';
import { isRunKind } from './run-kind.ts';

/** What became of the alerts of one pair. */
export interface Stood {
  readonly standing: readonly StandingAlert[];
  /** To be told now: those that were never told, and those of which somebody is reminded. */
  readonly told: readonly StandingAlert[];
  /** Over, and told before. */
  readonly ended: readonly StandingAlert[];
}

/**
 * The state machine of each kind: nothing, standing and not told (too short), told, reminded, over. How runs end is one matter: where
 * another kind takes its place, the first is neither over nor told any more, and one that is not told yet leaves the first as it is.
 */
export function stand(
  before: readonly StandingAlert[],
  observed: ReadonlyMap<AlertKind, Observed>,
  now: number,
): Stood {
  const told: StandingAlert[] = [];
  const ended: StandingAlert[] = [];
  const standing: StandingAlert[] = [];
  for (const [kind, seen] of observed) {
    const was = before.find((one) => one.kind === kind);
    if (seen.state === 'present') {
      const { alert, isTold } = goOn(kind, seen, was, now);
      standing.push(alert);
      if (isTold) told.push(alert);
    } else if (was !== undefined && seen.state === 'unknown') standing.push(was);
    else if (was?.toldAt !== undefined) ended.push(was);
  }
  return succeed(
    { standing, told, ended },
    [...observed].some(([kind, { state }]) => state === 'present' && isRunKind(kind)),
  );
}

/** Among the kinds of a run's end. */
function succeed({ standing, told, ended }: Stood, isBad: boolean): Stood {
  if (!isBad) return { standing, told, ended };
  const isTold = standing.some(({ kind, toldAt }) => isRunKind(kind) && toldAt !== undefined);
  const former = ended.filter(({ kind }) => isRunKind(kind));
  return {
    standing: isTold ? standing : [...standing, ...former],
    told,
    ended: ended.filter(({ kind }) => !isRunKind(kind)),
  };
}

function goOn(
  kind: AlertKind,
  seen: Extract<Observed, { state: 'present' }>,
  was: StandingAlert | undefined,
  now: number,
): { readonly alert: StandingAlert; readonly isTold: boolean } {
  const { details, runId, sinceMs, tellAfterMs } = seen;
  const isAnotherRun = was !== undefined && runId !== undefined && was.runId !== runId;
  // What began in the future was dated by a clock that was set back since.
  const since = was !== undefined && Date.parse(was.since) <= now ? was.since : isoOf(sinceMs);
  const alert: StandingAlert = {
    kind,
    since,
    count: (was?.count ?? 1) + (isAnotherRun ? 1 : 0),
    details,
    ...(runId === undefined ? {} : { runId }),
    reminders: was?.reminders ?? 0,
  };
  if (was?.toldAt !== undefined) {
    const { isDue, remindAt } = reminderAt(was.remindAt, was.reminders, now);
    const reminders = was.reminders + (isDue ? 1 : 0);
    return { alert: { ...alert, toldAt: was.toldAt, reminders, remindAt }, isTold: isDue };
  }
  if (now - Date.parse(since) < tellAfterMs) return { alert, isTold: false };
  return { alert: { ...alert, toldAt: isoOf(now), remindAt: isoOf(now + gapAfter(0)) }, isTold: true };
}
