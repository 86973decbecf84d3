import type { Alerts, AlertsChange, TestOf } from '../../engine/api/alerts.ts';
import { EMPTY_OUTBOX, type OutboxView, type TestedChannel } from '../../engine/model/alert-outbox.ts';
import { NO_ALERT_SETTINGS, type AlertSettings } from '../../engine/model/alert-settings.ts';
import { EngineError } from '../../engine/model/problem.ts';

export interface FakeAlerts extends Alerts {
  /** What of them a test says, and may look at. */
  readonly world: {
    settings: AlertSettings;
    outbox: OutboxView | EngineError;
    tested: readonly TestedChannel[];
    /** Secrets in clear, as they would have come to the keyring. */
    readonly entered: Record<string, string>;
    readonly tests: TestOf[];
  };
}

/** Alerts without a disk, a keyring and servers. */
export function fakeAlerts(fields: Partial<FakeAlerts['world']> = {}): FakeAlerts {
  const world: FakeAlerts['world'] = {
    settings: NO_ALERT_SETTINGS,
    outbox: { waiting: 0, trouble: EMPTY_OUTBOX.trouble, storage: undefined },
    tested: [],
    entered: {},
    tests: [],
    ...fields,
  };
  const outbox = (): Promise<OutboxView> =>
    world.outbox instanceof EngineError ? Promise.reject(world.outbox) : Promise.resolve(world.outbox);
  return {
    world,
    settings: () => Promise.resolve(world.settings),
    outbox,
    view: async () => ({
      settings: world.settings,
      secrets: {
        mailPassword: { state: world.settings.mail?.password === undefined ? 'not-wanted' : 'kept' },
        webhookSecret: {
          state: world.settings.webhook?.secretHeader === undefined ? 'not-wanted' : 'missing',
        },
      },
      outbox: await outbox(),
      standing: [],
      deadMan: undefined,
    }),
    change: ({ settings, secrets = {} }: AlertsChange) => {
      world.settings = settings;
      for (const [name, secret] of Object.entries(secrets)) world.entered[name] = secret.reveal();
      return Promise.resolve();
    },
    test: (channel) => {
      world.tests.push(channel);
      return Promise.resolve(world.tested);
    },
  };
}
