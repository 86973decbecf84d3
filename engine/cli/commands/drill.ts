import type { DrillEvent } from '../../api/drill.ts';
import { hasPassed } from '../../model/drill.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { CANCELLING, withInterrupt } from '../interrupt.ts';
import { printDrillEnd, printDrillStep } from '../print/drill.ts';
import { drillStepTitle } from '../../text/drill-words.ts';
import type { Session } from '../session.ts';

/** Tries the standby, and tells of each thing as it ends. */
export async function drill(session: Session, name: string): Promise<ExitStatus> {
  const report = await withInterrupt(
    session,
    (signal) => session.engine.failover.drill(name, { signal, onEvent: (event) => tell(session, event) }),
    { first: () => session.err.send(`${CANCELLING}\n`), second: () => undefined },
  );
  const isPassed = hasPassed(report.drill);
  const { pair } = report;
  if (session.json)
    await session.out.json({
      type: 'drill',
      pair: { id: pair.id, name: pair.name },
      hasPassed: isPassed,
      ...report.drill,
    });
  else await session.out.line(printDrillEnd(report));
  return isPassed ? EXIT.done : EXIT.notReady;
}

/** What takes long is told of before it ends, to whoever sits there. */
function tell(session: Session, event: DrillEvent): void {
  if (session.json) return;
  if (event.type === 'drill.step') session.out.send(`${printDrillStep(event.step)}\n`);
  else if (session.io.terminal.stderr) session.err.send(`Trying: ${drillStepTitle(event.step)}…\n`);
}
