import type { RunEvent, RunFinished } from '../api/events.ts';
import type { RunId } from '../model/ids.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import { NO_RESULT, resultOf, type RunRecord } from '../model/run.ts';
import { reportBug } from './crash-report.ts';
import { statusOfProblem, statusOfRun, type ExitStatus } from './exit-status.ts';
import { withInterrupt } from './interrupt.ts';
import { jsonText } from './output.ts';
import type { RunHooks } from './run-with-progress.ts';
import type { Session } from './session.ts';
import { joinWords } from '../text/words.ts';
import { explainProblem } from './unknown-pair.ts';

/** One event a line. Whatever happens, the last line is `run.finished`, and there is one. */
export async function runAsJson(
  session: Session,
  name: string,
  run: (hooks: RunHooks) => Promise<RunRecord>,
): Promise<ExitStatus> {
  let finished: RunEvent | undefined;
  const onEvent = (event: RunEvent): void => {
    // Kept back: the promise may still reject, and nothing may follow the end.
    if (event.type === 'run.finished') finished ??= event;
    else session.out.send(`${jsonText(event)}\n`);
  };
  const nothing = (): void => undefined;
  try {
    const record = await withInterrupt(session, (signal) => run({ onEvent, signal }), {
      first: nothing,
      second: nothing,
    });
    await session.out.json(finished ?? endOfRecord(record));
    return statusOfRun(record);
  } catch (error) {
    const problem = error instanceof EngineError ? error.problem : await reportBug(session, error);
    const words = await explainProblem(session.engine, problem, name);
    await session.out.json(failedBeforeStart(problem, joinWords(words)));
    return statusOfProblem(problem);
  }
}

/** The end of a run whose own last event did not come. */
export function endOfRecord(record: RunRecord): RunFinished & { readonly runId: RunId } {
  return {
    type: 'run.finished',
    outcome: record.outcome ?? 'failed',
    ...resultOf(record),
    runId: record.id,
  };
}

function failedBeforeStart(problem: Problem, message: string): RunFinished & { readonly message: string } {
  return {
    type: 'run.finished',
    outcome: problem.code === 'run.cancelled' ? 'cancelled' : 'failed',
    ...NO_RESULT,
    problems: [problem],
    message,
  };
}
