import { Journal, type PlacesOf } from '../journal/journal.ts';
import type { OpenWatch } from '../journal/volume-watch.ts';
import type { ChangeSource } from '../model/changed-paths.ts';
import type { FollowStanding } from '../model/schedule-standing.ts';
import type { PairId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import type { ScheduleOf } from '../model/schedule.ts';
import type { RunRecord } from '../model/run.ts';
import type { WaitReason } from '../model/schedule-state.ts';
import { followedKey } from '../plan/followed.ts';
import { NO_PACE, paceAfter, type Pace } from '../plan/schedule/pace.ts';
import type { Clock } from '../platform/clock.ts';

/** While a run waits for something that tells nobody of its end. */
const ASK_AGAIN_MS = 15_000;
/** Changes come in thousands: when they are due is reckoned so often at the most. */
const RECKON_MS = 250;

export interface FollowPorts {
  readonly clock: Clock;
  readonly openWatch: OpenWatch;
  /** What a run would wait for now; `undefined`: nothing. */
  readonly waitsFor: (pairId: PairId) => Promise<WaitReason | undefined>;
  /** Runs it, and resolves when it is over; `undefined`: it could not begin, or did not come to an end. */
  readonly run: (pairId: PairId) => Promise<RunRecord | undefined>;
  /** `standing` says something else now. */
  readonly onChange: () => void;
  readonly onProblem: (error: unknown) => void;
  /** What this process has worked so far. */
  readonly cpuMs: () => number;
  /** Where the journals of earlier processes were. */
  readonly placesOf?: (pairId: PairId) => PlacesOf;
}

/** Follows the changes of one pair with a continuous schedule, and runs after them until it is closed. */
export class FollowPair {
  readonly pairId: PairId;
  /** The pair and the schedule as they were when this began: with another of both there is another to follow. */
  readonly key: string;
  readonly #ports: FollowPorts;
  readonly #journal: Journal;
  readonly #stop = new AbortController();
  readonly #loop: Promise<void>;
  #pace: Pace = NO_PACE;
  #waits: WaitReason | undefined;
  #isOpen = false;
  #nudge = new AbortController();

  constructor(pair: Pair, schedule: ScheduleOf<'continuous'>, ports: FollowPorts) {
    this.pairId = pair.id;
    this.key = keyOf(pair, schedule);
    this.#ports = ports;
    const settling = { settleMs: schedule.settleSeconds * 1000, longestMs: schedule.longestSeconds * 1000 };
    this.#journal = new Journal(followedKey(pair), pair.volumes, settling, {
      clock: ports.clock,
      openWatch: ports.openWatch,
      onProblem: ports.onProblem,
      onChange: () => {
        this.#nudge.abort();
      },
      ...(ports.placesOf !== undefined && { places: ports.placesOf(pair.id) }),
    });
    this.#loop = this.#go();
  }

  get changes(): ChangeSource {
    return this.#journal;
  }

  get standing(): FollowStanding {
    const why = this.#journal.whyWhole();
    return {
      state: !this.#isOpen ? 'beginning' : why === undefined ? 'following' : 'not-following',
      why: this.#isOpen ? why : undefined,
      waiting: this.#journal.waiting,
      waitsFor: this.#waits,
    };
  }

  /** Somebody resumed, this machine woke, or a run has ended well: what was put off is asked for again. */
  lookAgain(): void {
    if (this.#pace.failures > 0) this.#pace = NO_PACE;
    this.#nudge.abort();
  }

  /** Begins nothing any more, and follows nothing. A run under way is for its host to end. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#nudge.abort();
    await this.#loop;
    await this.#journal.close();
  }

  async #go(): Promise<void> {
    try {
      await this.#journal.open();
      this.#isOpen = true;
      this.#ports.onChange();
      while (!this.#stop.signal.aborted) await this.#once();
    } catch (error) {
      if (!this.#stop.signal.aborted) this.#ports.onProblem(error);
    }
  }

  async #once(): Promise<void> {
    const { clock } = this.#ports;
    const due = this.#dueAt();
    if (due > clock.monotonic()) {
      await this.#sleep(due - clock.monotonic());
      return;
    }
    const waits = await this.#ports.waitsFor(this.pairId);
    this.#setWaits(waits);
    if (waits !== undefined) {
      await this.#sleep(ASK_AGAIN_MS);
      return;
    }
    if (this.#stop.signal.aborted) return;
    const [startedAt, workedBefore] = [clock.monotonic(), this.#ports.cpuMs()];
    const record = await this.#ports.run(this.pairId);
    this.#pace = paceAfter(this.#pace, {
      outcome: record?.outcome,
      isWhole: record?.scope?.kind === 'whole',
      startedAt,
      endedAt: clock.monotonic(),
      cpuMs: this.#ports.cpuMs() - workedBefore,
    });
    this.#ports.onChange();
  }

  /** By the clock that nobody sets. */
  #dueAt(): number {
    const due =
      this.#journal.whyWhole() === undefined
        ? (this.#journal.dueAt() ?? Number.POSITIVE_INFINITY)
        : Number.NEGATIVE_INFINITY;
    return Math.max(due, this.#pace.notBefore);
  }

  /** For so long, or until something has changed and a moment more. */
  async #sleep(ms: number): Promise<void> {
    const { clock } = this.#ports;
    this.#nudge = new AbortController();
    // setTimeout takes no longer waits.
    const most = Math.min(ms, 2 ** 31 - 1);
    await clock.sleep(most, this.#nudge.signal).catch(() => undefined);
    if (this.#nudge.signal.aborted) await clock.sleep(RECKON_MS, this.#stop.signal).catch(() => undefined);
  }

  #setWaits(waits: WaitReason | undefined): void {
    if (this.#waits === waits) return;
    this.#waits = waits;
    this.#ports.onChange();
  }
}

export function keyOf(pair: Pair, schedule: ScheduleOf<'continuous'>): string {
  return JSON.stringify([followedKey(pair), schedule]);
}
