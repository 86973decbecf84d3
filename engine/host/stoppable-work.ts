/** Work that a client may call off, by a name of the client's. The same name again ends what was begun with it. */
export class StoppableWork {
  readonly #stops = new Map<string, AbortController>();

  async run<T>(name: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.stop(name);
    const stop = new AbortController();
    this.#stops.set(name, stop);
    try {
      return await work(stop.signal);
    } finally {
      if (this.#stops.get(name) === stop) this.#stops.delete(name);
    }
  }

  /** Fine when there is none. */
  stop(name: string): void {
    this.#stops.get(name)?.abort();
    this.#stops.delete(name);
  }
}
