import { closeSync, constants, openSync, readSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { takeFifo } from './fifo-names.ts';

const SIZE = 1 << 16;
/** Who fills so much of it is not to be kept waiting. */
const BUSY = 1 << 14;
/** While something comes, and the longest while nothing does. A pipe holds some 800 of rsync's lines. */
const SHORTEST_MS = 4;
const LONGEST_MS = 32;
/** How long to listen to who still holds the pipe when the process itself has ended, and says nothing. */
const LATE_MS = 500;

/**
 * A pipe that is read now and then, whatever it holds by then. rsync writes each of its lines by itself: to be woken for each,
 * as by a stream of Node's, takes more of a machine than the copying of a small file.
 */
export class PolledPipe {
  readonly #readEnd: number;
  #writeEnd: number | undefined;
  #isReading = false;
  #isClosed = false;
  #isOver = false;
  #wake: () => void = () => undefined;

  private constructor(readEnd: number, writeEnd: number) {
    this.#readEnd = readEnd;
    this.#writeEnd = writeEnd;
  }

  /** By a name in `folder` that is gone again when this resolves: Node has no pipe(2). Rejects as `mkfifo` and open(2) fail. */
  static async open(folder: string): Promise<PolledPipe> {
    const path = await takeFifo(folder);
    try {
      // In this order: without a reader, who would write has to wait.
      const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
      return new PolledPipe(readEnd, openSync(path, constants.O_WRONLY));
    } finally {
      await rm(path, { force: true });
    }
  }

  /** For the process that writes; only it must hold it: see `handedOver`. */
  get writeEnd(): number {
    if (this.#writeEnd === undefined) throw new Error('the write end was handed over');
    return this.#writeEnd;
  }

  handedOver(): void {
    if (this.#writeEnd !== undefined) closeSync(this.#writeEnd);
    this.#writeEnd = undefined;
  }

  /**
   * Gives all that is written, one character a byte, until everybody has closed the pipe, until nothing more comes after
   * `ended`, or until `close`. What `take` resolves to is waited for: meanwhile the pipe fills up, and who writes waits in
   * its turn.
   */
  async read(ended: Promise<unknown>, take: (text: string) => Promise<void> | undefined): Promise<void> {
    this.#isReading = true;
    void ended.then(() => {
      this.#isOver = true;
      this.#wake();
    });
    try {
      await this.#poll(take);
    } finally {
      this.#isReading = false;
      if (this.#isClosed) closeSync(this.#readEnd);
    }
  }

  async #poll(take: (text: string) => Promise<void> | undefined): Promise<void> {
    const buffer = Buffer.allocUnsafe(SIZE);
    let quietMs = 0;
    let pauseMs = SHORTEST_MS;
    while (!this.#isClosed) {
      const length = this.#readNow(buffer);
      if (length === 0 || (length === undefined && quietMs >= LATE_MS)) return;
      if (length === undefined) {
        pauseMs = Math.min(Math.max(pauseMs * 2, SHORTEST_MS), LONGEST_MS);
        if (this.#isOver) quietMs += pauseMs;
      } else {
        await take(buffer.toString('latin1', 0, length));
        pauseMs = length >= BUSY ? 0 : SHORTEST_MS;
        quietMs = 0;
      }
      await this.#pause(pauseMs);
    }
  }

  close(): void {
    if (this.#isClosed) return;
    this.handedOver();
    this.#isClosed = true;
    // A number that is free is soon somebody else's: not while it might be read.
    if (!this.#isReading) closeSync(this.#readEnd);
    this.#wake();
  }

  /** 0: everybody has closed it. `undefined`: nothing is there now. */
  #readNow(buffer: Buffer): number | undefined {
    try {
      return readSync(this.#readEnd, buffer);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return undefined;
      throw error;
    }
  }

  /** For so long, or until something happens. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (ms === 0) {
        setImmediate(resolve);
        return;
      }
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
