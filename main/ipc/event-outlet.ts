import { EventBatches } from '../../engine/index.ts';
import type { EventBatch, WindowEvent } from '../../engine/api/app-contract.ts';

/** Events wait so long to go together: sixteen messages a second at the most. */
const TOGETHER_MS = 60;

/**
 * What one page is told. While its window is not shown it is told nothing; when it is shown again, it learns that it missed
 * something and asks for everything anew.
 */
export class EventOutlet {
  readonly #batches: EventBatches;
  #isShown = false;
  #hasMissed = false;
  /** Where to go: the one thing that is not found out by asking for everything. */
  #goTo: WindowEvent | undefined;

  constructor(send: (batch: EventBatch) => void) {
    this.#batches = new EventBatches({
      send,
      later: (call) => {
        const timer = setTimeout(call, TOGETHER_MS);
        return () => clearTimeout(timer);
      },
    });
  }

  add(event: WindowEvent): void {
    if (isForNoPage(event)) return;
    if (this.#isShown) this.#batches.add(event);
    else if (event.type === 'go') this.#goTo = event;
    else this.#hasMissed = true;
  }

  /** At once, and before anything that comes with it. */
  show(first?: WindowEvent): void {
    this.#isShown = true;
    if (this.#hasMissed) this.#batches.leaveGap();
    this.#hasMissed = false;
    if (first !== undefined) this.#batches.add(first);
    if (this.#goTo !== undefined) this.#batches.add(this.#goTo);
    this.#goTo = undefined;
    this.#batches.flush();
  }

  hide(): void {
    this.#batches.flush();
    this.#isShown = false;
  }

  /** Another document begins there, which asks for everything by itself. */
  begin(): void {
    this.#batches.reset();
    // It may have asked before the window is shown.
    this.#hasMissed = !this.#isShown;
  }
}

/** Thousands of lines a second: a page that shows a log asks for it. */
function isForNoPage(event: WindowEvent): boolean {
  return event.type === 'live' && event.event.type === 'run.event' && event.event.event.type === 'run.output';
}
