import { open, type FileHandle } from 'node:fs/promises';

/** Characters or bytes that may wait before `ready` holds the producer back. */
const HIGH_WATER = 1 << 20;
/** Less than this waits a moment for more: rsync tells its files one by one, and a write for each would cost more than they. */
const WORTH_A_WRITE = 1 << 16;
const PATIENCE_MS = 50;

/**
 * Appends to a file without waiting: what comes while the disk is busy goes out in one piece afterwards. Nothing throws
 * on the way; the first error is kept in `failure`, and what comes after it is dropped.
 */
export class BufferedFile {
  readonly #opening: Promise<FileHandle | undefined>;
  #text = '';
  #parts: Uint8Array[] = [];
  #waiting = 0;
  #pumping: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  /** Nothing more comes until what waits is written. */
  #isAwaited = false;
  /** Ends the wait for more. */
  #hurry: (() => void) | undefined;
  #failure: { readonly error: unknown } | undefined;

  /** `flags` as of open(2): `w` begins anew, `wx` insists on a new file. The file is opened when `after` is done. */
  constructor(path: string, flags: 'w' | 'wx', after: Promise<unknown> = Promise.resolve()) {
    this.#opening = after
      .then(() => open(path, flags, 0o600))
      .catch((error: unknown) => {
        this.#fail(error);
        return undefined;
      });
  }

  /** Resolves when the file is open, or when it failed. */
  async opened(): Promise<void> {
    await this.#opening;
  }

  get failure(): { readonly error: unknown } | undefined {
    return this.#failure;
  }

  append(data: string | Uint8Array): void {
    if (this.#failure !== undefined || data.length === 0) return;
    if (typeof data === 'string') {
      this.#text += data;
    } else {
      this.#closeText();
      this.#parts.push(data);
    }
    this.#waiting += data.length;
    if (this.#waiting >= WORTH_A_WRITE) this.#hurry?.();
    this.#pumping ??= this.#pump();
  }

  /** Resolves at once, or when the disk has caught up. */
  async ready(): Promise<void> {
    if (this.#waiting < HIGH_WATER) return;
    this.#isAwaited = true;
    await this.#pumping;
    this.#isAwaited = false;
  }

  /** Writes what waits and, with `sync`, makes it last. Never rejects: see `failure`. */
  close(options: { readonly sync: boolean }): Promise<void> {
    this.#closing ??= this.#close(options);
    this.#hurry?.();
    return this.#closing;
  }

  async #close(options: { readonly sync: boolean }): Promise<void> {
    await this.#pumping;
    const file = await this.#opening;
    if (file === undefined) return;
    try {
      if (options.sync && this.#failure === undefined) await file.datasync();
    } catch (error) {
      this.#fail(error);
    }
    await file.close().catch((error: unknown) => this.#fail(error));
  }

  async #pump(): Promise<void> {
    const file = await this.#opening;
    try {
      while (file !== undefined && this.#waiting > 0) {
        await this.#more();
        this.#closeText();
        const chunk = this.#parts.length === 1 ? this.#parts[0] : Buffer.concat(this.#parts);
        this.#parts = [];
        this.#waiting = 0;
        // Writes all of it, also when the system takes it in parts.
        if (chunk !== undefined) await file.appendFile(chunk);
      }
    } catch (error) {
      this.#fail(error);
    }
    this.#pumping = undefined;
  }

  /** Waits for a piece that is worth a write, for no longer than a moment, and not at all where somebody waits for the write. */
  async #more(): Promise<void> {
    if (this.#waiting >= WORTH_A_WRITE || this.#isAwaited || this.#closing !== undefined) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#hurry = undefined;
  }

  #closeText(): void {
    if (this.#text === '') return;
    this.#parts.push(Buffer.from(this.#text));
    this.#text = '';
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#text = '';
    this.#parts = [];
    this.#waiting = 0;
  }
}
