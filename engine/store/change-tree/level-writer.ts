import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AT_BYTES, levelFile, positionsFile, type LevelKind } from './stored.ts';

/** Characters over all levels that may wait for the disk. */
const HIGH_WATER = 1 << 22;

interface Pending {
  text: string[];
  positions: number[];
  /** Bytes and records so far, what waits included. */
  bytes: number;
  count: number;
}

/** Appends records to the files of a tree's levels, however many there are, without holding one of them open. */
export class LevelWriter {
  readonly #folder: string;
  readonly #levels = new Map<string, Pending & { readonly level: number; readonly kind: LevelKind }>();
  #waiting = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** How many records the level has. */
  count(level: number, kind: LevelKind): number {
    return this.#levels.get(levelFile(level, kind))?.count ?? 0;
  }

  add(level: number, kind: LevelKind, record: unknown): void {
    const name = levelFile(level, kind);
    const pending = this.#levels.get(name) ?? { level, kind, text: [], positions: [], bytes: 0, count: 0 };
    this.#levels.set(name, pending);
    const line = `${JSON.stringify(record)}\n`;
    pending.text.push(line);
    pending.positions.push(pending.bytes);
    pending.bytes += Buffer.byteLength(line);
    pending.count += 1;
    this.#waiting += line.length;
  }

  async ready(): Promise<void> {
    if (this.#waiting >= HIGH_WATER) await this.flush();
  }

  async flush(): Promise<void> {
    this.#waiting = 0;
    for (const pending of this.#levels.values()) {
      if (pending.text.length === 0) continue;
      const { level, kind, text, positions } = pending;
      pending.text = [];
      pending.positions = [];
      await appendFile(join(this.#folder, levelFile(level, kind)), text.join(''));
      const at = Buffer.alloc(positions.length * AT_BYTES);
      positions.forEach((position, i) => at.writeUIntBE(position, i * AT_BYTES, AT_BYTES));
      await appendFile(join(this.#folder, positionsFile(level, kind)), at);
    }
  }
}
