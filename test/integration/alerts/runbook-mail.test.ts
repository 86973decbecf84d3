import { describe, expect, it } from 'vitest';
import { NO_ALERT_SETTINGS } from '../../../engine/model/alert-settings.ts';
import { closedPort } from '../../helpers/closed-port.ts';
import { startMailServer } from './mail-server.ts';
import { anOutbox, came, ended, plainMail, webhookTo } from './outbox-stage.ts';
import { testPorts } from './ports.ts';
import { startWebServer } from './web-server.ts';

describe('the outbox', () => {
  it('sends a runbook by mail alone, as it lies on the standby, also where the mail is set up later', async () => {
    const web = await startWebServer((_request, response) => response.end());
    const mails = await startMailServer({ hideSTARTTLS: true });
    const html = '<p>What to do</p>';
    const ports = testPorts({
      runbook: () => Promise.resolve([{ name: 'Failover of Büro.html', type: 'text/html', text: html }]),
    });
    const input = ended(ports, 'succeeded');
    const runbook = { changedAt: '2026-11-23T12:00:00.000Z', changes: ['The address is another.'] };
    const withRunbook = { ...input, pairs: input.pairs.map((pair) => ({ ...pair, runbook })) };
    const { outbox } = anOutbox(ports);
    const settings = webhookTo(web.url);
    for (const now of [
      settings,
      { ...settings, mail: plainMail(mails.port) },
      { ...settings, mail: plainMail(mails.port) },
    ]) {
      await outbox.decide(withRunbook, now);
      await outbox.deliver(now);
    }
    expect([came(web), mails.taken.length]).toEqual([[], 1]);
    const raw = mails.taken[0]?.raw ?? '';
    expect(raw).toContain('the failover runbook has changed');
    expect(raw).toContain('The address is another.');
    expect(raw).toContain(Buffer.from(html).toString('base64'));
    expect(raw).toMatch(/Content-Type: text\/html;[^:]*name/);
  });

  it('drops the runbook of a pair that is gone', async () => {
    const ports = testPorts({ runbook: () => Promise.resolve(undefined) });
    const input = ended(ports, 'succeeded');
    const runbook = { changedAt: '2026-11-23T12:00:00.000Z', changes: [] };
    const { outbox } = anOutbox(ports);
    const settings = { ...NO_ALERT_SETTINGS, mail: plainMail(await closedPort()) };
    await outbox.decide({ ...input, pairs: input.pairs.map((pair) => ({ ...pair, runbook })) }, settings);
    expect((await outbox.view()).waiting).toBe(1);
    await outbox.deliver(settings);
    expect(await outbox.view()).toEqual({ waiting: 0, trouble: {}, storage: undefined });
  });
});
