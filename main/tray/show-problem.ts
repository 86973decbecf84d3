import { dialog } from 'electron';
import { explainProblem } from '../../engine/text/app/explain.ts';
import { EngineError } from '../../engine/model/problem.ts';
import { bugProblem, type AppLog } from '../log/app-log.ts';

/** Says why something that was chosen from the menu was not done. */
export function showProblem(error: unknown, log: AppLog): void {
  const problem = error instanceof EngineError ? error.problem : bugProblem(log.bug('tray', error), log);
  const { message, remedy } = explainProblem(problem);
  void dialog.showMessageBox({
    type: 'warning',
    message,
    ...(remedy !== undefined && { detail: remedy }),
  });
}
