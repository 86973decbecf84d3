import type { RunRecord } from '../model/run.ts';
import { recoveryAge } from './recovery-age.ts';
import { formatTime, type TimeContext } from './times.ts';

/** What a run's end means for the spare: `The spare still holds the copy from 03:04.` Without a run, what it holds. */
export function spareText(
  recoveryPoint: string | undefined,
  run: RunRecord | undefined,
  context: TimeContext,
): string {
  const age = recoveryAge(recoveryPoint, context.now);
  if (recoveryPoint === undefined || age.kind === 'none')
    return 'The spare holds no whole copy: all would be lost if the primary died now.';
  if (age.kind !== 'known') return 'The spare holds a copy, and nobody knows how old it is.';
  const from = formatTime(recoveryPoint, context);
  if (run === undefined || run.recoveryPoint === recoveryPoint)
    return `The spare holds the copy from ${from}.`;
  if (mayHaveWritten(run))
    return `The spare’s last whole copy is from ${from}, and this run may have changed some of it.`;
  return `The spare still holds the copy from ${from}.`;
}

/** Of a run that was killed nobody knows how far it came. */
function mayHaveWritten({ outcome, phases, problems }: RunRecord): boolean {
  if (outcome === 'held' || outcome === 'refused') return false;
  if (problems.some(({ code }) => code === 'run.interrupted')) return true;
  return phases.copying !== undefined || phases.deleting !== undefined;
}
