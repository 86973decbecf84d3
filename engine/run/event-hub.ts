import type { RunEvent, RunEventBody, RunProgress } from '../api/events.ts';
import type { RunId } from '../model/ids.ts';
import type { Clock } from '../platform/clock.ts';

const PROGRESS_INTERVAL_MS = 250;

/**
 * Numbers the events of one run and hands them on in order. Progress is thinned to four a second, the newest winning;
 * everything else goes out at once, after the progress that came before it.
 */
export class EventHub {
  readonly #runId: RunId;
  readonly #clock: Clock;
  readonly #listener: ((event: RunEvent) => void) | undefined;
  #seq = 0;
  #pending: RunProgress | undefined;
  #lastProgressAt = Number.NEGATIVE_INFINITY;

  constructor(runId: RunId, clock: Clock, listener: ((event: RunEvent) => void) | undefined) {
    this.#runId = runId;
    this.#clock = clock;
    this.#listener = listener;
  }

  emit(body: RunEventBody): void {
    if (body.type === 'run.progress') {
      this.#pending = body;
      if (this.#clock.monotonic() - this.#lastProgressAt >= PROGRESS_INTERVAL_MS) this.#flush();
      return;
    }
    this.#flush();
    this.#send(body);
  }

  #flush(): void {
    if (this.#pending === undefined) return;
    const progress = this.#pending;
    this.#pending = undefined;
    this.#lastProgressAt = this.#clock.monotonic();
    this.#send(progress);
  }

  #send(body: RunEventBody): void {
    this.#seq += 1;
    const at = new Date(this.#clock.now()).toISOString();
    this.#listener?.({ ...body, seq: this.#seq, at, runId: this.#runId });
  }
}
