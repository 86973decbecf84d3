import type { Discovery, FoundMachine } from '../model/found-machine.ts';
import { EngineError } from '../model/problem.ts';
import type { Clock } from '../platform/clock.ts';
import { FoundMachines, type Question } from './found-machines.ts';
import { LocalNetwork } from './local-network.ts';
import { openMulticast, type Heard, type Multicast } from './multicast.ts';

export interface DiscoverOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly onFound?: (machines: readonly FoundMachine[]) => void;
}

/** What discovery needs of the world. */
export interface DiscoverPorts {
  readonly clock: Clock;
  readonly network?: LocalNetwork;
  readonly open?: (interfaces: LocalNetwork['interfaces'], heard: Heard) => Promise<Multicast>;
}

const DEFAULT_TIMEOUT_MS = 4000;
/** RFC 6762, section 5.2: a second between the first two rounds, and then each wait twice as long. */
const FIRST_WAIT_MS = 1000;
/** So many fit into one packet, whatever the names. */
const MOST_QUESTIONS = 5;

/**
 * Asks the neighbours who offers ssh, and listens until the time is over or the signal aborts; either way resolves with
 * what was found. Rejects with `network.none` and `network.no-multicast` when nobody could be asked.
 */
export async function discover(options: DiscoverOptions, ports: DiscoverPorts): Promise<Discovery> {
  const network = ports.network ?? new LocalNetwork();
  if (network.interfaces.length === 0) throw EngineError.of('network.none', {}, 'transient');
  const found = new FoundMachines((address) => network.isOwn(address));
  const asked = new Set<string>();
  const ask = async (questions: readonly Question[]): Promise<void> => {
    for (const question of questions) asked.add(keyOf(question));
    for (let at = 0; at < questions.length; at += MOST_QUESTIONS)
      await multicast.ask(questions.slice(at, at + MOST_QUESTIONS));
  };
  const multicast = await (ports.open ?? openMulticast)(network.interfaces, (records, from) => {
    const interfaceName = network.interfaceTowards(from);
    if (interfaceName === undefined || !found.take(records, { address: from, interfaceName })) return;
    options.onFound?.(found.all().machines);
    const fresh = found.questions().filter((question) => !asked.has(keyOf(question)));
    // What fails here is asked again in the next round.
    ask(fresh).catch(() => undefined);
  });
  try {
    await inRounds(() => ask(found.questions()), options, ports.clock);
  } finally {
    await multicast.close();
  }
  return found.all();
}

async function inRounds(
  ask: () => Promise<void>,
  { timeoutMs = DEFAULT_TIMEOUT_MS, signal }: DiscoverOptions,
  clock: Clock,
): Promise<void> {
  await ask().catch((error: unknown) => {
    throw noMulticast(error);
  });
  const end = clock.monotonic() + timeoutMs;
  for (let wait = FIRST_WAIT_MS; ; wait *= 2) {
    const left = Math.max(0, end - clock.monotonic());
    await clock.sleep(Math.min(wait, left), signal).catch((error: unknown) => {
      if (signal?.aborted !== true) throw error;
    });
    if (signal?.aborted === true || left <= wait) return;
    // It has worked once: what was heard counts.
    await ask().catch(() => undefined);
  }
}

function keyOf({ type, name }: Question): string {
  return `${type} ${name.toLowerCase()}`;
}

/** `EADDRINUSE`: another program keeps port 5353 for itself. `EHOSTUNREACH`: macOS 15 keeps an app from the local network. */
function noMulticast(error: unknown): EngineError {
  const text = error instanceof Error ? error.message.slice(0, 200) : String(error);
  return EngineError.of('network.no-multicast', { text }, 'person', error);
}
