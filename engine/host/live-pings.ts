import { sendPings } from '../alerts/pings.ts';
import type { AlertPorts } from '../alerts/ports.ts';
import type { RunEvent } from '../api/events.ts';
import type { Snapshot } from '../api/snapshot.ts';
import type { DeadMan } from '../model/alert-settings.ts';
import { NO_ALERTS, type AlertState } from '../model/alert.ts';
import type { PairId, RunId } from '../model/ids.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import type { Outcome } from '../model/run.ts';
import { pingsFor } from '../plan/alerts/dead-man.ts';

interface FollowedRun {
  readonly runId: RunId;
  readonly outcome: Outcome | undefined;
}

interface Sending {
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

/** Tells the dead-man's checks of the syncs of this host: of each pair in order, and an end waits for no start that does not get through. */
export class LivePings {
  readonly #ports: Pick<AlertPorts, 'clock' | 'fetch' | 'timeoutMs'>;
  readonly #onProblem: (error: unknown) => void;
  readonly #runs = new Map<PairId, FollowedRun>();
  readonly #sending = new Map<PairId, Sending>();
  #trouble: Problem | undefined;
  /** As of the last decision. */
  #state: AlertState = NO_ALERTS;

  constructor(ports: Pick<AlertPorts, 'clock' | 'fetch' | 'timeoutMs'>, onProblem: (error: unknown) => void) {
    this.#ports = ports;
    this.#onProblem = onProblem;
  }

  /** Why one was not told last. */
  get trouble(): Problem | undefined {
    return this.#trouble;
  }

  /** A run has ended, and its end was not told yet. */
  get hasEnded(): boolean {
    return [...this.#runs.values()].some(({ outcome }) => outcome !== undefined);
  }

  follow(event: RunEvent, deadMen: readonly DeadMan[]): void {
    if (event.type === 'run.started' && event.mode === 'sync') {
      // The next one may begin before the end of the one before was decided about: it is told by what was so until then.
      const ended = this.#runs.get(event.pairId)?.outcome;
      if (ended !== undefined) this.#send(event.pairId, ended, deadMen, this.#state);
      this.#runs.set(event.pairId, { runId: event.runId, outcome: undefined });
      this.#send(event.pairId, 'started', deadMen, NO_ALERTS);
    }
    if (event.type !== 'run.finished') return;
    for (const [pairId, { runId }] of this.#runs)
      if (runId === event.runId) this.#runs.set(pairId, { runId, outcome: event.outcome });
  }

  /** After a decision that came to `state`: tells the ends of which the history knows, or cannot. */
  decided(state: AlertState, { pairs, fault }: Snapshot, deadMen: readonly DeadMan[]): void {
    this.#state = state;
    for (const [pairId, { runId, outcome }] of this.#runs) {
      const view = pairs.find(({ pair }) => pair.id === pairId);
      const isKnown = view === undefined || view.lastRun?.id === runId || fault !== undefined;
      if (outcome === undefined || !isKnown) continue;
      this.#runs.delete(pairId);
      this.#send(pairId, outcome, deadMen, state);
    }
  }

  /** What is still tried is given up; resolves when nothing is on its way. */
  async close(): Promise<void> {
    const all = [...this.#sending.values()];
    for (const { stop } of all) stop.abort();
    await Promise.all(all.map(({ done }) => done));
  }

  #send(pairId: PairId, what: 'started' | Outcome, deadMen: readonly DeadMan[], state: AlertState): void {
    const pings = pingsFor(deadMen, pairId, what, state);
    if (pings.length === 0) return;
    const before = this.#sending.get(pairId);
    if (what !== 'started') before?.stop.abort();
    const stop = new AbortController();
    const send = async (): Promise<void> => {
      await before?.done;
      const [problem] = await sendPings(pings, this.#ports, stop.signal);
      this.#trouble = problem;
      if (problem !== undefined) this.#onProblem(new EngineError(problem));
    };
    this.#sending.set(pairId, { stop, done: send().catch(this.#onProblem) });
  }
}
