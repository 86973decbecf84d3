import type { PathText } from '../model/path-text.ts';
import { EngineError } from '../model/problem.ts';
import { BufferedFile } from './buffered-file.ts';
import { errorText } from './errno.ts';
import { toPathBytes } from './path-bytes.ts';

/** Writes a list of paths, each ended by NUL as rsync's `--from0` reads it, with bounded memory. */
export class ListWriter {
  readonly #path: string;
  readonly #file: BufferedFile;
  #count = 0;
  #bytes = 0;

  private constructor(path: string) {
    this.#path = path;
    this.#file = new BufferedFile(path, 'w');
  }

  /** Begins an empty list. Rejects with `config.unwritable`. */
  static async open(path: string): Promise<ListWriter> {
    const writer = new ListWriter(path);
    await writer.#file.opened();
    writer.#throwFailure();
    return writer;
  }

  get count(): number {
    return this.#count;
  }

  /** Size of the list, the NULs included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** What could not be written is said by `close`. */
  add(path: PathText): void {
    this.addBytes(toPathBytes(path));
  }

  /** As `add`, for a path that is bytes already. */
  addBytes(path: Uint8Array): void {
    // No name holds a NUL; a text that does would be read as two names, in a list of what to delete.
    if (path.length === 0 || path.includes(0)) throw new Error('not a path');
    // rsync takes a line that starts with # or ; for a comment, with --from0 as well (io.c, read_line).
    const looksLikeComment = path[0] === 0x23 || path[0] === 0x3b;
    const ended = new Uint8Array(path.length + (looksLikeComment ? 3 : 1));
    if (looksLikeComment) ended.set([0x2e, 0x2f]);
    ended.set(path, looksLikeComment ? 2 : 0);
    this.#file.append(ended);
    this.#count += 1;
    this.#bytes += ended.length;
  }

  /** Resolves when the disk has caught up. */
  ready(): Promise<void> {
    return this.#file.ready();
  }

  /** Rejects with `config.unwritable` unless the whole list is in the file: a part of it is of no use to anyone. */
  async close(): Promise<void> {
    await this.#file.close({ sync: false });
    this.#throwFailure();
  }

  #throwFailure(): void {
    const { failure } = this.#file;
    if (failure === undefined) return;
    throw EngineError.of(
      'config.unwritable',
      { path: this.#path, text: errorText(failure.error) },
      'person',
      failure.error,
    );
  }
}
