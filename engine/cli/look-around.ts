import type { Discovery } from '../model/found-machine.ts';
import { withInterrupt } from './interrupt.ts';
import type { Session } from './session.ts';

/** Looks for machines, says so on a terminal, and is content with what is there when Ctrl-C is pressed. */
export async function lookAround(
  session: Session,
  seconds?: number,
): Promise<Discovery & { readonly isCancelled: boolean }> {
  let isCancelled = false;
  if (!session.json && session.io.terminal.stderr)
    await session.err.line('Looking for machines on this network…');
  const discovery = await withInterrupt(
    session,
    (signal) =>
      session.engine.discover({ signal, ...(seconds !== undefined && { timeoutMs: seconds * 1000 }) }),
    {
      first: () => {
        isCancelled = true;
      },
      second: () => undefined,
    },
  );
  return { ...discovery, isCancelled };
}
