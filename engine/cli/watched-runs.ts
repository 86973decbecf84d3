import type { RunEvent } from '../api/events.ts';
import type { LiveRun } from '../api/snapshot.ts';
import { finishedRecord, type Followed } from '../index.ts';
import type { RunId } from '../model/ids.ts';
import type { Pair } from '../model/pair.ts';
import { printable } from '../model/path-text.ts';
import { EngineError } from '../model/problem.ts';
import type { RunRecord } from '../model/run.ts';
import { MODE_WORDS, OUTCOME_WORDS } from '../text/run-words.ts';
import { formatTime } from '../text/times.ts';
import { capitalised, uncapitalised } from '../text/words.ts';
import { openBar } from './progress/open-bar.ts';
import { RunBars } from './progress/run-bars.ts';
import type { Session } from './session.ts';
import { retryText, tellEnd } from './tell-run.ts';

type Attached = Extract<Followed, { type: 'attached' }>;
type Started = Extract<RunEvent, { type: 'run.started' }>;
type Finished = Extract<RunEvent, { type: 'run.finished' }>;

/** Runs of others as people read them: on a terminal a bar and a line at the end, in a pipe a line at the beginning as well. */
export class WatchedRuns {
  readonly #session: Session;
  readonly #hasTitles: boolean;
  readonly #bars = new RunBars();
  /** Of the pairs whose runs go. */
  readonly #names = new Map<RunId, string>();
  #wasAttached = false;

  /** `hasTitles`: they may be of several pairs, and a bar says of which. */
  constructor(session: Session, hasTitles: boolean) {
    this.#session = session;
    this.#hasTitles = hasTitles;
  }

  async tell(told: Followed): Promise<void> {
    switch (told.type) {
      case 'attached':
        return this.#attached(told);
      case 'event':
        return this.#event(told.event);
      case 'ended':
        return this.#ended(told.record);
      case 'gone':
        return this.#say('The line to it was cut. Waiting for whoever keeps the pairs next.');
    }
  }

  /** Gives the cursor back. */
  clear(): void {
    this.#bars.clear();
  }

  async #attached({ host, runs }: Attached): Promise<void> {
    const keeper = host.kind === 'app' ? 'the app' : 'warmspare serve';
    if (this.#wasAttached) await this.#say(`${capitalised(keeper)} keeps the pairs now.`);
    else if (this.#session.io.terminal.stderr)
      await this.#say(`Showing what ${keeper} runs. Ctrl-C ends the watching alone.`);
    this.#wasAttached = true;
    for (const { pair, run } of runs) await this.#underWay(pair, run);
  }

  async #underWay(pair: Pair, run: LiveRun): Promise<void> {
    const since = formatTime(run.startedAt, this.#session.print());
    await this.#begin(`Under way: ${printable(pair.name)}, ${MODE_WORDS[run.mode]} since ${since}.`);
    this.#open(run.runId, pair);
    const { phase, volumeId, progress } = run;
    if (progress !== undefined) this.#bars.take(run.runId, progress);
    else if (phase !== undefined)
      this.#bars.take(run.runId, { type: 'run.phase', phase, ...(volumeId !== undefined && { volumeId }) });
  }

  async #event(event: RunEvent): Promise<void> {
    if (event.type === 'run.started') return this.#started(event);
    if (event.type === 'run.finished') return this.#finished(event);
    this.#bars.take(event.runId, event);
    if (event.type !== 'run.retrying') return;
    const name = this.#names.get(event.runId);
    await this.#say(`${name ?? event.runId}: ${uncapitalised(retryText(event, name))}`);
  }

  async #started({ runId, pairId, pairName, mode }: Started): Promise<void> {
    await this.#begin(`Begun: ${printable(pairName)}, ${MODE_WORDS[mode]}.`);
    const pairs = await this.#session.engine.pairs.list().catch(() => []);
    const pair = pairs.find(({ id }) => id === pairId);
    this.#open(runId, { name: pairName, volumes: pair?.volumes ?? [] });
  }

  async #finished({ runId, outcome }: Finished): Promise<void> {
    const record = await finishedRecord(this.#session.engine, runId).catch(whereUnrecorded);
    if (record !== undefined) return this.#ended(record);
    const name = this.#names.get(runId) ?? runId;
    this.#close(runId);
    await this.#say(`${name}: ${OUTCOME_WORDS[outcome]}, and no more of it was recorded.`);
  }

  async #ended(record: RunRecord): Promise<void> {
    this.#close(record.id);
    await this.#bars.aside(() => tellEnd(this.#session, record));
  }

  #open(runId: RunId, pair: Pick<Pair, 'name' | 'volumes'>): void {
    const name = printable(pair.name);
    this.#names.set(runId, name);
    const bar = openBar(this.#session, pair.volumes, this.#hasTitles ? name : undefined);
    if (bar !== undefined) this.#bars.begin(runId, bar);
  }

  #close(runId: RunId): void {
    this.#names.delete(runId);
    this.#bars.end(runId);
  }

  /** Where there is a bar, it says so. */
  async #begin(line: string): Promise<void> {
    const { io, out } = this.#session;
    if (!(io.terminal.stdout && io.terminal.stderr)) await this.#bars.aside(() => out.line(line));
  }

  async #say(line: string): Promise<void> {
    await this.#bars.aside(() => this.#session.err.line(line));
  }
}

function whereUnrecorded(error: unknown): undefined {
  if (!(error instanceof EngineError)) throw error;
}
