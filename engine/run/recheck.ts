import { EngineError } from '../model/problem.ts';
import type { PlaceFacts } from '../model/facts.ts';
import type { Side } from '../model/endpoint.ts';
import { identityDifference, identityOf, identityText, markerState } from '../plan/identity.ts';
import type { VolumeStep } from '../plan/plan-sync.ts';
import { requireUnfencedPlaces } from './ask-role.ts';
import { readPlaces } from './ask.ts';
import type { PlannedRun } from './run-context.ts';

/**
 * Looks once more whether both ends of a volume are still the volumes of the plan. Asked of this machine's own places, and
 * of a remote primary; the remote standby is asked by its rsync's own start (see invocation.ts).
 */
export async function recheckVolume(run: PlannedRun, step: VolumeStep): Promise<void> {
  await recheckSide(run, 'primary', step.facts.source);
  if (run.ends.standby.kind === 'local') await recheckClaim(run, step);
}

/**
 * Before another try: both ends, since a standby that refused to start rsync looks like one that is gone. Where a machine
 * does not answer, the try itself will say so.
 */
export async function recheckBeforeRetry(run: PlannedRun, step: VolumeStep): Promise<void> {
  try {
    await recheckSide(run, 'primary', step.facts.source);
    await recheckClaim(run, step);
  } catch (error) {
    if (error instanceof EngineError && error.problem.code.startsWith('endpoint.')) return;
    throw error;
  }
}

/** Is the marker of this volume where the plan saw its destination? */
export function recheckClaim(run: PlannedRun, { volume, facts }: VolumeStep): Promise<void> {
  return recheckSide(
    run,
    'standby',
    facts.destination,
    (marker) => markerState(marker, run.pair.id, volume.id) === 'ours',
  );
}

async function recheckSide(
  run: PlannedRun,
  side: Side,
  planned: PlaceFacts,
  isOurs: (marker: string | undefined) => boolean = () => true,
): Promise<void> {
  const [now] = await readPlaces(run.ends[side], [planned.path], run.signal);
  const isSame =
    now?.state === 'present' && identityDifference(identityOf(planned), identityOf(now)) === undefined;
  if (isSame && isOurs(now.marker)) return;
  if (side === 'standby' && now !== undefined) requireUnfencedPlaces(run.ends.standby, [now]);
  throw EngineError.of('volume.gone-during-run', {
    side,
    path: planned.path,
    expected: identityText(identityOf(planned)),
    ...(now === undefined ? {} : { found: identityText(identityOf(now)) }),
  });
}
