import type { Problem } from '../../engine/model/problem.ts';

/** Why it was not done; `undefined`: it was. */
export function problemOf(asked: Promise<unknown>): Promise<Problem | undefined> {
  return asked.then(
    () => undefined,
    (error: { problem: Problem }) => error.problem,
  );
}
