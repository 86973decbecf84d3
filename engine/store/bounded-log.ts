import type { BufferedFile } from './buffered-file.ts';

export interface LogLimits {
  readonly headBytes: number;
  /** Kept in memory, so small. */
  readonly tailBytes: number;
}

export const LOG_LIMITS: LogLimits = { headBytes: 50 * 1024 * 1024, tailBytes: 256 * 1024 };

/**
 * Raw output of a tool, bounded: the head as it comes, and the tail, where a tool says why it gave up, when it is closed.
 * A line says what is missing in between.
 */
export class BoundedLog {
  readonly #file: BufferedFile;
  readonly #limits: LogLimits;
  #headLeft: number;
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  #leftOut = 0;

  constructor(file: BufferedFile, limits: LogLimits = LOG_LIMITS) {
    this.#file = file;
    this.#limits = limits;
    this.#headLeft = limits.headBytes;
  }

  append(data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    if (bytes.length <= this.#headLeft) {
      this.#headLeft -= bytes.length;
      this.#file.append(bytes);
      return;
    }
    this.#toTail(this.#headLeft === 0 ? bytes : this.#endHead(bytes));
  }

  async close(): Promise<void> {
    if (this.#leftOut > 0)
      this.#file.append(`[warmspare: ${String(this.#leftOut)} bytes of output are left out]\n`);
    for (const part of this.#tail) this.#file.append(part);
    this.#tail = [];
    await this.#file.close({ sync: true });
  }

  /** Cuts at the last line end that fits, and returns what is left. */
  #endHead(bytes: Uint8Array): Uint8Array {
    const cut = bytes.subarray(0, this.#headLeft).lastIndexOf(0x0a) + 1;
    this.#file.append(bytes.subarray(0, cut));
    const limit = String(this.#limits.headBytes);
    // At once, since the line above the tail is lost when the process is killed.
    this.#file.append(`\n[warmspare: from here, after ${limit} bytes, only the end of the output is kept]\n`);
    this.#headLeft = 0;
    return bytes.subarray(cut);
  }

  #toTail(bytes: Uint8Array): void {
    this.#tail.push(bytes);
    this.#tailBytes += bytes.length;
    for (let excess = this.#tailBytes - this.#limits.tailBytes; excess > 0;) {
      const first = this.#tail.shift() ?? new Uint8Array();
      const dropped = Math.min(excess, first.length);
      if (dropped < first.length) this.#tail.unshift(first.subarray(dropped));
      this.#tailBytes -= dropped;
      this.#leftOut += dropped;
      excess -= dropped;
    }
  }
}
