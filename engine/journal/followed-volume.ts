import type { Drift, WholeReason } from '../model/changed-paths.ts';
import type { VolumeId } from '../model/ids.ts';
import type { PathText } from '../model/path-text.ts';
import type { Clock } from '../platform/clock.ts';
import { DirtyPaths, MOST_DIRTY } from './dirty-paths.ts';
import type { OpenWatch, SeenChange, VolumeWatch } from './volume-watch.ts';

/** What ends a watch for good, until somebody opens another. */
const ENDS: ReadonlySet<WholeReason> = new Set(['moved', 'limit', 'failed']);

/** One volume's source, what changed in it, and whether that is all. */
export class FollowedVolume {
  readonly id: VolumeId;
  readonly source: PathText;
  readonly dirty = new DirtyPaths();
  drift: Drift = { created: 0, deleted: 0 };
  /** Why what is known is not all that the standby lacks; `undefined`: it is. */
  why: WholeReason | undefined = 'first';
  /** Goes up with each doubt: what was begun before it covers nothing. */
  doubts = 0;
  readonly #clock: Clock;
  readonly #openWatch: OpenWatch;
  readonly #onChange: () => void;
  readonly #onProblem: (error: unknown) => void;
  #watch: VolumeWatch | undefined;
  #isClosed = false;

  constructor(
    { id, source }: { readonly id: VolumeId; readonly source: PathText },
    ports: {
      readonly clock: Clock;
      readonly openWatch: OpenWatch;
      readonly onChange: () => void;
      readonly onProblem: (error: unknown) => void;
    },
  ) {
    this.id = id;
    this.source = source;
    this.#clock = ports.clock;
    this.#openWatch = ports.openWatch;
    this.#onChange = ports.onChange;
    this.#onProblem = ports.onProblem;
  }

  /** Follows it, if it is not followed; that it cannot be followed is a doubt. */
  async open(): Promise<void> {
    if (this.#watch !== undefined || this.#isClosed) return;
    // What may be told of before this returns is told to this watch's sink alone.
    let isCurrent = true;
    try {
      const watch = await this.#openWatch(this.source, {
        changed: (path, what) => {
          if (isCurrent) this.#changed(path, what);
        },
        lost: (why) => {
          if (isCurrent) this.#lost(why);
          if (ENDS.has(why)) isCurrent = false;
        },
      });
      if (this.#isClosed) await watch.close();
      else if (isCurrent) this.#watch = watch;
    } catch (error) {
      this.#onProblem(error);
      this.#lost('failed');
    }
  }

  /** All that had happened before the call is known once this resolves. */
  async settle(): Promise<void> {
    await this.#watch?.settle();
  }

  get isFollowed(): boolean {
    return this.#watch !== undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#watch?.close();
    this.#watch = undefined;
  }

  #changed(path: PathText, what: SeenChange): void {
    // Nothing is all until a pass over everything began, and that takes what is known by then.
    this.dirty.add(path, what, this.#clock.monotonic());
    if (this.dirty.size > MOST_DIRTY) this.#lost('too-many');
    this.#onChange();
  }

  #lost(why: WholeReason): void {
    this.why = why;
    this.doubts += 1;
    this.dirty.clear();
    if (ENDS.has(why)) {
      void this.#watch?.close().catch(() => undefined);
      this.#watch = undefined;
    }
    this.#onChange();
  }
}
