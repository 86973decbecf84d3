import type { RunEventBody } from '../../api/events.ts';
import type { RunId } from '../../model/ids.ts';
import type { ProgressBar } from './progress-bar.ts';

interface Shown {
  readonly bar: ProgressBar;
  /** What it would draw. */
  last?: RunEventBody;
}

/** The bars of runs that go at the same time. There is one line: the run that was told of first has it. */
export class RunBars {
  readonly #runs = new Map<RunId, Shown>();

  begin(id: RunId, bar: ProgressBar): void {
    if (!this.#runs.has(id)) this.#runs.set(id, { bar });
  }

  take(id: RunId, event: RunEventBody): void {
    const run = this.#runs.get(id);
    if (run === undefined || (event.type !== 'run.phase' && event.type !== 'run.progress')) return;
    run.last = event;
    if (run === this.#first()) this.#draw();
  }

  /** Its line goes to the next one at the next `aside`. */
  end(id: RunId): void {
    this.#runs.get(id)?.bar.end();
    this.#runs.delete(id);
  }

  /** Prints with no bar in the way. */
  async aside(print: () => Promise<void>): Promise<void> {
    this.#first()?.bar.end();
    await print();
    this.#draw();
  }

  /** Gives the cursor back. */
  clear(): void {
    this.#first()?.bar.end();
  }

  #first(): Shown | undefined {
    return this.#runs.values().next().value;
  }

  #draw(): void {
    const run = this.#first();
    if (run?.last !== undefined) run.bar.take(run.last);
  }
}
