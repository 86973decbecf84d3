import type { FoundChanges } from '../../../../engine/model/browse.ts';
import type { Problem } from '../../../../engine/model/problem.ts';
import type { Change } from '../../../../engine/model/run.ts';
import { Shown } from '../shown.ts';
import { PAGE } from './tree-model.ts';

export interface Found {
  /** `undefined`: not yet known. */
  readonly total: number | undefined;
  readonly pages: ReadonlyMap<number, readonly Change[]>;
  readonly problem: Problem | undefined;
}

/** What a search found, read as it comes into view. Each page goes through all paths again, so one at a time. */
export class FoundStore extends Shown<Found> {
  #seen = { from: 0, to: 1 };
  #isReading = false;
  readonly #ask: (page: { readonly offset: number; readonly limit: number }) => Promise<FoundChanges>;
  readonly #problemOf: (error: unknown) => Problem;

  constructor(
    ask: (page: { readonly offset: number; readonly limit: number }) => Promise<FoundChanges>,
    problemOf: (error: unknown) => Problem,
  ) {
    super({ total: undefined, pages: new Map(), problem: undefined });
    this.#ask = ask;
    this.#problemOf = problemOf;
  }

  /** Rows from `from` to before `to` are in view. */
  see(from: number, to: number): void {
    this.#seen = { from, to };
    void this.#fill();
  }

  retry(): void {
    this.set({ ...this.get(), problem: undefined });
    void this.#fill();
  }

  at(index: number): Change | undefined {
    return this.get().pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  #missing(): number | undefined {
    const { total, pages, problem } = this.get();
    if (problem !== undefined) return undefined;
    if (total === undefined) return 0;
    const last = Math.floor((Math.min(this.#seen.to, total) - 1) / PAGE);
    for (let page = Math.floor(this.#seen.from / PAGE); page <= last; page++)
      if (!pages.has(page)) return page;
    return undefined;
  }

  async #fill(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    for (let page = this.#missing(); page !== undefined; page = this.#missing()) await this.#read(page);
    this.#isReading = false;
  }

  async #read(page: number): Promise<void> {
    try {
      const { total, changes } = await this.#ask({ offset: page * PAGE, limit: PAGE });
      this.set({ total, pages: new Map(this.get().pages).set(page, changes), problem: undefined });
    } catch (error) {
      this.set({ ...this.get(), problem: this.#problemOf(error) });
    }
  }
}
