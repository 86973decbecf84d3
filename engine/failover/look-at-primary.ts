import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { SshEndpoint } from '../model/endpoint.ts';
import { LOOK_PATHS, type PrimaryLook } from '../model/promotion.ts';
import type { RunProcess } from '../model/shell.ts';
import { ping } from '../platform/ping.ts';
import { hearSsh } from '../ssh/hear-ssh.ts';

/** How long a machine that is there may take to say so. */
export const LOOK_TIMEOUT_MS = 5_000;

export interface LookPorts {
  readonly run: RunProcess;
  readonly platform: string;
  readonly timeoutMs?: number;
}

/**
 * Asks the primary on two paths that do not fail together whether it is there: its ssh port, and ping of each of its addresses. `address`:
 * instead of the name of its endpoint.
 */
export async function lookAtPrimary(
  { host, port }: SshEndpoint,
  address: string | undefined,
  { run, platform, timeoutMs = LOOK_TIMEOUT_MS }: LookPorts,
): Promise<readonly PrimaryLook[]> {
  const asked = address ?? host;
  const addresses = await addressesOf(asked);
  if (addresses.length === 0) return LOOK_PATHS.map((path) => unnamed(path, asked));
  const [bySsh, byPing] = await Promise.all([
    Promise.all(addresses.map((each) => hearSsh({ host: each, port }, timeoutMs))),
    Promise.all(addresses.map((each) => ping(each, { platform, run, timeoutMs }))),
  ]);
  return [
    { path: 'ssh', address: asked, ...loudest(bySsh) },
    { path: 'ping', address: asked, ...loudest(byPing) },
  ];
}

type Heard = Pick<PrimaryLook, 'state' | 'text'>;

/** One address that answers is enough, and one that could not be asked may be that one. */
function loudest(all: readonly Heard[]): Heard {
  const of = (state: Heard['state']): Heard | undefined => all.find((each) => each.state === state);
  return of('answers') ?? of('unknown') ?? of('silent') ?? { state: 'unknown', text: 'nobody was asked' };
}

/**
 * A name in `.local` is answered by the machine that has it (RFC 6762), so that nobody knows it once that machine is off. Any other is
 * another machine's to know, and that nobody does says nothing.
 */
function unnamed(path: PrimaryLook['path'], address: string): PrimaryLook {
  const isItsOwn = /\.local\.?$/i.test(address);
  return {
    path,
    address,
    state: isItsOwn ? 'silent' : 'unknown',
    text: isItsOwn ? 'nobody answers to that name' : 'that name is not known here',
  };
}

async function addressesOf(host: string): Promise<readonly string[]> {
  if (isIP(host.split('%')[0] ?? '') !== 0) return [host];
  try {
    const found = await lookup(host, { all: true });
    return [...new Set(found.map(({ address }) => address))];
  } catch {
    return [];
  }
}
