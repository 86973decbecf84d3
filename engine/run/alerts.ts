import { randomUUID } from 'node:crypto';
import { SEND_TIMEOUT_MS, type AlertPorts } from '../alerts/ports.ts';
import { testAlert } from '../alerts/test-alert.ts';
import type { Alerts, KeptSecret, NewAlertSecrets, StandingAlerts, TestOf } from '../api/alerts.ts';
import type { SecretStore } from '../keys/secret-store.ts';
import { EMPTY_OUTBOX, type AlertOutboxFile, type OutboxView } from '../model/alert-outbox.ts';
import type { AlertState } from '../model/alert.ts';
import {
  MAIL_PASSWORD,
  NO_ALERT_SETTINGS,
  WEBHOOK_SECRET,
  type AlertSettings,
} from '../model/alert-settings.ts';
import { EngineError, type Problem } from '../model/problem.ts';
import type { Secret } from '../model/secret.ts';
import { secretToEnter } from '../plan/alerts/secrets-to-enter.ts';
import { systemClock } from '../platform/clock.ts';
import { openAlertOutbox, openAlertSettings } from '../store/alert-store.ts';

/** Who knows the words and has the keyring says so; the rest is this machine's unless told. */
export interface AlertOptions extends Partial<Omit<AlertPorts, 'secrets' | 'words'>> {
  readonly secrets: SecretStore;
  readonly words: AlertPorts['words'];
}

export interface AlertDoors extends AlertPorts {
  readonly secrets: SecretStore;
}

export function alertDoors(options: AlertOptions): AlertDoors {
  return { clock: systemClock, newId: randomUUID, fetch, timeoutMs: SEND_TIMEOUT_MS, ...options };
}

/** What only the host knows, which has the outbox. */
export interface LiveOutbox {
  readonly view: () => Promise<OutboxView>;
  readonly state: () => Promise<AlertState>;
  readonly deadMan: () => Problem | undefined;
}

/** The alerts of a data folder. Without its host, what waits is told as it is on the disk. */
export function openAlerts(home: string, doors: AlertDoors, live?: LiveOutbox): Alerts {
  const document = openAlertSettings(home);
  const settings = async (): Promise<AlertSettings> => (await document.read()) ?? NO_ALERT_SETTINGS;
  const outbox = live?.view ?? (async () => viewOf(await outboxOnDisk(home)));
  const state = live?.state ?? (async () => (await outboxOnDisk(home)).state);
  return {
    settings,
    outbox,
    view: async () => {
      const now = await settings();
      const { mail, webhook } = now;
      const [mailPassword, webhookSecret] = await Promise.all([
        keptSecret(doors, mail?.password),
        keptSecret(doors, webhook?.secretHeader?.value),
      ]);
      return {
        settings: now,
        secrets: { mailPassword, webhookSecret },
        outbox: await outbox(),
        standing: standingIn(await state()),
        deadMan: live?.deadMan(),
      };
    },
    change: async (change) => {
      const before = await settings();
      const after = named(change.settings);
      await storeSecrets(doors, before, after, change.secrets);
      await document.update(() => after);
      await dropSecrets(doors, before, after);
    },
    test: async (channel) => testAlert(only(channel, await settings()), doors),
  };
}

async function outboxOnDisk(home: string): Promise<AlertOutboxFile> {
  return (await openAlertOutbox(home).read()) ?? EMPTY_OUTBOX;
}

function viewOf({ queue, trouble }: AlertOutboxFile): OutboxView {
  return { waiting: queue.length, trouble, storage: undefined };
}

function standingIn({ pairs }: AlertState): readonly StandingAlerts[] {
  return pairs
    .filter(({ standing }) => standing.length > 0)
    .map(({ pairId, standing }) => ({ pairId, standing }));
}

async function keptSecret({ secrets }: AlertDoors, name: string | undefined): Promise<KeptSecret> {
  if (name === undefined) return { state: 'not-wanted' };
  try {
    return { state: (await secrets.get(name)) === undefined ? 'missing' : 'kept' };
  } catch (error) {
    if (error instanceof EngineError) return { state: 'unknown', problem: error.problem };
    throw error;
  }
}

/** First of all: a server that is named in the settings has its secret. */
async function storeSecrets(
  { secrets }: AlertDoors,
  before: AlertSettings,
  after: AlertSettings,
  { mailPassword, webhookSecret }: NewAlertSecrets = {},
): Promise<void> {
  const wanted = secretToEnter(before, after, {
    mail: mailPassword !== undefined,
    webhook: webhookSecret !== undefined,
  });
  if (wanted !== undefined) throw EngineError.of('alert.no-secret', { found: wanted });
  const store = async (name: string, secret: Secret | undefined): Promise<void> => {
    if (secret === undefined) return;
    await secrets.set(name, secret.reveal());
    secret.forget();
  };
  if (after.mail?.password !== undefined) await store(MAIL_PASSWORD, mailPassword);
  if (after.webhook?.secretHeader !== undefined) await store(WEBHOOK_SECRET, webhookSecret);
}

async function dropSecrets(
  { secrets }: AlertDoors,
  before: AlertSettings,
  after: AlertSettings,
): Promise<void> {
  if (before.mail?.password !== undefined && after.mail?.password === undefined)
    await secrets.delete(MAIL_PASSWORD);
  if (before.webhook?.secretHeader !== undefined && after.webhook?.secretHeader === undefined)
    await secrets.delete(WEBHOOK_SECRET);
}

function only(channel: TestOf, { mail, webhook, ...rest }: AlertSettings): AlertSettings {
  return {
    ...rest,
    ...(channel !== 'webhook' && mail !== undefined && { mail }),
    ...(channel !== 'mail' && webhook !== undefined && { webhook }),
  };
}

/** Which secret of the keyring is sent where is not the asker's to choose. */
function named({ mail, webhook, ...rest }: AlertSettings): AlertSettings {
  return {
    ...rest,
    ...(mail !== undefined && {
      mail: { ...mail, ...(mail.password !== undefined && { password: MAIL_PASSWORD }) },
    }),
    ...(webhook !== undefined && {
      webhook: {
        ...webhook,
        ...(webhook.secretHeader !== undefined && {
          secretHeader: { ...webhook.secretHeader, value: WEBHOOK_SECRET },
        }),
      },
    }),
  };
}
