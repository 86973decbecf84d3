import type { EventBatch, WindowEvent } from '../api/app-contract.ts';

export interface BatchOptions {
  readonly send: (batch: EventBatch) => void;
  /** Calls once, a moment later; returns what calls it off. */
  readonly later: (send: () => void) => () => void;
}

/** So many in one batch at the most; then the oldest go, and the client is told of a gap. */
export const MOST_EVENTS = 500;

/**
 * Events on their way to one window, gathered so that thousands a second cost it a few messages. What replaces an earlier event
 * (progress, a pair's newest state) takes its place; all else stays in order. Where something is left out a number is, too, and the
 * client asks for everything again.
 */
export class EventBatches {
  readonly #options: BatchOptions;
  /** In the order in which they go: a map keeps that, and finds at once what is replaced. */
  #waiting = new Map<string | symbol, WindowEvent>();
  /** Stands at the oldest: what it has gone past is dropped. To look from the start each time would go past all that were dropped. */
  #oldest = this.#waiting.keys();
  #number = 0;
  #hasGap = false;
  #callOff: (() => void) | undefined;

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  add(event: WindowEvent): void {
    const key = keyOf(event) ?? Symbol('not replaced');
    // Only what stands last of its kind may be replaced, and the new one goes to the end: nothing overtakes.
    this.#waiting.delete(key);
    this.#waiting.set(key, event);
    if (this.#waiting.size > MOST_EVENTS) this.#dropOldest();
    this.#sendLater();
  }

  /** Something is missing before what comes next, which is sent soon, and may be nothing. */
  leaveGap(): void {
    this.#hasGap = true;
    this.#sendLater();
  }

  /** What waits is sent now. */
  flush(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    if (this.#waiting.size === 0 && !this.#hasGap) return;
    // A number that never comes.
    if (this.#hasGap) this.#number += 1;
    const events = [...this.#waiting.values()];
    this.#forget();
    this.#number += 1;
    this.#options.send({ after: this.#number - 1, number: this.#number, events });
  }

  /** Another page begins in the window: what waits is of no use to it. */
  reset(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#forget();
    this.#number = 0;
  }

  #forget(): void {
    this.#waiting = new Map();
    this.#oldest = this.#waiting.keys();
    this.#hasGap = false;
  }

  #sendLater(): void {
    this.#callOff ??= this.#options.later(() => this.flush());
  }

  #dropOldest(): void {
    const { value } = this.#oldest.next();
    if (value !== undefined) this.#waiting.delete(value);
    this.#hasGap = true;
  }
}

/** `undefined`: each of its kind counts. */
function keyOf(event: WindowEvent): string | undefined {
  switch (event.type) {
    case 'live':
      if (event.event.type === 'pairs.changed') return 'pairs';
      if (event.event.type === 'pair.changed') return `pair ${event.event.pair.pair.id}`;
      if (event.event.event.type === 'run.progress') return `progress ${event.event.event.runId}`;
      return undefined;
    case 'setup.changed':
      return `setup ${event.view.pairId}`;
    case 'machines.found':
    case 'left-out.progress':
      return `${event.type} ${event.token}`;
    case 'alerts.changed':
    case 'settings.changed':
    case 'go':
    case 'popover.shown':
      return event.type;
  }
}
