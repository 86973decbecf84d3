/** Work that never runs twice at a time: whoever asks meanwhile is answered by another round. The work deals with its own failures. */
export class OneAtATime {
  readonly #work: () => Promise<void>;
  #running: Promise<void> | undefined;
  #isAsked = false;
  #isEnded = false;

  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  ask(): void {
    if (this.#isEnded) return;
    this.#isAsked = true;
    this.#running ??= this.#run();
  }

  /** Resolves when nothing that was asked for is left. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** No round begins any more; resolves when the last is over. */
  async end(): Promise<void> {
    this.#isEnded = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isAsked && !this.#isEnded) {
      this.#isAsked = false;
      await this.#work();
    }
    this.#running = undefined;
  }
}
