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
 * time may mend: asked again. Any other problem, a changed host key above all, ends the waiting, and so does a server that
 * wants more than a key (`setup.sshd-in-the-way`); the signal too, as `run.cancelled`. Returns how many tries it took.
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
    if (!(error instanceof EngineError) || !NOT_YET.includes(error.problem.code)) throw error;
    const others = askedInstead(error.problem.details.output ?? '');
    if (others === undefined) return false;
    const { endpoint } = error.problem.details;
    const details = { found: 'key-alone', text: others, ...(endpoint !== undefined && { endpoint }) };
    throw EngineError.of('setup.sshd-in-the-way', details);
  }
}

/** The methods that a server goes on with when it took the key, or takes none; `undefined`: a key may still do. */
function askedInstead(output: string): string | undefined {
  // root@spare: Permission denied (password).   (publickey,password): this key is not let in so far
  const methods = /Permission denied \(([a-z0-9,@.-]+)\)\./.exec(output)?.[1];
  return methods?.split(',').includes('publickey') === true ? undefined : methods;
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw EngineError.of('run.cancelled', {}, 'transient');
}
