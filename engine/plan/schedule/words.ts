import type { ScheduleFault, ScheduleFaultReason } from '../../model/schedule-fault.ts';
import { err, type Result } from '../../model/result.ts';

/** One word of a text, in small letters, and where it stands. */
export interface Word {
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

/** The words of a text one after the other. Spaces and commas part them. */
export class Words {
  readonly source: string;
  readonly #words: readonly Word[];
  #next = 0;

  constructor(source: string) {
    this.source = source;
    this.#words = [...source.matchAll(/[^\s,]+/g)].map(({ 0: text, index }) => ({
      text: text.toLowerCase(),
      at: index,
      end: index + text.length,
    }));
  }

  /** The word `ahead` of the next, which stays. */
  peek(ahead = 0): Word | undefined {
    return this.#words[this.#next + ahead];
  }

  take(): Word | undefined {
    const word = this.peek();
    if (word !== undefined) this.#next++;
    return word;
  }

  /** Takes the next word when it is one of these. */
  takeIf(...texts: readonly string[]): boolean {
    const isOne = texts.includes(this.peek()?.text ?? '');
    if (isOne) this.#next++;
    return isOne;
  }

  /** Says that this word, or the text's end, is where reading stopped. */
  fault(reason: ScheduleFaultReason, word: Word | undefined): Result<never, ScheduleFault> {
    const at = word?.at ?? this.source.length;
    return err({
      reason,
      understood: this.source.slice(0, at).replace(/^[\s,]+|[\s,]+$/g, ''),
      word: word === undefined ? '' : this.source.slice(word.at, word.end),
      at,
    });
  }
}
