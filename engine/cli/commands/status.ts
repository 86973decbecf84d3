import type { PairStatus } from '../../api/engine.ts';
import type { OutboxView } from '../../model/alert-outbox.ts';
import { EngineError } from '../../model/problem.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { alertTroubleLine } from '../print/alerts.ts';
import { printStatus, printStatusList } from '../print/status.ts';
import type { Session } from '../session.ts';
import { standingsOf } from '../standings.ts';

export async function status(session: Session, name: string | undefined): Promise<ExitStatus> {
  const [statuses, standings] = await Promise.all([session.engine.status(name), standingsOf(session)]);
  const outbox = await outboxOf(session);
  if (session.json) {
    const now = session.clock.now();
    await session.out.json({
      type: 'status',
      pairs: statuses.map((each) => ({
        ...withAge(each, now),
        standing: standings.get(each.pair.id) ?? null,
      })),
      alerts: outbox,
    });
    return EXIT.done;
  }
  const only = name === undefined ? undefined : statuses[0];
  const text =
    only === undefined
      ? printStatusList(statuses, standings, session.print())
      : printStatus(only, standings.get(only.pair.id), session.print());
  await session.out.line(text);
  const trouble = alertTroubleLine(outbox);
  if (trouble !== undefined) await session.out.line(`\n${trouble}`);
  return EXIT.done;
}

/** What waits to be sent; that it cannot be read is no reason to say nothing of the pairs. */
async function outboxOf({ alerts }: Session): Promise<OutboxView> {
  try {
    return await alerts.outbox();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { waiting: 0, trouble: {}, storage: error.problem };
  }
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
    promotion: status.promotion ?? null,
  };
}
