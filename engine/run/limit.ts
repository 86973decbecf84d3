import { limitAt } from '../plan/schedule/bandwidth.ts';
import { timeZone } from '../platform/time-zone.ts';
import type { RunContext } from './run-context.ts';

/**
 * What a pass that begins now may send, in KiB a second. The rules may be changed while a run is under way, so they are read anew. An
 * rsync that is running keeps the limit that it began with.
 */
export async function limitNow({
  engine,
  pair,
}: Pick<RunContext, 'engine' | 'pair'>): Promise<number | undefined> {
  const { pairs } = await engine.config.read();
  const rules = pairs.find(({ id }) => id === pair.id)?.bandwidth ?? pair.bandwidth;
  return limitAt(rules, engine.clock.now(), timeZone());
}
