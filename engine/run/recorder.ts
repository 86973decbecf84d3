import type { NamedCommand, RunEventBody } from '../api/events.ts';
import type { VolumeId } from '../model/ids.ts';
import type { Problem } from '../model/problem.ts';
import {
  addTotals,
  NO_TOTALS,
  resultOf,
  type Change,
  type Outcome,
  type Phase,
  type RunRecord,
  type Space,
  type Totals,
  type VolumeResult,
} from '../model/run.ts';
import type { Volume } from '../model/volume.ts';
import type { Clock } from '../platform/clock.ts';
import type { RunWriter } from '../store/history.ts';
import type { EventHub } from './event-hub.ts';

type Draft = { -readonly [K in keyof RunRecord]: RunRecord[K] };

/** Keeps the record of one run while it goes, tells the events, and writes both down. */
export class RunRecorder {
  readonly #writer: RunWriter;
  readonly #hub: EventHub;
  readonly #clock: Clock;
  readonly #record: Draft;
  readonly #volumes: Map<VolumeId, VolumeResult>;
  #phase: { readonly name: Phase; readonly since: number } | undefined;
  #toldHistoryFailure = false;

  constructor(writer: RunWriter, hub: EventHub, clock: Clock, record: RunRecord, volumes: readonly Volume[]) {
    this.#writer = writer;
    this.#hub = hub;
    this.#clock = clock;
    this.#record = { ...record };
    this.#volumes = new Map(volumes.map((volume) => [volume.id, emptyResult(volume)]));
  }

  get record(): RunRecord {
    return { ...this.#record, volumes: [...this.#volumes.values()], totals: this.#totals() };
  }

  emit(event: RunEventBody): void {
    this.#hub.emit(event);
  }

  phase(name: Phase, volumeId?: VolumeId, more: { readonly command?: NamedCommand } = {}): void {
    this.#endPhase();
    this.#phase = { name, since: this.#clock.monotonic() };
    this.emit({ type: 'run.phase', phase: name, ...(volumeId === undefined ? {} : { volumeId }), ...more });
  }

  change(change: Change): void {
    this.#writer.change(change);
  }

  /** What was noted so far was only planned; now it is done. */
  beginDoing(): void {
    this.#writer.discardChanges();
  }

  output(text: string): void {
    this.#writer.output(text);
  }

  /** Waits while the disk is slower than rsync, so that nothing piles up in memory. */
  ready(): Promise<void> {
    return this.#writer.ready();
  }

  problem(problem: Problem): void {
    this.#record.problems = [...this.#record.problems, problem];
    this.emit({ type: 'run.problem', problem });
  }

  set(
    fields: Partial<
      Pick<Draft, 'planId' | 'refusals' | 'holds' | 'losses' | 'recoveryPoint' | 'verify' | 'scope'>
    >,
  ): void {
    Object.assign(this.#record, fields);
  }

  addTotals(volumeId: VolumeId, totals: Partial<Totals>): void {
    const result = this.#volumes.get(volumeId);
    if (result === undefined) return;
    this.#volumes.set(volumeId, { ...result, totals: addTotals(result.totals, { ...NO_TOTALS, ...totals }) });
  }

  volumeState(volumeId: VolumeId, state: VolumeResult['state']): void {
    const result = this.#volumes.get(volumeId);
    if (result === undefined) return;
    const finishedAt = state === 'not-started' ? undefined : this.#now();
    this.#volumes.set(volumeId, { ...result, state, finishedAt });
  }

  space(volumeId: VolumeId, space: Space): void {
    const result = this.#volumes.get(volumeId);
    if (result !== undefined) this.#volumes.set(volumeId, { ...result, space });
  }

  /** Says the end, once, and writes it down; an unwritable history is said as well and changes no outcome. */
  async finish(outcome: Outcome): Promise<RunRecord> {
    this.#endPhase();
    this.#record.state = 'finished';
    this.#record.outcome = outcome;
    this.#record.finishedAt = this.#now();
    this.#tellHistoryFailure();
    await this.#writer.finish(this.record);
    this.#tellHistoryFailure();
    const record = this.record;
    this.emit({ type: 'run.finished', outcome, ...resultOf(record) });
    return record;
  }

  #tellHistoryFailure(): void {
    if (this.#toldHistoryFailure || this.#writer.failure === undefined) return;
    this.#toldHistoryFailure = true;
    this.problem(this.#writer.failure);
  }

  #endPhase(): void {
    if (this.#phase === undefined) return;
    const { name, since } = this.#phase;
    const spent = (this.#record.phases[name] ?? 0) + Math.round(this.#clock.monotonic() - since);
    this.#record.phases = { ...this.#record.phases, [name]: spent };
    this.#phase = undefined;
  }

  #totals(): Totals {
    return [...this.#volumes.values()].reduce((sum, { totals }) => addTotals(sum, totals), NO_TOTALS);
  }

  #now(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

function emptyResult(volume: Volume): VolumeResult {
  return {
    volumeId: volume.id,
    source: volume.source,
    destination: volume.destination,
    state: 'not-started',
    totals: NO_TOTALS,
    finishedAt: undefined,
  };
}
