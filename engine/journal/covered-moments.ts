import type { HistoryMark } from '../model/journal-place.ts';

/** What has not settled is no older than these reach back. */
const MOST_MOMENTS = 64;

/** Moments that a later watch could go on from, by the clock that nobody sets, each with its place in the system's history. */
export class CoveredMoments {
  /** What has an earlier place in the history than a mark may be told for so long after it. */
  readonly #settleMs: number;
  #moments: { readonly at: number; readonly mark: HistoryMark }[] = [];

  constructor(settleMs = 0) {
    this.#settleMs = settleMs;
  }

  /** Up to `mark`, everything had settled by then. */
  begin(at: number, mark: HistoryMark): void {
    this.#moments = [{ at: at - this.#settleMs, mark }];
  }

  note(at: number, mark: HistoryMark): void {
    const last = this.#moments.at(-1);
    if (last !== undefined && at - last.at < (2 * this.#settleMs) / MOST_MOMENTS) return;
    this.#moments = [...this.#moments.slice(1 - MOST_MOMENTS), { at, mark }];
  }

  /** The last one that was no later than `beganAt`, and before `until`: one just then has the change itself before it. */
  last(beganAt: number, until: number): HistoryMark | undefined {
    const settles = this.#settleMs;
    return this.#moments.findLast(({ at }) => at + settles <= beganAt && at + settles < until)?.mark;
  }

  forget(): void {
    this.#moments = [];
  }
}
