import { AlertOutbox } from '../alerts/outbox.ts';
import type { Alerts, AlertsChange } from '../api/alerts.ts';
import type { RunbookNews } from '../api/failover.ts';
import type { LiveEvent } from '../api/snapshot.ts';
import { NO_ALERT_SETTINGS, type AlertSettings } from '../model/alert-settings.ts';
import type { PairId } from '../model/ids.ts';
import { EngineError } from '../model/problem.ts';
import { nextLookAt } from '../plan/alerts/next-look.ts';
import { systemClock } from '../platform/clock.ts';
import { timeZone } from '../platform/time-zone.ts';
import { openAlerts, type AlertDoors } from '../run/alerts.ts';
import { openAlertOutbox, openAlertSettings } from '../store/alert-store.ts';
import { alertInput, alertKey } from './alert-input.ts';
import type { LiveEngine } from './live-engine.ts';
import { LivePings } from './live-pings.ts';
import { NewProblems } from './new-problems.ts';
import { OneAtATime } from './one-at-a-time.ts';

export interface LiveAlertsParts {
  readonly home: string;
  readonly live: LiveEngine;
  readonly doors: AlertDoors;
  /** What cannot be read, kept or sent. Told once for as long as it is so. */
  readonly onProblem: (error: unknown) => void;
  /** What keeps a standby from taking over, in a sentence, where no other alert tells of it. */
  readonly lostOf: (pairId: PairId) => string | undefined;
  /** The runbook as it lies on the standby. */
  readonly runbookOf: (pairId: PairId) => RunbookNews | undefined;
  /** Something that `alerts.view` tells is another now. */
  readonly onChange: () => void;
}

/** Time alone is looked at no more often than this, and no less often: a clock is set, a machine sleeps. */
const SHORTEST_MS = 60_000;
const LONGEST_MS = 15 * 60_000;
/** After a start or a wake, runs that were missed begin within seconds. */
const SETTLE_MS = 60_000;
/** What is on its way when the host ends may take so long; then it comes again. */
const CLOSE_MS = 3_000;

/** Decides what is to be told and sends it, as long as this process is the host. No run waits for it or fails by it. */
export class LiveAlerts {
  readonly alerts: Alerts;
  readonly #parts: LiveAlertsParts;
  readonly #document: ReturnType<typeof openAlertSettings>;
  readonly #outbox: AlertOutbox;
  readonly #pings: LivePings;
  readonly #unreadable: NewProblems;
  readonly #unsent: NewProblems;
  #settings: AlertSettings | undefined;
  #settling = { since: 0, until: 0 };
  #seen = '';
  #toldKey = '';
  #dueAt: number | undefined;
  #isAtOnce = false;
  readonly #look = new OneAtATime(() => this.#lookNow());
  readonly #delivery = new OneAtATime(() => this.#deliverNow());
  #timer: AbortController | undefined;
  #stopListening: () => void = () => undefined;
  #isClosed = false;

  constructor(parts: LiveAlertsParts) {
    const { home, doors, onProblem } = parts;
    this.#parts = parts;
    this.#document = openAlertSettings(home);
    this.#outbox = new AlertOutbox(openAlertOutbox(home), doors);
    this.#pings = new LivePings(doors, onProblem);
    this.#unreadable = new NewProblems(onProblem);
    this.#unsent = new NewProblems(onProblem);
    this.alerts = openAlerts(home, doors, {
      view: () => this.#outbox.view(),
      state: () => this.#outbox.state(),
      deadMan: () => this.#pings.trouble,
    });
  }

  /** Resolves when the settings are read; what is so now is decided soon after. */
  async start(): Promise<void> {
    await this.#readSettings();
    this.#stopListening = this.#parts.live.subscribe((event) => this.#follow(event));
    this.woke();
  }

  woke(): void {
    const since = this.#parts.doors.clock.now();
    this.#settling = { since, until: since + SETTLE_MS };
    this.#look.ask();
  }

  /** By whichever process. What waits is tried at once. */
  settingsChanged(): void {
    this.#isAtOnce = true;
    this.#look.ask();
  }

  /** Resolves when the new settings are in force. */
  async change(change: AlertsChange): Promise<void> {
    await this.alerts.change(change);
    this.settingsChanged();
    await this.#look.idle();
  }

  /** Sends nothing any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopListening();
    this.#timer?.abort();
    await this.#look.end();
    const late = new AbortController();
    await Promise.race([
      Promise.all([this.#delivery.end(), this.#pings.close()]),
      systemClock.sleep(CLOSE_MS, late.signal).catch(() => undefined),
    ]);
    late.abort();
    this.#outbox.close();
  }

  #follow(event: LiveEvent): void {
    if (event.type === 'run.event') this.#pings.follow(event.event, this.#settings?.deadMan ?? []);
    if (event.type !== 'pairs.changed') return;
    const seen = alertKey(this.#parts.live.snapshot(), this.#parts.runbookOf);
    if (seen === this.#seen && !this.#pings.hasEnded) return;
    this.#look.ask();
  }

  async #lookNow(): Promise<void> {
    try {
      await this.#readSettings();
      // Where nobody knows whom to tell, nothing counts as told.
      if (this.#settings !== undefined) await this.#decide(this.#settings);
    } catch (error) {
      this.#parts.onProblem(error);
    }
    await this.#tellChange();
    this.#lookLater();
  }

  /** Those that were read last go on while they cannot be read. */
  async #readSettings(): Promise<void> {
    try {
      this.#settings = (await this.#document.read()) ?? NO_ALERT_SETTINGS;
      this.#unreadable.are([]);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      this.#unreadable.are([error.problem]);
    }
  }

  async #decide(settings: AlertSettings): Promise<void> {
    const { live, doors, lostOf, runbookOf } = this.#parts;
    const snapshot = live.snapshot();
    this.#seen = alertKey(snapshot, runbookOf);
    const now = doors.clock.now();
    const moment = { now, timeZone: timeZone(), settling: this.#settling, lostOf, runbookOf };
    const input = alertInput(snapshot, settings, moment);
    await this.#outbox.decide(input, settings);
    const state = await this.#outbox.state();
    const { until } = this.#settling;
    this.#dueAt = Math.min(nextLookAt(state, input) ?? Infinity, until > now ? until : Infinity);
    this.#pings.decided(state, snapshot, settings.deadMan);
    this.#delivery.ask();
  }

  async #deliverNow(): Promise<void> {
    const atOnce = this.#isAtOnce;
    this.#isAtOnce = false;
    try {
      await this.#outbox.deliver(this.#settings ?? NO_ALERT_SETTINGS, { atOnce });
      const { trouble, storage } = await this.#outbox.view();
      const problems = [trouble.mail?.problem, trouble.webhook?.problem, storage];
      this.#unsent.are(problems.filter((problem) => problem !== undefined));
    } catch (error) {
      this.#parts.onProblem(error);
    }
    await this.#tellChange();
    this.#lookLater();
  }

  async #tellChange(): Promise<void> {
    const [outbox, state] = await Promise.all([this.#outbox.view(), this.#outbox.state()]);
    const now = JSON.stringify([this.#settings, outbox, state, this.#pings.trouble]);
    if (now === this.#toldKey) return;
    this.#toldKey = now;
    this.#parts.onChange();
  }

  /** One timer: for what time alone makes due, and for the next try. */
  #lookLater(): void {
    this.#timer?.abort();
    if (this.#isClosed) return;
    const timer = new AbortController();
    this.#timer = timer;
    void this.#wait(timer.signal).then(
      () => this.#look.ask(),
      () => undefined,
    );
  }

  async #wait(signal: AbortSignal): Promise<void> {
    const { clock } = this.#parts.doors;
    const tryAt = await this.#outbox.nextTryAt();
    const now = clock.now();
    const at = Math.min(this.#dueAt ?? Infinity, tryAt ?? Infinity, now + LONGEST_MS);
    await clock.sleep(Math.max(at - now, SHORTEST_MS), signal);
  }
}
