import { join } from 'node:path';
import { AlertOutbox } from '../../../engine/alerts/outbox.ts';
import { AlertOutboxFile } from '../../../engine/model/alert-outbox.ts';
import {
  DEFAULT_LIMITS,
  NO_ALERT_SETTINGS,
  type AlertSettings,
} from '../../../engine/model/alert-settings.ts';
import type { Outcome } from '../../../engine/model/run.ts';
import type { AlertInput } from '../../../engine/plan/alerts/decide-alerts.ts';
import { openDocument } from '../../../engine/store/stored-document.ts';
import { aPair } from '../../fakes/builders.ts';
import { aRun } from '../../fakes/fake-engine.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import type { TestPorts } from './ports.ts';
import type { WebServer } from './web-server.ts';

export function webhookTo(url: string): AlertSettings {
  return { ...NO_ALERT_SETTINGS, webhook: { url, form: 'json' } };
}

export function plainMail(port: number): NonNullable<AlertSettings['mail']> {
  return { host: '127.0.0.1', port, tls: 'none', from: 'spare@example.com', to: ['anna@example.com'] };
}

/** A pair whose last sync ended so, now. */
export function ended(ports: TestPorts, outcome: Outcome): AlertInput {
  const now = ports.clock.now();
  const at = new Date(now).toISOString();
  const lastRun = aRun({ startedAt: at, finishedAt: at, outcome });
  const watched = { pair: aPair({ createdAt: at }), recoveryPoint: at, lastRun, lastVerify: undefined };
  return { pairs: [watched], areAll: true, now, limits: DEFAULT_LIMITS, digest: undefined, timeZone: 'UTC' };
}

export function anOutbox(ports: TestPorts, path = join(tempDir(), 'alert-outbox.json')) {
  const open = () => new AlertOutbox(openDocument(path, AlertOutboxFile), ports);
  return { path, open, outbox: open() };
}

/** What came, in the order in which it came. */
export function came({ asked }: WebServer): unknown[] {
  return asked.map(({ body }) => {
    const { type, id } = JSON.parse(body) as { readonly type: string; readonly id: string };
    return [type, id];
  });
}
