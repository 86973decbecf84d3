import type { KeyStatus } from '../../api/setup.ts';
import type { KeyRecord } from '../../model/key.ts';
import type { SetupContext } from './setup-run.ts';

/** Every key of the app's, in the order of their making. Reads what is known here, and reaches nobody. */
export async function listKeys(engine: SetupContext): Promise<readonly KeyStatus[]> {
  const [records, { pairs }] = await Promise.all([engine.keys.list(), engine.config.read()]);
  return records.map((key) => ({
    key,
    role: key.role,
    pairName: pairs.find(({ id }) => id === key.pairId)?.name,
    lastUsedAt: lastUse(key),
  }));
}

function lastUse({ installs }: KeyRecord): string | undefined {
  const times = installs.flatMap(({ provedAt, lastUsedAt }) => [provedAt, lastUsedAt]);
  return times
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
}
