import { runDemo } from '../demo/run-demo.ts';
import { CANCELLING, withInterrupt } from '../interrupt.ts';
import type { Session } from '../session.ts';

export interface DemoOptions {
  readonly keep?: boolean;
}

export function demo(session: Session, options: DemoOptions): Promise<number> {
  const { io, json } = session;
  return withInterrupt(
    session,
    (signal) => runDemo({ keep: options.keep ?? false, json, stdout: io.stdout, stderr: io.stderr, signal }),
    { first: () => session.err.send(`${CANCELLING}\n`), second: () => undefined },
  );
}
