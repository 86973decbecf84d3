import type { PairStatus } from '../api/engine.ts';
import type { Pair } from '../model/pair.ts';
import { standsFor } from '../plan/recovery.ts';
import type { EngineContext } from './context.ts';

/** The glance: what each pair's standby is worth now. Reads history only; asks no machine. */
export async function statusOf(
  engine: EngineContext,
  pairs: readonly Pair[],
): Promise<readonly PairStatus[]> {
  return Promise.all(
    pairs.map(async (pair) => {
      const { recovery, lastSync: lastRun, lastVerify, running } = await engine.history.summary(pair.id);
      const stands = recovery !== undefined && standsFor(recovery, pair);
      const recoveryPoint = stands ? recovery.recoveryPoint : undefined;
      return { pair, recoveryPoint, lastRun, lastVerify, running };
    }),
  );
}
