import { EXIT, type ExitStatus } from '../exit-status.ts';
import { keepAwake, keepHost, thisProcess } from '../../index.ts';
import { EngineError } from '../../model/problem.ts';
import { uncapitalised } from '../../text/words.ts';
import { reportBug } from '../crash-report.ts';
import { withInterrupt } from '../interrupt.ts';
import type { Session } from '../session.ts';
import { printProblem } from '../print/problem.ts';
import { VERSION } from '../version.ts';

/** Until somebody ends it. */
export async function serve(session: Session): Promise<ExitStatus> {
  const { io, engine, alertOptions, home, out, err, json } = session;
  const say = async (role: 'own' | 'joined'): Promise<void> => {
    if (json) await out.json({ type: 'serve.role', role, pid: process.pid, home });
    else
      await out.line(
        role === 'own'
          ? `Warmspare keeps the pairs of ${home}: due runs begin by themselves. Ctrl-C ends it.`
          : 'Another Warmspare keeps these pairs. This one waits, and takes its place when it ends.',
      );
  };
  const explain = async (error: unknown): Promise<void> => {
    const problem = error instanceof EngineError ? error.problem : await reportBug({ io, err, home }, error);
    await err.line(`warmspare: ${uncapitalised(printProblem(problem))}`);
  };
  const host = await keepHost(engine, {
    home,
    owner: thisProcess(),
    app: VERSION,
    kind: 'serve',
    alerts: alertOptions,
    onRole: (role) => void say(role),
    onProblem: (error) => void explain(error),
    onBug: (_request, error) => reportBug({ io, err, home }, error),
  });
  const stayAwake = keepAwake();
  host.subscribe(() => stayAwake(host.isBusy()));
  await withInterrupt(session, aborted, {
    first: () => {
      if (host.isBusy()) err.send('Ending what is under way. Press Ctrl-C again to stop at once.\n');
    },
    second: () => undefined,
  });
  await host.close();
  stayAwake(false);
  return EXIT.done;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
