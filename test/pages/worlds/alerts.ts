import type { AlertsView, KeptSecret } from '../../../engine/api/alerts.ts';
import {
  MAIL_PASSWORD,
  NO_ALERT_SETTINGS,
  WEBHOOK_SECRET,
  type AlertSettings,
} from '../../../engine/model/alert-settings.ts';
import { PairId } from '../../../engine/model/ids.ts';
import { EngineError, type Problem } from '../../../engine/model/problem.ts';
import type { FakeAnswers } from '../fake-main.ts';
import { ago, OFFICE_ID } from './office.ts';
import { threeSchedulesWorld } from './scheduled.ts';
import { NO_ALERTS_VIEW } from './world.ts';

/* Three pairs, and whom to tell of them. */

const HOUR = 3_600_000;
export const STUDIO = PairId.parse('pair-studio0001');

/** Mail with a password, ntfy with a secret, and two dead-man's checks. */
export const TOLD_BY_ALL: AlertSettings = {
  ...NO_ALERT_SETTINGS,
  mail: {
    host: 'smtp.example.com',
    port: 587,
    tls: 'starttls',
    user: 'spare@example.com',
    password: MAIL_PASSWORD,
    from: 'spare@example.com',
    to: ['anna@example.com', 'ben@example.com'],
  },
  webhook: {
    url: 'https://ntfy.example.com/office-2f8a',
    form: 'ntfy',
    secretHeader: { name: 'Authorization', value: WEBHOOK_SECRET },
  },
  deadMan: [{ url: 'https://hc-ping.com/9d1f0c52' }, { url: 'https://hc-ping.com/77ab31e0', pairId: STUDIO }],
  digest: { weekday: 1, hour: 8, minute: 0 },
};

export interface AlertsWorld {
  readonly answers: FakeAnswers;
  /** What was entered, as it came to the keyring. */
  readonly entered: Record<string, string>;
  /** As another process would change them. */
  readonly set: (settings: AlertSettings) => void;
}

/** Keeps the settings and says whether secrets are kept, as a host does. */
export function alertsWorld(
  settings: AlertSettings = NO_ALERT_SETTINGS,
  view: Partial<AlertsView> = {},
): AlertsWorld {
  const entered: Record<string, string> = {};
  let now = settings;
  const kept = (isWanted: boolean): KeptSecret => ({ state: isWanted ? 'kept' : 'not-wanted' });
  return {
    entered,
    set: (to) => {
      now = to;
    },
    answers: {
      ...threeSchedulesWorld(),
      'alerts.get': async () => ({
        ...NO_ALERTS_VIEW,
        settings: now,
        secrets: {
          mailPassword: kept(now.mail?.password !== undefined),
          webhookSecret: kept(now.webhook?.secretHeader !== undefined),
        },
        ...view,
      }),
      'alerts.change': async ({ settings: to, secrets = {} }) => {
        for (const [name, secret] of Object.entries(secrets)) entered[name] = secret.reveal();
        now = to;
      },
      'alerts.test': async ({ channel }) => [
        { channel: channel === 'all' ? 'mail' : channel, problem: undefined },
      ],
    },
  };
}

export const AUTH_FAILED: Problem = EngineError.of('mail.auth-failed', {
  endpoint: 'smtp.example.com:587',
  output: '535 5.7.8 Username and Password not accepted',
}).problem;

/** A sync failed, mail does not get through, and a check could not be told. */
export function troubledAlerts(): FakeAnswers {
  return alertsWorld(TOLD_BY_ALL, {
    secrets: { mailPassword: { state: 'kept' }, webhookSecret: { state: 'missing' } },
    outbox: {
      waiting: 2,
      trouble: {
        mail: { problem: AUTH_FAILED, since: ago(5 * HOUR), tries: 4, nextTryAt: ago(-HOUR) },
      },
      storage: undefined,
    },
    deadMan: EngineError.of('webhook.unreachable', { endpoint: 'https://hc-ping.com' }).problem,
    standing: standing(),
  }).answers;
}

/** Nobody is told of it. */
export function untoldAlerts(): FakeAnswers {
  return alertsWorld(NO_ALERT_SETTINGS, { standing: standing() }).answers;
}

function standing(): AlertsView['standing'] {
  return [
    {
      pairId: OFFICE_ID,
      standing: [
        {
          kind: 'failed',
          since: ago(6 * HOUR),
          count: 2,
          details: {
            mode: 'sync',
            outcome: 'failed',
            cause: {
              kind: 'problem',
              problem: EngineError.of('endpoint.auth-failed', {
                side: 'standby',
                endpoint: 'ssh://root@spare.local',
              }).problem,
            },
          },
          toldAt: ago(6 * HOUR),
          reminders: 2,
          remindAt: ago(-18 * HOUR),
        },
      ],
    },
    {
      pairId: STUDIO,
      standing: [
        {
          kind: 'disk-nearly-full',
          since: ago(HOUR),
          count: 1,
          details: { path: '/Volumes/Studio', freeBytes: 11e9, totalBytes: 500e9 },
          reminders: 0,
        },
      ],
    },
  ];
}
