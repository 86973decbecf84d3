import type { AlertChannel, OutboxView, TestedChannel } from '../model/alert-outbox.ts';
import type { PairAlerts } from '../model/alert.ts';
import type { AlertSettings } from '../model/alert-settings.ts';
import type { Problem } from '../model/problem.ts';
import type { Secret } from '../model/secret.ts';

/** Where alerts are sent, and what became of them. Everything rejects with `EngineError` or is a bug. */
export interface Alerts {
  /** Secrets are only named in it. */
  readonly settings: () => Promise<AlertSettings>;
  /** Asks the keyring, too. */
  readonly view: () => Promise<AlertsView>;
  /** What waits. Asks no keyring. */
  readonly outbox: () => Promise<OutboxView>;
  /**
   * New secrets go to the keyring first, then the settings to the disk; secrets that are not wanted any more go last. Rejects with
   * `alert.no-secret` where a server was never given one: what was entered for another is not sent to it.
   */
  readonly change: (change: AlertsChange) => Promise<void>;
  /** Sends a test at once, past what waits. Rejects with `alert.no-channel`. */
  readonly test: (channel: TestOf) => Promise<readonly TestedChannel[]>;
}

export type TestOf = AlertChannel | 'all';

export interface AlertsChange {
  /** All of them from now on. */
  readonly settings: AlertSettings;
  readonly secrets?: NewAlertSecrets;
}

/** Those that are to be others from now on. Forgotten once they are in the keyring. */
export interface NewAlertSecrets {
  readonly mailPassword?: Secret;
  /** The value of the webhook's secret header. */
  readonly webhookSecret?: Secret;
}

export interface AlertsView {
  /** Secrets are only named in it. */
  readonly settings: AlertSettings;
  readonly secrets: { readonly mailPassword: KeptSecret; readonly webhookSecret: KeptSecret };
  readonly outbox: OutboxView;
  /** What is against each pair now, also what has not lasted long enough to be told. Where nobody is told, the host alone knows it. */
  readonly standing: readonly StandingAlerts[];
  /** Why a dead-man's check was not told last; only its host knows. */
  readonly deadMan: Problem | undefined;
}

export type StandingAlerts = Pick<PairAlerts, 'pairId' | 'standing'>;

export type KeptSecret =
  | { readonly state: 'not-wanted' | 'kept' | 'missing' }
  /** The keyring does not say. */
  | { readonly state: 'unknown'; readonly problem: Problem };
