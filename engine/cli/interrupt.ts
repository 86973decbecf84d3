import { EXIT } from './exit-status.ts';
import type { Session } from './session.ts';

/** Runs cancellable work. The first Ctrl-C cancels and says so through `say`, the second ends the process at once. */
export async function withInterrupt<T>(
  session: Pick<Session, 'io'>,
  work: (signal: AbortSignal) => Promise<T>,
  onInterrupt: { readonly first: () => void; readonly second: () => void },
): Promise<T> {
  const controller = new AbortController();
  const stop = session.io.onInterrupt(() => {
    if (controller.signal.aborted) {
      onInterrupt.second();
      session.io.exitNow(EXIT.cancelled);
      return;
    }
    onInterrupt.first();
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    stop();
  }
}

export const CANCELLING = 'Cancelling. Press Ctrl-C again to stop at once.';
