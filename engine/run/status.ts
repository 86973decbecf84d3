import type { PairStatus } from '../api/engine.ts';
import type { Pair } from '../model/pair.ts';
import { standsFor } from '../plan/recovery.ts';
import type { EngineContext } from './context.ts';

/** The glance: what each pair's standby is worth now. Reads history only; asks no machine. */
export async function statusOf(
  engine: Pick<EngineContext, 'history' | 'promotions'>,
  pairs: readonly Pair[],
): Promise<readonly PairStatus[]> {
  return Promise.all(
    pairs.map(async (pair) => {
      const [summary, promotion] = await Promise.all([
        engine.history.summary(pair.id),
        engine.promotions.read(pair.id),
      ]);
      const { recovery, lastSync: lastRun, lastVerify, running } = summary;
      const stands = recovery !== undefined && standsFor(recovery, pair);
      const recoveryPoint = stands ? recovery.recoveryPoint : undefined;
      return { pair, recoveryPoint, lastRun, lastVerify, running, ...(promotion && { promotion }) };
    }),
  );
}
