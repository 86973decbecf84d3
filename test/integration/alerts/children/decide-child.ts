import { AlertOutbox } from '../../../../engine/alerts/outbox.ts';
import { AlertOutboxFile } from '../../../../engine/model/alert-outbox.ts';
import { DEFAULT_LIMITS, NO_ALERT_SETTINGS } from '../../../../engine/model/alert-settings.ts';
import { openDocument } from '../../../../engine/store/stored-document.ts';
import { aPair } from '../../../fakes/builders.ts';
import { aRun } from '../../../fakes/fake-engine.ts';
import { testPorts } from '../ports.ts';

/** Decides again and again, failed and well by turns, and says so each time, until it is killed. Nothing is sent. */
const ports = testPorts();
const outbox = new AlertOutbox(openDocument(process.argv[2] ?? '', AlertOutboxFile), ports);
const settings = { ...NO_ALERT_SETTINGS, webhook: { url: 'http://127.0.0.1:9/', form: 'json' } } as const;
for (let turn = 0; ; turn++) {
  const now = ports.clock.now();
  const at = new Date(now).toISOString();
  const lastRun = aRun({ startedAt: at, finishedAt: at, outcome: turn % 2 === 0 ? 'failed' : 'succeeded' });
  const watched = { pair: aPair({ createdAt: at }), recoveryPoint: at, lastRun, lastVerify: undefined };
  const input = {
    pairs: [watched],
    areAll: true,
    now,
    limits: DEFAULT_LIMITS,
    digest: undefined,
    timeZone: 'UTC',
  };
  await outbox.decide(input, settings);
  process.send?.(turn);
}
