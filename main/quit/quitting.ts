export interface QuittingOptions {
  readonly isBusy: () => boolean;
  /** Resolves to whether to quit all the same. */
  readonly ask: () => Promise<boolean>;
  /** Calls everything off and waits for its end. */
  readonly stop: () => Promise<void>;
  /** The way is free. */
  readonly leave: () => void;
}

/**
 * How the app ends: a person is asked about what would be stopped, everything ends cleanly, and only then does the process. Who
 * quits again meanwhile changes nothing.
 */
export class Quitting {
  readonly #options: QuittingOptions;
  #state: 'running' | 'asking' | 'stopping' | 'leaving' = 'running';

  constructor(options: QuittingOptions) {
    this.#options = options;
  }

  get isLeaving(): boolean {
    return this.#state === 'leaving';
  }

  /** On a person's wish. */
  async quit(): Promise<void> {
    if (this.#state !== 'running') return;
    if (this.#options.isBusy()) {
      this.#state = 'asking';
      const isWanted = await this.#options.ask();
      if (this.#state !== 'asking') return;
      this.#state = 'running';
      if (!isWanted) return;
    }
    await this.stop();
  }

  /** On the system's, which does not wait for an answer. */
  async stop(): Promise<void> {
    if (this.#state === 'stopping' || this.#state === 'leaving') return;
    this.#state = 'stopping';
    try {
      await this.#options.stop();
    } finally {
      this.#state = 'leaving';
      this.#options.leave();
    }
  }
}
