import type { KeyStatus } from '../../api/setup.ts';
import type { KeyRecord } from '../../model/key.ts';
import type { RunRecord } from '../../model/run.ts';
import type { EngineContext } from '../context.ts';
import type { SetupContext } from './setup-run.ts';

/** Every key of the app's, in the order of their making. Reads what is known here, and reaches nobody. */
export async function listKeys(engine: SetupContext): Promise<readonly KeyStatus[]> {
  const [records, { pairs }] = await Promise.all([engine.keys.list(), engine.config.read()]);
  return Promise.all(
    records.map(async (key) => ({
      key,
      role: key.role,
      pairName: pairs.find(({ id }) => id === key.pairId)?.name,
      lastUsedAt: latest([...installTimes(key), ...(await runTimes(engine, key))]),
    })),
  );
}

function installTimes({ installs }: KeyRecord): string[] {
  return installs.flatMap(({ provedAt, lastUsedAt }) =>
    [provedAt, lastUsedAt].filter((at) => at !== undefined),
  );
}

/** A run that got as far as the standby signed in with the key that was active. */
async function runTimes({ history }: Pick<EngineContext, 'history'>, key: KeyRecord): Promise<string[]> {
  const since = key.installs.map(({ provedAt }) => provedAt).find((at) => at !== undefined);
  if (since === undefined || key.state !== 'active') return [];
  const runs = await history.list({ pairId: key.pairId });
  return runs
    .filter((run) => run.startedAt >= since && reachedStandby(run))
    .map(({ startedAt }) => startedAt);
}

function reachedStandby({ outcome }: RunRecord): boolean {
  return outcome === 'succeeded' || outcome === 'partial' || outcome === 'held';
}

function latest(times: readonly string[]): string | undefined {
  return [...times].sort().at(-1);
}
