import type { Pair } from '../model/pair.ts';
import type { RecoveryHistory } from '../model/recovery-history.ts';
import { DEFAULT_WINDOW_MS, measureRecovery } from '../plan/recovery.ts';
import type { EngineContext } from './context.ts';

/** Copies from before the window that may have been the newest at its beginning. */
const LOOK_BACK = 3;
/** A run that began before the window may have ended in it. */
const LONGEST_RUN_MS = 3 * 86_400_000;

/** Reads history only. */
export async function recoveryHistory(
  { clock, history }: EngineContext,
  pair: Pair,
  windowMs = DEFAULT_WINDOW_MS,
): Promise<RecoveryHistory> {
  const now = clock.now();
  const since = new Date(now - windowMs - LONGEST_RUN_MS).toISOString();
  const inside = await history.list({ pairId: pair.id, since });
  const before = await history.list({
    pairId: pair.id,
    modes: ['sync'],
    outcomes: ['succeeded', 'partial'],
    until: since,
    limit: LOOK_BACK,
  });
  return measureRecovery(pair, [...inside, ...before], now, windowMs);
}
