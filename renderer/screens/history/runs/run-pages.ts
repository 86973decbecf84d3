import type { RunId } from '../../../../engine/model/ids.ts';
import type { Problem } from '../../../../engine/model/problem.ts';
import type { RunRecord } from '../../../../engine/model/run.ts';
import { Shown } from '../shown.ts';

export const RUNS_PAGE = 100;
/** What the engine hands out at once. */
const MOST_AT_ONCE = 500;

export interface Runs {
  readonly runs: readonly RunRecord[];
  readonly isEnd: boolean;
  /** Whether they were read at least once. */
  readonly isKnown: boolean;
  readonly isReading: boolean;
  readonly problem: Problem | undefined;
}

type Ask = (page: { readonly before?: RunId; readonly limit: number }) => Promise<readonly RunRecord[]>;

let made = 0;

/** A pair's runs, newest first: older ones as somebody goes down, all that are here once more when one has ended. */
export class RunPages extends Shown<Runs> {
  /** Another one for each list. */
  readonly key = ++made;
  #latest = 0;
  readonly #ask: Ask;
  readonly #problemOf: (error: unknown) => Problem;

  constructor(ask: Ask, problemOf: (error: unknown) => Problem) {
    super({ runs: [], isEnd: false, isKnown: false, isReading: false, problem: undefined });
    this.#ask = ask;
    this.#problemOf = problemOf;
  }

  /** Older ones, unless something is being read. */
  more(): void {
    const { runs, isEnd, isKnown, isReading, problem } = this.get();
    if (isEnd || !isKnown || isReading || problem !== undefined) return;
    void this.#read(async () => {
      const page = await this.#page(runs.at(-1)?.id, RUNS_PAGE);
      return { runs: [...runs, ...page], isEnd: page.length < RUNS_PAGE };
    });
  }

  /** As many as are here anew, and at least a page. What is under way is dropped: it may be old already. */
  refresh(): void {
    const count = Math.max(RUNS_PAGE, this.get().runs.length);
    void this.#read(async () => {
      const runs: RunRecord[] = [];
      for (;;) {
        const limit = Math.min(MOST_AT_ONCE, count - runs.length);
        const page = await this.#page(runs.at(-1)?.id, limit);
        runs.push(...page);
        if (page.length < limit) return { runs, isEnd: true };
        if (runs.length >= count) return { runs, isEnd: false };
      }
    });
  }

  #page(before: RunId | undefined, limit: number): Promise<readonly RunRecord[]> {
    return this.#ask({ limit, ...(before !== undefined && { before }) });
  }

  async #read(work: () => Promise<Pick<Runs, 'runs' | 'isEnd'>>): Promise<void> {
    const number = ++this.#latest;
    this.set({ ...this.get(), isReading: true, problem: undefined });
    const next = await work().then(
      (read) => ({ ...read, isKnown: true, problem: undefined }),
      (error: unknown) => ({ ...this.get(), problem: this.#problemOf(error) }),
    );
    if (number === this.#latest) this.set({ ...next, isReading: false });
  }
}
