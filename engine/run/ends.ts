import { join } from 'node:path';
import { formatEndpoint, isGuarded, type Side, type SshEndpoint } from '../model/endpoint.ts';
import type { Pair } from '../model/pair.ts';
import type { Shell } from '../model/shell.ts';
import { localShell } from '../platform/local-shell.ts';
import { runProcess } from '../platform/run-process.ts';
import { startAgent, type Agent } from '../ssh/agent.ts';
import type { SshClientOptions } from '../ssh/client.ts';
import { scanHostKeys } from '../ssh/host-keys.ts';
import { ensurePinned, type PinnedHost } from '../ssh/known-hosts.ts';
import { shareConnection } from '../ssh/shared-connection.ts';
import type { SigningKey } from '../ssh/private-key.ts';
import { sshShell } from '../ssh/shell.ts';
import type { EngineContext } from './context.ts';
import { guardedShell, HOLD_COMMAND } from './guarded-shell.ts';
import { noteUse, signingKey } from './own-keys.ts';
import type { Patience } from './patience.ts';

/** ssh asks a silent peer so often whether it is there, and gives up when three questions went unanswered. */
const ALIVE_SECONDS = 15;

/** One machine of a pair, ready to be asked. */
export type End =
  | {
      readonly kind: 'local';
      readonly isGuarded: false;
      readonly shell: Shell;
      readonly patience: Patience;
      readonly close: () => Promise<void>;
    }
  | {
      readonly kind: 'ssh';
      /** Its shell takes no scripts but those that the guard has. */
      readonly isGuarded: boolean;
      readonly endpoint: SshEndpoint;
      readonly shell: Shell;
      readonly patience: Patience;
      readonly options: SshClientOptions;
      /** The line that pins this machine's key, for a known_hosts file elsewhere. */
      readonly knownHostsLine: string;
      readonly close: () => Promise<void>;
    };

/** What of the engine it takes to reach a machine. */
type Reach = Pick<EngineContext, 'home' | 'patience' | 'keys' | 'secrets' | 'clock'>;

/** An agent whose keys are opened once, when it is told to or first asked. `openKeys` throws `keyring.*` or `key.unusable`. */
export interface KeyAgent extends Agent {
  readonly openKeys: () => Promise<void>;
}

/** It may be still on its way while known_hosts is read. */
type ComingAgent = KeyAgent | undefined | Promise<KeyAgent | undefined>;

/** Both machines of a pair. `close` ends the agent, if there was one. */
export interface Ends {
  readonly primary: End;
  readonly standby: End;
  readonly close: () => Promise<void>;
}

/** Opens one machine; the other stays closed (a check goes on when one is away). Pins its key in the app's own known_hosts first. Throws `endpoint.*`. */
export async function openSide(
  pair: Pair,
  side: Side,
  engine: Reach,
  coming: ComingAgent,
  signal?: AbortSignal,
): Promise<End> {
  const endpoint = pair[side];
  const { home, patience } = engine;
  if (endpoint.kind === 'local')
    return { kind: 'local', isGuarded: false, shell: localShell(), patience, close: async () => undefined };
  const knownHostsFile = join(home, 'known_hosts');
  const limits = { timeoutMs: patience.connectSeconds * 1000, ...(signal && { signal }) };
  const scan = (address: SshEndpoint): ReturnType<typeof scanHostKeys> => scanHostKeys(address, limits);
  const pinned: PinnedHost = await ensurePinned(endpoint, knownHostsFile, scan);
  const agent = await coming;
  const forwardAgent = pair.driver === 'primary' && side === 'primary';
  const options: SshClientOptions = {
    knownHostsFile,
    alias: pinned.alias,
    hostKeyAlgorithms: pinned.hostKeyAlgorithm,
    connectTimeoutSeconds: patience.connectSeconds,
    aliveIntervalSeconds: Math.max(1, Math.min(ALIVE_SECONDS, Math.floor(patience.silenceSeconds / 3))),
    ...(agent === undefined ? {} : { agentSocket: agent.socketPath, forwardAgent }),
  };
  const guarded = side === 'standby' && isGuarded(endpoint);
  // The keys open while ssh agrees with the other side on everything before it asks for them.
  const onStarted = (): void => void agent?.openKeys().catch(() => undefined);
  const hold = guarded ? HOLD_COMMAND : undefined;
  const shared = await shareConnection(endpoint, options, { ...limits, onStarted }, hold);
  const noted =
    shared !== undefined && endpoint.keyId !== undefined
      ? noteUse(engine, endpoint.keyId, formatEndpoint(endpoint), new Date(engine.clock.now()))
      : undefined;
  const through = shared === undefined ? options : { ...options, controlPath: shared.controlPath };
  return {
    kind: 'ssh',
    isGuarded: guarded,
    endpoint,
    shell: (guarded ? guardedShell : sshShell)(endpoint, { ...through, runProcess }),
    patience,
    options: through,
    knownHostsLine: pinned.knownHostsLine,
    close: async () => {
      await shared?.close();
      await noted;
    },
  };
}

function identityFiles(pair: Pair): string[] {
  const files = [pair.primary, pair.standby].flatMap((endpoint) =>
    endpoint.kind === 'ssh' && endpoint.identityFile !== undefined ? [endpoint.identityFile] : [],
  );
  return [...new Set(files)];
}

/**
 * The app's own keys are never in a file that ssh could read: it signs through an agent of ours. So does, with the driver on
 * the primary, its ssh to the standby: no key leaves this machine.
 */
export async function openAgent(pair: Pair, engine: Reach): Promise<KeyAgent | undefined> {
  const ids = [pair.primary, pair.standby].flatMap((endpoint) =>
    endpoint.kind === 'ssh' && endpoint.keyId !== undefined ? [endpoint.keyId] : [],
  );
  const files = identityFiles(pair);
  if (ids.length === 0 && (pair.driver !== 'primary' || files.length === 0)) return undefined;
  let opened: Promise<readonly SigningKey[]> | undefined;
  const keys = (): Promise<readonly SigningKey[]> =>
    (opened ??= Promise.all([...new Set(ids)].map((id) => signingKey(engine, id))));
  const openKeys = async (): Promise<void> => void (await keys());
  return { ...(await startAgent({ identityFiles: files, keys })), openKeys };
}

/** Reaches both machines of a pair and asks each what `ask` wants to know, as soon as it is there. */
export async function openEnds<T>(
  pair: Pair,
  engine: Reach,
  ask: (side: Side, end: End) => Promise<T>,
  signal?: AbortSignal,
): Promise<{ readonly ends: Ends; readonly facts: { readonly primary: T; readonly standby: T } }> {
  const agent = openAgent(pair, engine);
  // It is told of where the agent is waited for.
  agent.catch(() => undefined);
  const opened: End[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((end) => end.close()));
    await (await agent)?.close();
  };
  const openAndAsk = async (side: Side): Promise<{ readonly end: End; readonly answer: T }> => {
    const end = await openSide(pair, side, engine, agent, signal);
    opened.push(end);
    return { end, answer: await ask(side, end) };
  };
  try {
    const [primary, standby] = await both(pair, openAndAsk);
    const facts = { primary: primary.answer, standby: standby.answer };
    return { ends: { primary: primary.end, standby: standby.end, close }, facts };
  } catch (error) {
    await close();
    // Without its key nobody is let in: that is what to say.
    await (await agent)?.openKeys();
    throw error;
  }
}

/** Side by side, unless both may add a line to the same known_hosts. */
async function both<T>(pair: Pair, work: (side: Side) => Promise<T>): Promise<readonly [T, T]> {
  if (pair.primary.kind === 'ssh' && pair.standby.kind === 'ssh')
    return [await work('primary'), await work('standby')];
  const [primary, standby] = await Promise.allSettled([work('primary'), work('standby')]);
  if (primary.status === 'rejected') throw primary.reason;
  if (standby.status === 'rejected') throw standby.reason;
  return [primary.value, standby.value];
}
