import { join } from 'node:path';
import type { PicturedHostKey } from '../../api/setup.ts';
import { formatEndpoint, type SshEndpoint } from '../../model/endpoint.ts';
import { EngineError } from '../../model/problem.ts';
import type { SshClientOptions } from '../../ssh/client.ts';
import { runProcess } from '../../platform/run-process.ts';
import type { HostKey } from '../../ssh/host-keys.ts';
import { hintOf, personsPins } from '../../ssh/known-hint.ts';
import { ensurePinned } from '../../ssh/known-hosts.ts';
import { randomart } from '../../ssh/randomart.ts';
import type { Reached } from '../../ssh/reach.ts';
import { keysOf } from './own-key.ts';
import { runStep, type SetupRun } from './setup-run.ts';

/** How root of the standby is reached, by its pinned key. */
export interface Route {
  readonly endpoint: SshEndpoint;
  /** Without a key to sign in with. */
  readonly client: SshClientOptions;
}

/** Goes on only with the machine that the pair means; writes the app's own known_hosts and no other. */
export function pinHostKey(run: SetupRun, reached: Reached): Promise<Route> {
  return runStep(run, 'host-key', async () => {
    const key = await chosenKey(run, reached.hostKeys);
    const endpoint = { ...run.machine, hostKey: key.pin };
    const { engine } = run;
    const knownHostsFile = join(engine.home, 'known_hosts');
    const pinned = await ensurePinned(endpoint, knownHostsFile, async () => reached.hostKeys);
    const client = {
      knownHostsFile,
      alias: pinned.alias,
      hostKeyAlgorithms: pinned.hostKeyAlgorithm,
      connectTimeoutSeconds: engine.patience.connectSeconds,
    };
    const already = key.pin === run.machine.hostKey;
    return [
      { step: 'host-key', already, ...pictured(key) },
      { endpoint, client },
    ] as const;
  });
}

/**
 * Another key than the pinned one is a stop, unless a person vouches for it. A question it is only where nothing was ever set
 * up: then no key of ours has been there, and nothing is known but what somebody typed.
 */
async function chosenKey(run: SetupRun, keys: readonly HostKey[]): Promise<HostKey> {
  const vouched = run.side === 'standby' ? run.options.hostKey : undefined;
  const given = vouched ?? run.machine.hostKey;
  const found = keys.find(({ pin }) => pin === given);
  if (found !== undefined) return found;
  const best = keys[0];
  const endpoint = formatEndpoint(run.machine);
  if (best !== undefined && vouched === undefined && !(await wasEverProved(run))) {
    const yours = hintOf(best.pin, await personsPins(run.machine, runProcess));
    const asked = { endpoint, given, yours, ...pictured(best) };
    if (await run.options.questions.confirmHostKey(asked)) return best;
  }
  const shown = keys.map(({ type, pin }) => `${type} ${pin}`).join(', ');
  throw EngineError.of('endpoint.host-key-changed', { endpoint, expected: given, found: shown });
}

async function wasEverProved({ engine, pair, side }: SetupRun): Promise<boolean> {
  const records = await keysOf(engine, pair, side);
  return records.some(({ installs }) => installs.some(({ provedAt }) => provedAt !== undefined));
}

export function pictured({ type, pin, base64 }: HostKey): PicturedHostKey {
  return { hostKeyType: type, pin, randomart: randomart(Buffer.from(base64, 'base64')) };
}
