import { isDeepStrictEqual } from 'node:util';
import { addLine } from '../../keys/authorized-keys.ts';
import { formatEndpoint, type SshEndpoint } from '../../model/endpoint.ts';
import type { KeyId, KeyRecord } from '../../model/key.ts';
import type { Pair } from '../../model/pair.ts';
import { editKeysFile } from './edit-keys-file.ts';
import type { Route } from './host-key-step.ts';
import { keyLine } from './install-step.ts';
import { forgetKey, keysOf, markerOf } from './own-key.ts';
import type { RootSession } from './root-session.ts';
import { runStep, type SetupRun } from './setup-run.ts';

/** The pair signs in with this key from now on, and in no other way. */
export function keepInConfig(run: SetupRun, route: Route, keyId: KeyId): Promise<Pair> {
  return runStep(run, 'config', async () => {
    const endpoint = keyedEndpoint(route.endpoint, keyId);
    const pair = { ...run.pair, [run.side]: endpoint };
    const { pairs } = await run.engine.config.read();
    const kept = pairs.find(({ id }) => id === pair.id);
    // The driver goes with the primary's endpoint: no other machine than that one can be it.
    const change =
      run.side === 'primary' ? { primary: endpoint, driver: pair.driver } : { standby: endpoint };
    const already = kept !== undefined && isSame({ ...kept, ...change }, kept);
    if (!already)
      await run.engine.config.update((config) => ({
        ...config,
        pairs: config.pairs.map((each) => (each.id === pair.id ? { ...each, ...change } : each)),
      }));
    return [{ step: 'config', already, endpoint: formatEndpoint(endpoint) }, pair] as const;
  });
}

function keyedEndpoint(endpoint: SshEndpoint, keyId: KeyId): SshEndpoint {
  const { identityFile: _identityFile, ...rest } = endpoint;
  return { ...rest, keyId };
}

function isSame(a: Pair, b: Pair): boolean {
  return isDeepStrictEqual([a.primary, a.standby, a.driver], [b.primary, b.standby, b.driver]);
}

/** It was proved now: the record says so, and that the others of this pair are on their way out. */
export async function recordProof(run: SetupRun, record: KeyRecord): Promise<KeyRecord> {
  const { engine, pair, side } = run;
  const now = new Date(engine.clock.now()).toISOString();
  const endpoint = formatEndpoint(run.machine);
  const installs = record.installs.map((each) =>
    each.endpoint === endpoint ? { ...each, provedAt: now, lastUsedAt: now } : each,
  );
  const proved: KeyRecord = { ...record, installs, state: 'active' };
  await engine.keys.put(proved);
  for (const other of await keysOf(engine, pair, side))
    if (other.id !== proved.id && other.state === 'active')
      await engine.keys.put({ ...other, state: 'retiring' });
  return proved;
}

/** Takes all other keys of the pair out of the standby, and forgets those that are nowhere else. */
export async function retireOthers(run: SetupRun, session: RootSession, record: KeyRecord): Promise<void> {
  const { engine, pair, side } = run;
  const line = Buffer.from(keyLine(run, record)).toString('latin1');
  await editKeysFile(session, (text) => addLine(text, line, markerOf(pair, side)).text);
  const endpoint = formatEndpoint(run.machine);
  for (const other of await keysOf(engine, pair, side)) {
    if (other.id === record.id) continue;
    const installs = other.installs.filter((each) => each.endpoint !== endpoint);
    if (installs.length === 0) await forgetKey(engine, other);
    else await engine.keys.put({ ...other, installs, state: 'revoking' });
  }
}
