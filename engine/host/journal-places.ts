import type { PlacesOf } from '../journal/journal.ts';
import type { PairId } from '../model/ids.ts';
import type { JournalPlace, JournalPlaces as Stored } from '../model/journal-place.ts';
import { EngineError } from '../model/problem.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { OneAtATime } from './one-at-a-time.ts';

/**
 * Where the journals of this host's pairs were, for the next host. It saves time and is nothing that must be there: what cannot be read
 * counts as none, and everything is gone through.
 */
export class JournalPlaces {
  readonly #document: StoredDocument<Stored>;
  readonly #isKnown: (pairId: PairId) => boolean;
  readonly #onProblem: (error: unknown) => void;
  readonly #waiting = new Map<PairId, JournalPlace>();
  readonly #writing = new OneAtATime(() => this.#write());

  constructor(
    document: StoredDocument<Stored>,
    isKnown: (pairId: PairId) => boolean,
    onProblem: (error: unknown) => void,
  ) {
    this.#document = document;
    this.#isKnown = isKnown;
    this.#onProblem = onProblem;
  }

  of(pairId: PairId): PlacesOf {
    return {
      read: async (key) => {
        const stored = (await this.#read())?.pairs[pairId];
        return stored?.key === key ? stored.volumes : {};
      },
      keep: (place) => {
        this.#waiting.set(pairId, place);
        this.#writing.ask();
      },
    };
  }

  /** Resolves when all that was to be kept is. */
  async close(): Promise<void> {
    await this.#writing.idle();
  }

  async #read(): Promise<Stored | undefined> {
    try {
      return await this.#document.read();
    } catch (error) {
      this.#onProblem(error);
      const isGarbled = error instanceof EngineError && error.problem.code === 'config.unreadable';
      if (isGarbled) await this.#document.remove().catch(this.#onProblem);
      return undefined;
    }
  }

  async #write(): Promise<void> {
    const places = [...this.#waiting];
    this.#waiting.clear();
    try {
      await this.#document.update((before) => {
        const others = Object.entries(before?.pairs ?? {}).filter(([id]) => this.#isKnown(id as PairId));
        return { pairs: Object.fromEntries([...others, ...places]) };
      });
    } catch (error) {
      this.#onProblem(error);
      // One that is too old is worse than none.
      await this.#document.remove().catch(this.#onProblem);
      for (const [id, place] of places) if (!this.#waiting.has(id)) this.#waiting.set(id, place);
    }
  }
}
