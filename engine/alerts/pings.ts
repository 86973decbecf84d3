import type { Ping } from '../plan/alerts/dead-man.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import type { AlertPorts } from './ports.ts';
import { sendRequest } from './web-request.ts';

/** Waits before the second and the third try. */
const WAITS_MS = [5_000, 30_000];

/**
 * Tells the dead-man's checks. Resolves to why one was not told. One that does not get through is dropped: said hours later, it would
 * be a lie, and its silence is what the other side is there for.
 */
export async function sendPings(
  pings: readonly Ping[],
  ports: Pick<AlertPorts, 'clock' | 'fetch' | 'timeoutMs'>,
  signal?: AbortSignal,
): Promise<readonly Problem[]> {
  const ends = await Promise.all(pings.map((ping) => sendPing(ping, ports, signal)));
  return ends.filter((problem) => problem !== undefined);
}

async function sendPing(
  { url }: Ping,
  ports: Pick<AlertPorts, 'clock' | 'fetch' | 'timeoutMs'>,
  signal: AbortSignal | undefined,
): Promise<Problem | undefined> {
  for (const wait of [...WAITS_MS, undefined]) {
    try {
      await sendRequest({ url, method: 'GET' }, ports);
      return undefined;
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (wait === undefined || error.problem.retry === 'person' || signal?.aborted === true)
        return error.problem;
      await ports.clock.sleep(wait, signal).catch(() => undefined);
    }
  }
  return undefined;
}
