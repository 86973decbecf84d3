import { createInterface } from 'node:readline/promises';
import { EXIT } from './exit-status.ts';
import type { Session } from './session.ts';

/** A question can be put: somebody sits there and no script reads along. */
export function canAsk({ io, json }: Session): boolean {
  return !json && io.terminal.stdin && io.terminal.stderr;
}

/** Asks on stderr. Anything but y or yes, and no answer at all, is no. */
export async function askYesNo(session: Session, question: string): Promise<boolean> {
  const stop = session.io.onInterrupt(() => {
    session.err.send('\n');
    session.io.exitNow(EXIT.cancelled);
  });
  await session.err.write(`${question} [y/N] `);
  const lines = createInterface({ input: session.io.stdin });
  try {
    const answer = await lines[Symbol.asyncIterator]().next();
    if (answer.done === true) {
      await session.err.write('\n');
      return false;
    }
    // y   Yes   ×  yea   ×  no
    return /^\s*y(es)?\s*$/i.test(answer.value);
  } finally {
    stop();
    lines.close();
  }
}
