import { windowRequests, type WindowRequests } from '../../engine/api/app-contract.ts';
import type { Handlers, Reply } from '../../engine/api/contract.ts';
import { answerRequest as answer } from '../../engine/index.ts';
import { bugProblem, type AppLog } from '../log/app-log.ts';

/** Answers whatever a page sent. */
export function answerRequest(
  handlers: Handlers<WindowRequests>,
  log: AppLog,
  name: unknown,
  input: unknown,
): Promise<Reply<unknown>> {
  const onBug = (request: string, error: unknown) => bugProblem(log.bug(request, error), log);
  return answer({ requests: windowRequests, handlers, onBug }, name, input);
}
