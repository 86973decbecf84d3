import { probe } from './ask.ts';
import type { HostFacts } from '../model/facts.ts';
import { identityReason } from '../plan/identity.ts';
import type { PlannedRun, RunContext } from './run-context.ts';

/** What is free changes by itself: another look is worth its time once this part of it was copied… */
const MUCH_OF_FREE = 1 / 50;
/** …or anything was, or went, where no more than this part of the disk was free. */
const TIGHT = 1 / 4;

/** How full the standby's disks are, from what a probe of the pair's destinations said. */
export function noteSpace({ pair, recorder }: RunContext, { places }: HostFacts): void {
  for (const [index, { id, identity }] of pair.volumes.entries()) {
    const place = places[index];
    // Where the disk is away, another one is below its name.
    const isThere =
      place?.state === 'present' && identityReason('destination', place, identity?.destination) === undefined;
    if (!isThere) continue;
    const { freeBytes, usedBytes, sizeBytes = freeBytes + usedBytes } = place;
    if (sizeBytes > 0) recorder.space(id, { freeBytes, totalBytes: sizeBytes });
  }
}

/** Once more, where the run itself made it another. That nobody answers any more is no failure of a copy that is whole. */
export async function noteSpaceAgain(run: PlannedRun): Promise<void> {
  const { volumes, totals } = run.recorder.record;
  const isOther = volumes.some(({ space }) => {
    if (space === undefined) return false;
    const isTight = space.freeBytes < space.totalBytes * TIGHT;
    return (
      totals.fileBytes > space.freeBytes * MUCH_OF_FREE || (isTight && totals.updated + totals.deleted > 0)
    );
  });
  if (!isOther) return;
  const paths = run.pair.volumes.map(({ destination }) => destination);
  try {
    noteSpace(run, await probe(run.ends.standby, paths, run.engine.clock, run.signal));
  } catch {
    // What was seen first stays.
  }
}
