import { EngineError, type ProblemCode } from '../model/problem.ts';
import type { Clock } from '../platform/clock.ts';

export interface WaitForKeyOptions {
  readonly clock: Pick<Clock, 'sleep'>;
  /**
   * Seven seconds unless told. OpenSSH since 9.8 charges an address 5 seconds for each failed sign-in and shuts it out when more
   * than 15 have come together (PerSourcePenalties): whoever asks more often than it forgets is never let in.
   */
  readonly everyMs?: number;
  readonly signal?: AbortSignal;
  readonly onTry?: (tries: number) => void;
}

/** Not yet: nobody has pasted the line so far, or the machine is asleep, starting, or shutting out too many attempts. */
const NOT_YET: readonly ProblemCode[] = [
  'endpoint.auth-failed',
  'endpoint.unreachable',
  'endpoint.refused',
  'endpoint.timeout',
  'endpoint.unknown-name',
  'sign-in.too-many-attempts',
];

/**
 * Waits until `tryKey` signs in with the key alone, while a person does the rest at the other machine. `false` or a problem that
 * time may mend: asked again. Any other problem, a changed host key above all, ends the waiting; so does the signal, as
 * `run.cancelled`. Returns how many tries it took.
 */
export async function waitForKey(
  tryKey: (signal?: AbortSignal) => Promise<boolean>,
  { clock, everyMs = 7_000, signal, onTry }: WaitForKeyOptions,
): Promise<number> {
  for (let tries = 1; ; tries++) {
    throwIfCancelled(signal);
    onTry?.(tries);
    if (await isIn(tryKey, signal)) return tries;
    throwIfCancelled(signal);
    await clock.sleep(everyMs, signal).catch((error: unknown) => {
      throwIfCancelled(signal);
      throw error;
    });
  }
}

async function isIn(
  tryKey: (signal?: AbortSignal) => Promise<boolean>,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    return await tryKey(signal);
  } catch (error) {
    if (error instanceof EngineError && NOT_YET.includes(error.problem.code)) return false;
    throw error;
  }
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw EngineError.of('run.cancelled', {}, 'transient');
}
