import type { PairStatus } from '../../api/engine.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { printStatus, printStatusList } from '../print/status.ts';
import type { Session } from '../session.ts';

export async function status(session: Session, name: string | undefined): Promise<ExitStatus> {
  const statuses = await session.engine.status(name);
  if (session.json) {
    const now = session.clock.now();
    await session.out.json({ type: 'status', pairs: statuses.map((each) => withAge(each, now)) });
    return EXIT.done;
  }
  const only = name === undefined ? undefined : statuses[0];
  const text =
    only === undefined ? printStatusList(statuses, session.print()) : printStatus(only, session.print());
  await session.out.line(text);
  return EXIT.done;
}

/** In JSON what is not there is `null`, so that a script finds the field. */
function withAge(status: PairStatus, now: number): Record<string, unknown> {
  const { recoveryPoint } = status;
  return {
    pair: status.pair,
    recoveryPoint: recoveryPoint ?? null,
    recoveryPointAgeMs: recoveryPoint === undefined ? null : now - Date.parse(recoveryPoint),
    lastRun: status.lastRun ?? null,
    lastVerify: status.lastVerify ?? null,
    running: status.running ?? null,
  };
}
