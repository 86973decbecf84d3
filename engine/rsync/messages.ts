import type { PathText } from '../model/path-text.ts';
import { readMessage, type Fault } from './message-line.ts';

/** How many paths of a run's messages are kept. */
const KEPT = 1000;
const KEPT_LINES = 20;
const KEPT_CHARACTERS = 2000;

/** Of entries that were there a moment before. */
const OF_GONE: readonly Fault[] = ['vanished', 'not-a-directory'];
/** Faults that stand for one entry each. */
const OF_ENTRIES: readonly Fault[] = ['unreadable', 'unwritable', 'vanished', 'disk-full'];

/** The messages of one process, counted all and kept in part, so that a million errors take no more memory than a thousand. */
export class MessageLog {
  readonly #counts = new Map<Fault, number>();
  readonly #paths: PathText[] = [];
  readonly #gone: PathText[] = [];
  readonly #head: string[] = [];
  #tail: string[] = [];
  #skippedDeletions = 0;

  /** A line of standard error. */
  add(line: string): void {
    if (this.#head.length < KEPT_LINES) this.#head.push(kept(line));
    else {
      this.#tail.push(kept(line));
      if (this.#tail.length > 2 * KEPT_LINES) this.#tail = this.#tail.slice(-KEPT_LINES);
    }
    this.#count(line);
  }

  /** A line of standard output that was no record: some of what went wrong is said there. */
  addOutput(text: string): void {
    // Deletions stopped due to --max-delete limit (2 skipped)     cannot delete non-empty directory: x
    if (/^(?:IO error encountered|cannot delete|Deletions stopped|file has vanished)/.test(text))
      this.add(text);
  }

  #count(line: string): void {
    const message = readMessage(line);
    if (message === undefined) return;
    const { fault, path, skipped } = message;
    this.#counts.set(fault, this.count(fault) + 1);
    this.#skippedDeletions += skipped ?? 0;
    if (OF_ENTRIES.includes(fault) && path !== undefined && this.#paths.length < KEPT) this.#paths.push(path);
    if (OF_GONE.includes(fault) && path !== undefined && this.#gone.length < KEPT) this.#gone.push(path);
  }

  count(fault: Fault): number {
    return this.#counts.get(fault) ?? 0;
  }

  /** Entries that messages were about, also beyond those whose paths are kept. */
  get entries(): number {
    return OF_ENTRIES.reduce((sum, fault) => sum + this.count(fault), 0);
  }

  /** Deletions beyond the limit, as rsync counted them. */
  get skippedDeletions(): number {
    return this.#skippedDeletions;
  }

  /** The entries that messages named, at most a thousand. */
  get paths(): readonly PathText[] {
    return this.#paths;
  }

  /** The entries that went while rsync looked at them, as messages named them; `undefined`: they are too many. */
  get gone(): readonly PathText[] | undefined {
    const count = OF_GONE.reduce((sum, fault) => sum + this.count(fault), 0);
    return count === this.#gone.length ? this.#gone : undefined;
  }

  /** The first and the last words, together at most 4,000 characters. */
  get text(): string {
    const head = this.#head.join('\n');
    const tail = this.#tail.slice(-KEPT_LINES).join('\n');
    const all = tail === '' ? head : `${head}\n${tail}`;
    if (all.length <= 2 * KEPT_CHARACTERS) return all;
    return `${all.slice(0, KEPT_CHARACTERS - 1)}\n${all.slice(-KEPT_CHARACTERS)}`;
  }
}

/** A copy, so that no short line keeps a long one in memory. */
function kept(line: string): string {
  return Buffer.from(line.slice(0, KEPT_CHARACTERS), 'latin1').toString('utf8');
}
