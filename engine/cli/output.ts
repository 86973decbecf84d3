import type { Writable } from 'node:stream';

/** One of the two output streams. A reader that went away (`| head`) closes it quietly: later writes do nothing. */
export class Output {
  readonly #stream: Writable;
  #isClosed = false;
  #failure: Error | undefined;

  constructor(stream: Writable) {
    this.#stream = stream;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#isClosed = true;
      if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') this.#failure ??= error;
    });
  }

  /** True when nobody reads any more. */
  get isClosed(): boolean {
    return this.#isClosed || this.#stream.destroyed;
  }

  /** What kept the text from being written, other than a reader that went away: a full disk, say. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** Resolves when the stream has taken the text, so that memory does not grow with a slow reader. */
  write(text: string): Promise<void> {
    if (this.isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#stream.write(text, () => {
        resolve();
      });
    });
  }

  /** For callers that cannot wait. */
  send(text: string): void {
    if (!this.isClosed) this.#stream.write(text);
  }

  line(text: string): Promise<void> {
    return this.write(`${text}\n`);
  }

  json(value: unknown): Promise<void> {
    return this.line(jsonText(value));
  }
}

/** JSON in one line. What a terminal would obey (C1 controls, bidi overrides) is escaped too; it reads back the same. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
