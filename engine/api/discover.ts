import type { FoundMachine } from '../model/found-machine.ts';

export interface DiscoverOptions {
  /** How long answers are waited for; by default 4,000. */
  readonly timeoutMs?: number;
  /** Aborting ends the search early, with what was found by then. */
  readonly signal?: AbortSignal;
  /** Called with everything found so far at every piece of news, also when that did not change it yet. */
  readonly onFound?: (machines: readonly FoundMachine[]) => void;
}
