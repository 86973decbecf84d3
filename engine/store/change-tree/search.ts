import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangeQuery, FoundChanges } from '../../model/browse.ts';
import type { VolumeId } from '../../model/ids.ts';
import type { Change } from '../../model/run.ts';
import { END, escapeControls, foldText } from './key.ts';
import { DEFAULT_PAGE } from './read-folder.ts';
import { changeOf, SEARCH_NAME, type StoredChange } from './stored.ts';

const BLOCK_BYTES = 1 << 20;
const NEWLINE = 0x0a;
const TAB = END.charCodeAt(0);

/** Goes through all paths once, block by block; what does not match is looked at by the byte only. */
export async function searchChanges(tree: string, query: ChangeQuery): Promise<FoundChanges> {
  const search = new Search(query);
  const file = await open(join(tree, SEARCH_NAME)).catch(() => undefined);
  if (file === undefined) return search.found();
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (;;) {
      const block = Buffer.alloc(BLOCK_BYTES);
      const { bytesRead } = await file.read(block, 0, BLOCK_BYTES, null);
      if (bytesRead === 0) return search.found();
      const text = Buffer.concat([rest, block.subarray(0, bytesRead)]);
      const end = text.lastIndexOf(NEWLINE) + 1;
      search.look(text.subarray(0, end));
      rest = text.subarray(end);
    }
  } finally {
    await file.close();
  }
}

class Search {
  readonly #needle: Buffer;
  readonly #query: ChangeQuery;
  readonly #from: number;
  readonly #to: number;
  readonly #changes: Change[] = [];
  #total = 0;

  constructor(query: ChangeQuery) {
    this.#query = query;
    this.#needle = Buffer.from(escapeControls(foldText(query.text)));
    this.#from = Math.max(0, query.offset ?? 0);
    this.#to = this.#from + Math.max(0, query.limit ?? DEFAULT_PAGE);
  }

  /** Whole lines. */
  look(lines: Buffer): void {
    let at = 0;
    while (at < lines.length) {
      const hit = this.#needle.length === 0 ? at : lines.indexOf(this.#needle, at);
      if (hit === -1) return;
      const start = hit === 0 ? 0 : lines.lastIndexOf(NEWLINE, hit - 1) + 1;
      const end = lines.indexOf(NEWLINE, hit);
      const tab = lines.indexOf(TAB, start);
      // Behind the tab the path stands once more, as it is written.
      if (hit + this.#needle.length <= tab) this.#take(lines, tab + 1, end);
      at = end + 1;
    }
  }

  found(): FoundChanges {
    return { total: this.#total, changes: this.#changes };
  }

  #take(lines: Buffer, from: number, to: number): void {
    const { kinds, volumeId } = this.#query;
    const isWanted = this.#total >= this.#from && this.#total < this.#to;
    if (!isWanted && kinds === undefined && volumeId === undefined) {
      this.#total += 1;
      return;
    }
    const [volume, path, ...change] = JSON.parse(lines.toString('utf8', from, to)) as [
      VolumeId,
      string,
      ...StoredChange,
    ];
    if (volumeId !== undefined && volumeId !== volume) return;
    if (kinds !== undefined && !kinds.includes(change[0])) return;
    if (isWanted) this.#changes.push(changeOf(volume, path, change));
    this.#total += 1;
  }
}
