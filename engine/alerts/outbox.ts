import type { AlertNotice, AlertState } from '../model/alert.ts';
import {
  EMPTY_OUTBOX,
  type AlertChannel,
  type AlertOutboxFile,
  type ChannelTrouble,
  type OutboxEntry,
  type OutboxView,
} from '../model/alert-outbox.ts';
import type { AlertSettings } from '../model/alert-settings.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import { decideAlerts, type AlertInput } from '../plan/alerts/decide-alerts.ts';
import { enqueue, isTryDue, troubleAfter } from '../plan/alerts/queue.ts';
import { channelsFor, channelsOf, deliver, type Delivery } from './deliver.ts';
import type { AlertPorts } from './ports.ts';

/** Where `alert-outbox.json` is kept: a stored document has these. */
export interface OutboxDocument {
  readonly read: () => Promise<AlertOutboxFile | undefined>;
  readonly update: (
    change: (before: AlertOutboxFile | undefined) => AlertOutboxFile,
  ) => Promise<AlertOutboxFile>;
  readonly remove: () => Promise<void>;
}

/** These are about one message, and the next may be taken. */
const GOES_ON = ['mail.refused', 'mail.recipient-refused', 'webhook.refused'];

/**
 * Decides what is told and keeps it until it is sent. What was told and what waits are one file, written before anything is sent: a kill
 * tells nothing twice and loses nothing but the last answer, so that one message may come again with the same id. Of one process.
 */
export class AlertOutbox {
  readonly #document: OutboxDocument;
  readonly #ports: AlertPorts;
  #file: AlertOutboxFile = EMPTY_OUTBOX;
  #loaded: Promise<void> | undefined;
  #storage: Problem | undefined;
  #delivering: Promise<void> | undefined;
  #decided: AlertState | undefined;
  #isClosed = false;

  constructor(document: OutboxDocument, ports: AlertPorts) {
    this.#document = document;
    this.#ports = ports;
  }

  /** Resolves, when all is on the disk, to what is told now (also where nothing is set up to send it). Never rejects but for a bug. */
  async decide(input: AlertInput, settings: AlertSettings): Promise<readonly AlertNotice[]> {
    await this.#load();
    const { notices, state } = decideAlerts(this.#file.state, input);
    const queuedAt = new Date(input.now).toISOString();
    const added = notices.flatMap((notice) =>
      channelsFor(notice, settings).map((channel): OutboxEntry => ({
        id: this.#ports.newId(),
        channel,
        notice,
        queuedAt,
      })),
    );
    this.#decided = state;
    const kept = untold(state, channelsOf(settings));
    // Asked again and again, it leaves the disk alone.
    const isNew = added.length > 0 || JSON.stringify(kept) !== JSON.stringify(this.#file.state);
    if (isNew || this.#storage !== undefined)
      await this.#put({ ...this.#file, state: kept, queue: enqueue(this.#file.queue, added) });
    return notices;
  }

  /** As it was decided last; for the dead-man's checks. */
  async state(): Promise<AlertState> {
    await this.#load();
    return this.#decided ?? this.#file.state;
  }

  async view(): Promise<OutboxView> {
    await this.#load();
    return { waiting: this.#file.queue.length, trouble: this.#file.trouble, storage: this.#storage };
  }

  /** When to deliver again, in milliseconds since 1970; `undefined`: nothing waits. */
  async nextTryAt(): Promise<number | undefined> {
    await this.#load();
    const { queue, trouble } = this.#file;
    const times = queue.map(({ channel }) =>
      Date.parse(trouble[channel]?.nextTryAt ?? '1970-01-01T00:00:00Z'),
    );
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Sends what waits and is due. `atOnce`: also what was to wait, after the settings were changed. Two at a time are one. */
  async deliver(settings: AlertSettings, { atOnce = false } = {}): Promise<void> {
    this.#delivering ??= this.#deliverAll(settings, atOnce).finally(() => {
      this.#delivering = undefined;
    });
    await this.#delivering;
  }

  /** Another process may have the file from now on: nothing is written any more, and what is on its way may come again. */
  close(): void {
    this.#isClosed = true;
  }

  async #deliverAll(settings: AlertSettings, atOnce: boolean): Promise<void> {
    await this.#load();
    const channels = channelsOf(settings);
    await this.#forgetOthers(channels);
    const due = channels.filter(
      (channel) => atOnce || isTryDue(this.#file.trouble[channel], this.#ports.clock.now()),
    );
    await Promise.all(due.map((channel) => this.#deliverChannel(channel, settings)));
  }

  async #deliverChannel(channel: AlertChannel, settings: AlertSettings): Promise<void> {
    let first: Problem | undefined;
    const waiting = this.#file.queue.filter((entry) => entry.channel === channel);
    for (const { id } of waiting) {
      // It may have been overtaken meanwhile.
      const entry = this.#file.queue.find((one) => one.id === id);
      if (entry === undefined) continue;
      const delivery = await deliver(entry, settings, this.#ports);
      await this.#note(entry, delivery);
      if (delivery.state === 'sent') continue;
      first ??= delivery.problem;
      if (delivery.state === 'failed' && !GOES_ON.includes(delivery.problem.code)) break;
    }
    if (waiting.length > 0) await this.#putTrouble(channel, first);
  }

  async #note(entry: OutboxEntry, delivery: Delivery): Promise<void> {
    if (delivery.state === 'failed') return;
    const rest = delivery.state === 'sent' ? [] : delivery.to;
    const queue = this.#file.queue.flatMap((one) =>
      one.id !== entry.id ? [one] : rest.length === 0 ? [] : [{ ...one, to: [...rest] }],
    );
    await this.#put({ ...this.#file, queue });
  }

  async #putTrouble(channel: AlertChannel, problem: Problem | undefined): Promise<void> {
    const { [channel]: before, ...others } = this.#file.trouble;
    if (before === undefined && problem === undefined) return;
    const after: Partial<Record<AlertChannel, ChannelTrouble>> =
      problem === undefined ? {} : { [channel]: troubleAfter(before, problem, this.#ports.clock.now()) };
    await this.#put({ ...this.#file, trouble: { ...others, ...after } });
  }

  /** What was for a channel that is set up no more. */
  async #forgetOthers(channels: readonly AlertChannel[]): Promise<void> {
    const queue = this.#file.queue.filter(({ channel }) => channels.includes(channel));
    const trouble = Object.fromEntries(
      Object.entries(this.#file.trouble).filter(([channel]) => channels.some((one) => one === channel)),
    );
    const isSame =
      queue.length === this.#file.queue.length &&
      Object.keys(trouble).length === Object.keys(this.#file.trouble).length;
    if (!isSame) await this.#put({ ...this.#file, queue, trouble });
  }

  async #load(): Promise<void> {
    this.#loaded ??= this.#readFile();
    await this.#loaded;
  }

  /** What cannot be read is begun anew: something is told once more rather than nothing. A newer version's is left alone. */
  async #readFile(): Promise<void> {
    try {
      this.#file = (await this.#document.read()) ?? EMPTY_OUTBOX;
    } catch (error) {
      this.#storage = problemOf(error);
      if (this.#storage.code === 'config.unreadable') await this.#document.remove().catch(problemOf);
    }
  }

  async #put(file: AlertOutboxFile): Promise<void> {
    this.#file = file;
    if (this.#isClosed) return;
    try {
      await this.#document.update(() => this.#file);
      this.#storage = undefined;
    } catch (error) {
      this.#storage = problemOf(error);
    }
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof EngineError) return error.problem;
  throw error;
}

/** What nobody could be told, whoever sets something up hears of then. */
function untold({ pairs, ...rest }: AlertState, channels: readonly AlertChannel[]): AlertState {
  return {
    ...rest,
    pairs: pairs.map(({ runbook, standing, ...pair }) => ({
      ...pair,
      standing: channels.length === 0 ? [] : standing,
      ...(runbook !== undefined && channels.includes('mail') && { runbook }),
    })),
  };
}
