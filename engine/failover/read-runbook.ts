import type { ReadinessReport, RunbookReport } from '../api/failover.ts';
import type { IssuedRunbook } from '../model/issued-runbook.ts';
import type { EngineContext } from '../run/context.ts';
import { statusOf } from '../run/status.ts';
import { runbookChanges } from '../text/runbook/changes.ts';
import { runbookDigest } from '../text/runbook/digest.ts';
import { writeRunbook } from '../text/runbook/write-runbook.ts';

/** Writes the runbook from what is known here, and says what is another than in the one that lies on the standby. */
export async function readRunbook(
  engine: Pick<EngineContext, 'history' | 'promotions' | 'clock'>,
  { pair, readiness, survey, drill }: ReadinessReport,
  issued: IssuedRunbook | undefined,
  timeZone: string | undefined,
): Promise<RunbookReport> {
  const [status] = await statusOf(engine, [pair]);
  const runbook = writeRunbook({
    pair,
    settings: pair.failover,
    survey,
    status: {
      recoveryPoint: status?.recoveryPoint,
      lastRun: status?.lastRun,
      lastVerify: status?.lastVerify,
    },
    readiness,
    drill,
    now: engine.clock.now(),
    timeZone,
  });
  if (issued === undefined) return { runbook, changes: [], isChanged: true, issued: undefined };
  const isChanged = runbookDigest(issued.runbook) !== runbookDigest(runbook);
  // Until there is another change, the last one is what has changed.
  const changes = isChanged ? runbookChanges(issued.runbook, runbook) : issued.changes;
  const { deliveredAt, paths } = issued;
  return { runbook, changes, isChanged, issued: { deliveredAt, paths } };
}
