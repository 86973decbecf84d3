import type { LeftOutReport } from '../../api/left-out.ts';
import { EXIT, statusOfProblem, type ExitStatus } from '../exit-status.ts';
import { CANCELLING, withInterrupt } from '../interrupt.ts';
import { printLeftOut } from '../print/left-out.ts';
import type { Session } from '../session.ts';

/** `check NAME --left-out` */
export async function showLeftOut(session: Session, name: string): Promise<ExitStatus> {
  const report = await withInterrupt(session, (signal) => session.engine.leftOut(name, { signal }), {
    first: () => session.err.send(`${CANCELLING}\n`),
    second: () => undefined,
  });
  if (session.json) await session.out.json({ type: 'left-out', ...report });
  else await session.out.line(printLeftOut(report, name, session.print()));
  return statusOf(report);
}

/** What failed outweighs what could not be told. */
function statusOf({ sources }: LeftOutReport): ExitStatus {
  for (const { state, problem } of sources)
    if (state === 'failed') return problem === undefined ? EXIT.failed : statusOfProblem(problem);
  const isWhole = sources.every(({ state, problem }) => state === 'done' && problem === undefined);
  return isWhole ? EXIT.done : EXIT.partial;
}
