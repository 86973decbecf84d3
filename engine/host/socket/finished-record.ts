import type { Engine } from '../../api/engine.ts';
import type { RunId } from '../../model/ids.ts';
import type { RunRecord } from '../../model/run.ts';
import { systemClock } from '../../platform/clock.ts';

const LOOKS = 20;
const LOOK_AFTER_MS = 100;

/**
 * The record of a run that is over. A host that was killed may be there a moment longer; after that its run is known to be
 * interrupted. `undefined`: it goes on.
 */
export async function finishedRecord(
  engine: Pick<Engine, 'history'>,
  id: RunId,
): Promise<RunRecord | undefined> {
  for (let look = 1; look <= LOOKS; look += 1) {
    const record = await engine.history.get(id);
    if (record.state === 'finished') return record;
    await systemClock.sleep(LOOK_AFTER_MS);
  }
  return undefined;
}
