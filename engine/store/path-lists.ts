import { appendFile } from 'node:fs/promises';
import { toPathBytes } from './path-bytes.ts';
import type { PathText } from '../model/path-text.ts';

const HIGH_WATER = 1 << 20;
const NUL = Buffer.from([0]);
const HERE = Buffer.from('./');

/** Many lists of paths, each as `ListWriter` writes one, without holding a file open: what waits is added now and then. */
export class PathLists {
  readonly #fileOf: (list: number) => string;
  readonly #pending = new Map<number, Uint8Array[]>();
  #waiting = 0;

  constructor(fileOf: (list: number) => string) {
    this.#fileOf = fileOf;
  }

  add(list: number, path: PathText): void {
    const bytes = toPathBytes(path);
    const pending = this.#pending.get(list) ?? [];
    this.#pending.set(list, pending);
    // rsync takes a line that starts with # or ; for a comment, with --from0 as well (io.c, read_line).
    if (bytes[0] === 0x23 || bytes[0] === 0x3b) pending.push(HERE);
    pending.push(bytes, NUL);
    this.#waiting += bytes.length + 1;
  }

  async ready(): Promise<void> {
    if (this.#waiting >= HIGH_WATER) await this.flush();
  }

  async flush(): Promise<void> {
    const all = [...this.#pending];
    this.#pending.clear();
    this.#waiting = 0;
    for (const [list, pieces] of all)
      await appendFile(this.#fileOf(list), Buffer.concat(pieces), { mode: 0o600 });
  }
}
