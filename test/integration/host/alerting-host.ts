import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertsChange } from '../../../engine/api/alerts.ts';
import { alertDoors, openAlerts, type AlertOptions } from '../../../engine/index.ts';
import { NO_ALERT_SETTINGS, type AlertSettings } from '../../../engine/model/alert-settings.ts';
import type { Outcome } from '../../../engine/model/run.ts';
import { noticeWords } from '../../../engine/text/alerts/notice-words.ts';
import { EventClock } from '../../fakes/event-clock.ts';
import { fakeSecretStore, type FakeSecretStore } from '../../fakes/fake-secret-store.ts';
import { eventually } from '../../helpers/eventually.ts';
import { PairFixture, type PairSetting } from '../../helpers/pair-fixture.ts';
import type { MailServer } from '../alerts/mail-server.ts';
import { aHost, type TestHost } from './hosts.ts';

export interface Around {
  readonly pair: PairFixture;
  /** Of alerts alone: runs have the machine's. */
  readonly clock: EventClock;
  readonly secrets: FakeSecretStore;
  readonly options: AlertOptions;
  /** Another process changes the settings. */
  readonly change: (change: AlertsChange) => Promise<void>;
}

/** How full the disk of whoever runs the tests is must not matter. */
export const ANY_DISK: AlertSettings = {
  ...NO_ALERT_SETTINGS,
  limits: { ...NO_ALERT_SETTINGS.limits, diskBytes: 0, diskPercent: 0 },
};

/** A pair, and settings for its alerts. */
export async function around(
  settings: Partial<AlertSettings>,
  fields: Partial<AlertOptions> = {},
  ports: PairSetting['ports'] = {},
): Promise<Around> {
  const pair = await new PairFixture({ ports }).add();
  writeFileSync(join(pair.source, 'letter'), 'Dear Anna');
  const clock = new EventClock(new Date().toISOString());
  const secrets = fakeSecretStore();
  const options = { clock, secrets, words: noticeWords(() => clock.now()), ...fields };
  const alerts = openAlerts(pair.home, alertDoors(options));
  const change = (to: AlertsChange): Promise<void> => alerts.change(to);
  await change({ settings: { ...ANY_DISK, ...settings } });
  return { pair, clock, secrets, options, change };
}

export function hostOf({ pair, options }: Around): Promise<TestHost> {
  return aHost(pair, { alerts: options });
}

/** Syncs the only pair, and waits for its end. */
export async function sync({ host }: TestHost): Promise<Outcome | undefined> {
  const [view] = host.live.snapshot().pairs;
  if (view === undefined) throw new Error('no pair');
  const runId = await host.handlers['run.start']({ pairId: view.pair.id, mode: 'sync' });
  return eventually(() => {
    const lastRun = host.live.snapshot().pairs[0]?.lastRun;
    return lastRun?.id === runId && (lastRun.outcome ?? 'failed');
  });
}

/** What is to be copied is not there, as when a disk is not mounted; and is there again. */
export function takeAway({ pair }: Around): void {
  renameSync(pair.source, `${pair.source}-away`);
}
export function bringBack({ pair }: Around): void {
  renameSync(`${pair.source}-away`, pair.source);
}

/** Mail to Anna, without TLS. */
export function mailTo(port: number): Partial<AlertSettings> {
  return {
    mail: { host: '127.0.0.1', port, tls: 'none', from: 'spare@example.com', to: ['anna@example.com'] },
  };
}

export function subjects({ taken }: MailServer): string[] {
  return taken.map(({ raw }) => {
    const [, subject = ''] = /^Subject: (.*)$/m.exec(raw.replaceAll(/\r\n[ \t]+/g, ' ')) ?? [];
    return subject.trim();
  });
}
