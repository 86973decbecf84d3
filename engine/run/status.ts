import type { PairStatus } from '../api/engine.ts';
import type { Pair } from '../model/pair.ts';
import type { RunRecord } from '../model/run.ts';
import type { EngineContext } from './context.ts';

/** The glance: what each pair's standby is worth now. Reads history only; asks no machine. */
export async function statusOf(
  engine: EngineContext,
  pairs: readonly Pair[],
): Promise<readonly PairStatus[]> {
  return Promise.all(
    pairs.map(async (pair) => {
      const { recovery, lastSync, lastVerify, running } = await engine.history.summary(pair.id);
      const lastRun = lastSync?.state === 'finished' ? lastSync : undefined;
      const recoveryPoint = covers(recovery, pair) ? recovery?.recoveryPoint : undefined;
      return { pair, recoveryPoint, lastRun, lastVerify, running };
    }),
  );
}

/** A run stands for the copy only while it was of these volumes, into the places that are meant now. */
function covers(record: RunRecord | undefined, pair: Pair): boolean {
  if (record === undefined || (pair.acceptedAt !== undefined && record.startedAt < pair.acceptedAt))
    return false;
  const done = record.volumes.filter(({ state }) => state === 'done');
  return pair.volumes.every(({ id, source, destination }) =>
    done.some((one) => one.volumeId === id && one.source === source && one.destination === destination),
  );
}
