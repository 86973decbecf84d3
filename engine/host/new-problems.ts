import { EngineError, type Problem } from '../model/problem.ts';

/** Tells each problem of something once for as long as it is so, however often it is met. */
export class NewProblems {
  readonly #tell: (error: EngineError) => void;
  #known: readonly string[] = [];

  constructor(tell: (error: EngineError) => void) {
    this.#tell = tell;
  }

  /** All that there are now. */
  are(problems: readonly Problem[]): void {
    const before = this.#known;
    this.#known = problems.map(keyOf);
    for (const problem of problems)
      if (!before.includes(keyOf(problem))) this.#tell(new EngineError(problem));
  }
}

function keyOf({ code, details }: Problem): string {
  return JSON.stringify([code, details.endpoint, details.path]);
}
