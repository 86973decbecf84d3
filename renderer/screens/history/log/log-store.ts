import type { LogPage } from '../../../../engine/api/contract.ts';
import type { Problem } from '../../../../engine/model/problem.ts';
import { Shown } from '../shown.ts';

export const LOG_PAGE = 500;

export interface Log {
  readonly lines: readonly string[];
  readonly isEnd: boolean;
  readonly isReading: boolean;
  readonly problem: Problem | undefined;
}

/** The log of a run from its first line, read as far as somebody looks. */
export class LogStore extends Shown<Log> {
  #wanted = 0;
  readonly #ask: (page: { readonly fromLine: number; readonly limit: number }) => Promise<LogPage>;
  readonly #problemOf: (error: unknown) => Problem;

  constructor(
    ask: (page: { readonly fromLine: number; readonly limit: number }) => Promise<LogPage>,
    problemOf: (error: unknown) => Problem,
  ) {
    super({ lines: [], isEnd: false, isReading: false, problem: undefined });
    this.#ask = ask;
    this.#problemOf = problemOf;
  }

  /** Reads on until so many lines are here; Infinity: to the end. */
  want(lines: number): void {
    this.#wanted = Math.max(this.#wanted, lines);
    const { isReading, problem } = this.get();
    if (!isReading && problem === undefined) void this.#read();
  }

  /** Reads no further than now. */
  stop(): void {
    this.#wanted = 0;
  }

  retry(): void {
    this.set({ ...this.get(), problem: undefined });
    void this.#read();
  }

  async #read(): Promise<void> {
    const lines = [...this.get().lines];
    let isEnd = this.get().isEnd;
    if (isEnd || lines.length >= this.#wanted) return;
    this.set({ ...this.get(), isReading: true });
    try {
      while (!isEnd && lines.length < this.#wanted) {
        const page = await this.#ask({ fromLine: lines.length, limit: LOG_PAGE });
        lines.push(...page.lines);
        // A page that is empty would be asked for for ever.
        isEnd = page.isEnd || page.lines.length === 0;
        this.set({ lines: lines.slice(), isEnd, isReading: true, problem: undefined });
      }
      this.set({ ...this.get(), isReading: false });
    } catch (error) {
      this.set({ ...this.get(), isReading: false, problem: this.#problemOf(error) });
    }
  }
}

/** As many of the last lines as fit, and the number of the first of them, from 1. */
export function lastThatFit(
  lines: readonly string[],
  most: number,
): { readonly text: string; readonly first: number } {
  let length = 0;
  let at = lines.length;
  while (at > 0 && length + (lines[at - 1]?.length ?? 0) + 1 <= most) {
    at -= 1;
    length += (lines[at]?.length ?? 0) + 1;
  }
  return { text: lines.slice(at).join('\n'), first: at + 1 };
}
