import { randomInt } from 'node:crypto';

/** A fair sample of a stream of unknown length: Vitter's algorithm R. Holds no more than `size` items. */
export class Reservoir<T> {
  readonly #size: number;
  readonly #pick: (below: number) => number;
  readonly #items: T[] = [];
  #offered = 0;

  constructor(size: number, pick: (below: number) => number = (below) => randomInt(below)) {
    this.#size = size;
    this.#pick = pick;
  }

  offer(item: T): void {
    this.#offered += 1;
    if (this.#items.length < this.#size) {
      this.#items.push(item);
      return;
    }
    const at = this.#pick(this.#offered);
    if (at < this.#size) this.#items[at] = item;
  }

  get items(): readonly T[] {
    return this.#items;
  }
}
