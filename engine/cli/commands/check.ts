import type { CheckReport } from '../../api/engine.ts';
import { EXIT, statusOfProblem, type ExitStatus } from '../exit-status.ts';
import { CANCELLING, withInterrupt } from '../interrupt.ts';
import { printCheckReport } from '../print/check-report.ts';
import type { Session } from '../session.ts';

export async function check(
  session: Session,
  name: string,
  options: { readonly acceptVolumes?: boolean },
): Promise<ExitStatus> {
  const acceptVolumes = options.acceptVolumes ?? false;
  const report = await withInterrupt(
    session,
    (signal) => session.engine.check(name, { acceptVolumes, signal }),
    { first: () => session.err.send(`${CANCELLING}\n`), second: () => undefined },
  );
  if (session.json) await session.out.json({ type: 'check', ...report });
  else await session.out.line(printCheckReport(report, session.print()));
  return statusOfCheck(report);
}

/** A machine that was not reached outweighs what is refused. */
function statusOfCheck({ primary, standby, refusals }: CheckReport): ExitStatus {
  if (primary.state === 'failed') return statusOfProblem(primary.problem);
  if (standby.state === 'failed') return statusOfProblem(standby.problem);
  return refusals.length > 0 ? EXIT.refusedOrHeld : EXIT.done;
}
