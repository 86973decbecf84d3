import { setTimeout as delay } from 'node:timers/promises';

const ASK_MS = 500;

/** Asks twice a second until it is so; throws after so many seconds. */
export async function until(test: () => Promise<boolean>, seconds: number): Promise<void> {
  for (const deadline = performance.now() + seconds * 1000; !(await test()); await delay(ASK_MS))
    if (performance.now() > deadline) throw new Error(`not so after ${String(seconds)} s: ${String(test)}`);
}
