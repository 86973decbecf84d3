import type { PairId } from '../model/ids.ts';
import type { ScheduleStanding, WakeStanding } from '../model/schedule-standing.ts';
import { lineByHand } from '../plan/schedule/wake-events.ts';
import { wakeTime, wallText } from '../plan/schedule/wake-time.ts';
import type { Clock } from '../platform/clock.ts';
import type { WakeSchedule, WakesKept } from '../platform/wake-schedule.ts';
import type { LiveEngine } from './live-engine.ts';
import { OneAtATime } from './one-at-a-time.ts';

/** Where a wake is not as it is wanted: somebody may have pasted the line, or the system may take it now. */
const ASK_AGAIN_MS = 15 * 60_000;

export interface WakesPorts {
  readonly clock: Clock;
  readonly live: LiveEngine;
  readonly schedule: WakeSchedule;
  /** How the pair's schedule stands, as far as it is known. */
  readonly standing: (pairId: PairId) => ScheduleStanding | undefined;
  /** `standing` says something else now. */
  readonly onChange: () => void;
  readonly askAgainMs?: number;
}

interface Wake {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The same by the clock on the wall: what the system is told. */
  readonly text: string;
}

/**
 * Has this machine wake up for the runs that are due, as long as this process is the host. The system is told only when something is
 * another time than before; what it was told stays when the host ends: whoever wakes has a host again. No run waits for any of this.
 */
export class Wakes {
  readonly #ports: WakesPorts;
  readonly #telling = new OneAtATime(() => this.#tell());
  #wanted: ReadonlyMap<PairId, Wake> = new Map();
  /** What the system was told last; `undefined`: it is to be asked. */
  #told: string | undefined;
  #kept: WakesKept | undefined;
  #timer: AbortController | undefined;
  #stopListening: () => void = () => undefined;

  constructor(ports: WakesPorts) {
    this.#ports = ports;
  }

  start(): void {
    this.#stopListening = this.#ports.live.subscribe(({ type }) => {
      if (type !== 'run.event') this.#look();
    });
    this.#look();
  }

  /** This machine has woken up, and what the system lists may be something else. */
  woke(): void {
    this.#told = undefined;
    this.#look();
  }

  standing(pairId: PairId): WakeStanding | undefined {
    const kept = this.#kept;
    if (kept === undefined || kept.kind === 'unsupported') return kept;
    const wake = this.#wanted.get(pairId);
    if (wake === undefined) return { kind: 'none' };
    const at = new Date(wake.at).toISOString();
    if (kept.own.includes(wake.text)) return { kind: 'scheduled', at };
    const { owner } = this.#ports.schedule;
    switch (kept.trouble?.kind) {
      case undefined:
        // It is being told.
        return undefined;
      case 'not-permitted':
        return { kind: 'not-permitted', at, command: lineByHand({ at: wake.text, owner }) };
      case 'failed':
        return { kind: 'failed', at, text: kept.trouble.text };
    }
  }

  /** What the system was told stays. */
  async close(): Promise<void> {
    this.#stopListening();
    this.#timer?.abort();
    await this.#telling.end();
    this.#timer?.abort();
  }

  #look(): void {
    const wanted = this.#wantedNow();
    if (wanted === undefined) return;
    const before = JSON.stringify([...this.#wanted]);
    this.#wanted = wanted;
    if (this.#told !== keyOf(wanted)) this.#telling.ask();
    else if (before !== JSON.stringify([...wanted])) this.#ports.onChange();
  }

  /** `undefined` while it is not known of all: what the system was told is then left as it is. */
  #wantedNow(): ReadonlyMap<PairId, Wake> | undefined {
    const { live, clock } = this.#ports;
    const { pairs, fault } = live.snapshot();
    if (fault !== undefined) return undefined;
    const now = clock.now();
    const wanted = new Map<PairId, Wake>();
    for (const { pair } of pairs) {
      if (!pair.wake) continue;
      const standing = this.#ports.standing(pair.id);
      if (standing === undefined) return undefined;
      const at = wakeTime({ ...pair, ...standing }, now, standing.timeZone);
      if (at !== undefined) wanted.set(pair.id, { at, text: wallText(at, standing.timeZone) });
    }
    return wanted;
  }

  async #tell(): Promise<void> {
    const { schedule, onChange } = this.#ports;
    this.#timer?.abort();
    const texts = textsOf(this.#wanted);
    this.#told = keyOf(this.#wanted);
    const kept = await schedule.keep(texts);
    this.#kept = kept;
    if (kept.kind === 'kept' && texts.some((text) => !kept.own.includes(text))) this.#askAgain();
    onChange();
  }

  #askAgain(): void {
    const { clock, askAgainMs = ASK_AGAIN_MS } = this.#ports;
    const timer = new AbortController();
    this.#timer = timer;
    void clock.sleep(askAgainMs, timer.signal).then(
      () => this.#telling.ask(),
      () => undefined,
    );
  }
}

function textsOf(wanted: ReadonlyMap<PairId, Wake>): readonly string[] {
  return [...new Set([...wanted.values()].map(({ text }) => text))].sort();
}

function keyOf(wanted: ReadonlyMap<PairId, Wake>): string {
  return textsOf(wanted).join('\n');
}
