import type { LevelWriter } from './level-writer.ts';
import { KINDS, type StoredChange } from './stored.ts';

/** An entry whose content is not over yet. */
interface OpenEntry {
  readonly name: string;
  readonly counts: number[];
  bytes: number;
  readonly firstFolder: number;
  readonly firstLeaf: number;
  change: StoredChange | undefined;
}

/**
 * Makes levels of entries that come in the order of their keys, a folder just before all that is in it. Nothing is held but the
 * entries on the way from the root to where we are.
 */
export class EntryFolder {
  readonly #levels: LevelWriter;
  readonly #open: OpenEntry[] = [];

  constructor(levels: LevelWriter) {
    this.#levels = levels;
  }

  /** The first name is the volume's id. Of several changes of one entry the last stands for it; all are counted above it. */
  add(names: readonly string[], change: StoredChange): void {
    let same = 0;
    while (same < this.#open.length && same < names.length && this.#open[same]?.name === names[same]) same++;
    while (this.#open.length > same) this.#close();
    for (const name of names.slice(same)) this.#enter(name);
    const entry = this.#open.at(-1);
    if (entry !== undefined) entry.change = change;
    for (const above of this.#open.slice(0, -1)) this.#count(above, change);
  }

  end(): void {
    while (this.#open.length > 0) this.#close();
  }

  #count(above: OpenEntry, [kind, , bytes]: StoredChange): void {
    const at = KINDS.indexOf(kind);
    above.counts[at] = (above.counts[at] ?? 0) + 1;
    above.bytes += bytes;
  }

  #enter(name: string): void {
    const below = this.#open.length + 1;
    this.#open.push({
      name,
      counts: KINDS.map(() => 0),
      bytes: 0,
      firstFolder: this.#levels.count(below, 'folders'),
      firstLeaf: this.#levels.count(below, 'leaves'),
      change: undefined,
    });
  }

  #close(): void {
    const level = this.#open.length - 1;
    const entry = this.#open.pop();
    if (entry === undefined) return;
    const { name, counts, bytes, firstFolder, firstLeaf, change } = entry;
    const folders = this.#levels.count(level + 1, 'folders') - firstFolder;
    const leaves = this.#levels.count(level + 1, 'leaves') - firstLeaf;
    const isFolder = level === 0 || folders + leaves > 0 || change?.[1] === 'directory';
    if (!isFolder && change !== undefined) this.#levels.add(level, 'leaves', [name, change]);
    else
      this.#levels.add(level, 'folders', [
        name,
        counts,
        bytes,
        [firstFolder, folders],
        [firstLeaf, leaves],
        change ?? null,
      ]);
  }
}
