export interface EventuallyOptions {
  /** By default 30 seconds: only what never comes is to fail. */
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

/** Asks again until the probe neither throws nor returns `false`, and returns what it returned.
 *  At the deadline, throws what it threw last. */
export async function eventually<T>(
  probe: () => T | Promise<T>,
  options: EventuallyOptions = {},
): Promise<Exclude<T, false>> {
  const { timeoutMs = 30_000, everyMs = 20 } = options;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const last = await attempt(probe);
    if (last.state === 'done') return last.value;
    if (performance.now() > deadline) {
      throw new Error(`not so after ${timeoutMs} ms: ${last.reason}`, { cause: last.error });
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

type Attempt<T> =
  | { readonly state: 'done'; readonly value: Exclude<T, false> }
  | { readonly state: 'not yet'; readonly reason: string; readonly error?: unknown };

async function attempt<T>(probe: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    const value = await probe();
    if (value === false) return { state: 'not yet', reason: probe.toString() };
    return { state: 'done', value: value as Exclude<T, false> };
  } catch (error) {
    return { state: 'not yet', reason: error instanceof Error ? error.message : String(error), error };
  }
}
