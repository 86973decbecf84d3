import type { Drift, WholeReason } from '../model/changed-paths.ts';
import type { VolumeId } from '../model/ids.ts';
import type { CoveredTo } from '../model/journal-place.ts';
import type { PathText } from '../model/path-text.ts';
import type { Clock } from '../platform/clock.ts';
import { CoveredMoments } from './covered-moments.ts';
import { DirtyPaths, MOST_DIRTY } from './dirty-paths.ts';
import type { OpenWatch, SeenChange, VolumeWatch, WatchSink } from './volume-watch.ts';

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
  readonly #onCovered: (to: CoveredTo | undefined) => void;
  #watch: VolumeWatch | undefined;
  #opening: Promise<void> | undefined;
  readonly #closing = new AbortController();
  /** Whether the names of files that have several are known, so that one of them may go. */
  #knowsLinks = true;
  #moments = new CoveredMoments();
  #isCovered = false;

  constructor(
    { id, source }: { readonly id: VolumeId; readonly source: PathText },
    ports: {
      readonly clock: Clock;
      readonly openWatch: OpenWatch;
      readonly onChange: () => void;
      readonly onProblem: (error: unknown) => void;
      /** A later watch may go on from there; `undefined`: from nowhere any more. */
      readonly onCovered?: (to: CoveredTo | undefined) => void;
    },
  ) {
    this.id = id;
    this.source = source;
    this.#clock = ports.clock;
    this.#openWatch = ports.openWatch;
    this.#onChange = ports.onChange;
    this.#onProblem = ports.onProblem;
    this.#onCovered = ports.onCovered ?? (() => undefined);
  }

  /** Follows it, if it is not followed; that it cannot be followed is a doubt. `since`: from there, if the system can tell. */
  open(since?: CoveredTo): Promise<void> {
    this.#opening ??= this.#open(since).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async #open(since: CoveredTo | undefined): Promise<void> {
    if (this.#watch !== undefined || this.#closing.signal.aborted) return;
    const { doubts } = this;
    // What is remembered of names is of the process that is gone.
    if (since !== undefined) this.#knowsLinks = false;
    this.#isCovered ||= since !== undefined;
    const beganAt = this.#clock.monotonic();
    // What may be told of before this returns is told to this watch's sink alone.
    let isCurrent = true;
    const sink: WatchSink = {
      changed: (path, what) => {
        if (isCurrent) this.#changed(path, what);
      },
      lost: (why) => {
        if (isCurrent) this.#lost(why);
        if (ENDS.has(why)) isCurrent = false;
      },
    };
    try {
      const watch = await this.#openWatch(this.source, sink, since?.mark, this.#closing.signal);
      if (this.#closing.signal.aborted || !isCurrent) {
        isCurrent = false;
        await watch.close();
        return;
      }
      this.#watch = watch;
      this.#moments = new CoveredMoments(watch.marksSettleMs);
      if (since !== undefined && watch.wentOn === true && this.doubts === doubts) {
        this.why = undefined;
        // What came counts for less: it may be in what was gone through since.
        this.drift = { created: 0, deleted: since.drift.deleted };
        this.#moments.begin(beganAt, since.mark);
      } else {
        this.#knowsLinks = true;
      }
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

  /** A round begins now: all that was told before is in it, or left for later. */
  noteMoment(at: number): void {
    const mark = this.#watch?.mark?.();
    if (mark !== undefined) this.#moments.note(at, mark);
  }

  /** All that had changed before `until`, and before the round that began at `beganAt`, is on the standby. */
  covered(beganAt: number, until: number): void {
    const mark = this.#moments.last(beganAt, until);
    if (mark === undefined) return;
    this.#isCovered = true;
    this.#onCovered({ mark, drift: this.drift });
  }

  /** Everything was gone through. */
  learnedLinks(): void {
    this.#knowsLinks = true;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#opening;
    await this.#watch?.close();
    this.#watch = undefined;
  }

  #changed(path: PathText, what: SeenChange): void {
    // Nothing is all until a pass over everything began, and that takes what is known by then.
    this.dirty.add(path, what, this.#clock.monotonic());
    if (what.hidesNames === true && !this.#knowsLinks) this.#lost('lost');
    if (this.dirty.size > MOST_DIRTY) this.#lost('too-many');
    this.#onChange();
  }

  #lost(why: WholeReason): void {
    this.why = why;
    this.doubts += 1;
    this.dirty.clear();
    this.#moments.forget();
    // Everything will be gone through, which learns the names before it begins.
    this.#knowsLinks = true;
    if (this.#isCovered) this.#onCovered(undefined);
    this.#isCovered = false;
    if (ENDS.has(why)) {
      void this.#watch?.close().catch(() => undefined);
      this.#watch = undefined;
    }
    this.#onChange();
  }
}
