import type { SurveyReport } from '../../api/failover.ts';
import { findingWords } from '../../text/readiness/finding-words.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { CANCELLING, withInterrupt } from '../interrupt.ts';
import { printReadiness } from '../print/readiness.ts';
import type { Session } from '../session.ts';
import { CLI_WAYS } from '../text/ways.ts';

export interface ReadinessOptions {
  /** False: `--no-look`. */
  readonly look?: boolean;
  readonly booted?: boolean;
}

/** Whether the standby could take over now. Both machines are asked first, unless told otherwise. */
export async function readiness(
  session: Session,
  name: string,
  { look = true, booted = false }: ReadinessOptions,
): Promise<ExitStatus> {
  const { failover } = session.engine;
  const report = look
    ? await withInterrupt(session, (signal) => failover.survey(name, { signal }), {
        first: () => session.err.send(`${CANCELLING}\n`),
        second: () => undefined,
      })
    : { ...(await failover.readiness(name)), problems: {} };
  if (!booted) return await tell(session, report);
  await failover.noteBoot(name);
  return await tell(session, { ...report, ...(await failover.readiness(name)) });
}

async function tell(session: Session, report: SurveyReport): Promise<ExitStatus> {
  if (session.json) await session.out.json({ type: 'readiness', ...withWords(session, report) });
  else await session.out.line(printReadiness(report, session.print()));
  return report.readiness.overall === 'ready' ? EXIT.done : EXIT.notReady;
}

/** With the sentences, for whoever shows them elsewhere. In JSON what is not there is `null`. */
function withWords(session: Session, { pair, readiness: found, problems }: SurveyReport): object {
  const context = { ...session.print(), pair: pair.name, ways: CLI_WAYS };
  return {
    pair: { id: pair.id, name: pair.name },
    overall: found.overall,
    worst: found.worst ?? null,
    strategy: found.strategy,
    reason: found.reason,
    checks: found.checks.map((check) => {
      const { message, remedy } = findingWords(check.finding, context);
      const isFine = check.state === 'pass';
      return { ...check, at: check.at ?? null, message, remedy: isFine ? null : (remedy ?? null) };
    }),
    problems,
  };
}
