import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testAlert } from '../../../engine/alerts/test-alert.ts';
import { AlertOutboxFile } from '../../../engine/model/alert-outbox.ts';
import {
  MAIL_PASSWORD,
  NO_ALERT_SETTINGS,
  type AlertSettings,
} from '../../../engine/model/alert-settings.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { bundleChild } from '../../helpers/bundle-child.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { makeCertificate } from './certificates.ts';
import { reply, startMailServer } from './mail-server.ts';
import { closedPort } from '../../helpers/closed-port.ts';
import { testPorts } from './ports.ts';
import { anOutbox, came, ended, webhookTo } from './outbox-stage.ts';
import { startWebServer } from './web-server.ts';

const MINUTE = 60_000;

describe('the outbox', () => {
  it('sends what was decided once, and after a kill too', async () => {
    const server = await startWebServer((_request, response) => response.end());
    const ports = testPorts();
    const { outbox, open, path } = anOutbox(ports);
    const settings = webhookTo(server.url);
    expect((await outbox.decide(ended(ports, 'failed'), settings)).length).toEqual(1);
    expect((await stat(path)).mode & 0o777).toEqual(0o600);
    // Killed here: another process goes on from the file.
    const next = open();
    expect(await next.decide(ended(ports, 'failed'), settings)).toEqual([]);
    await next.deliver(settings);
    await next.deliver(settings);
    await next.decide(ended(ports, 'succeeded'), settings);
    await next.deliver(settings);
    expect([came(server), await next.view(), await next.nextTryAt()]).toEqual([
      [
        ['alert', 'id-1'],
        ['recovered', 'id-2'],
      ],
      { waiting: 0, trouble: {}, storage: undefined },
      undefined,
    ]);
  });

  it('keeps what cannot be sent, shows why and since when, and tries again later and later', async () => {
    let isWell = false;
    const server = await startWebServer((_request, response) => response.writeHead(isWell ? 200 : 500).end());
    const ports = testPorts();
    const { outbox, open } = anOutbox(ports);
    const settings = webhookTo(server.url);
    await outbox.decide(ended(ports, 'failed'), settings);
    const start = ports.clock.now();
    const tried: number[] = [];
    for (let minute = 0; minute <= 130; minute++) {
      const before = server.asked.length;
      await outbox.deliver(settings);
      if (server.asked.length > before) tried.push(minute);
      ports.clock.advance(MINUTE);
    }
    expect(tried).toEqual([0, 1, 3, 7, 15, 31, 63, 123]);
    const { waiting, trouble } = await open().view();
    expect([waiting, trouble]).toEqual([
      1,
      {
        webhook: {
          problem: {
            code: 'webhook.failed',
            retry: 'transient',
            details: { endpoint: server.url, exitCode: 500 },
          },
          since: new Date(start).toISOString(),
          tries: 8,
          nextTryAt: new Date(start + 183 * MINUTE).toISOString(),
        },
      },
    ]);
    isWell = true;
    await outbox.deliver(settings, { atOnce: true });
    expect(await outbox.view()).toEqual({ waiting: 0, trouble: {}, storage: undefined });
    expect(new Set(came(server).map(String))).toEqual(new Set(['alert,id-1']));
  });

  it('lets one channel wait without the other, and sends a greylisted mail to whoever has not had it', async () => {
    let isGrey = true;
    const certificate = await makeCertificate('DNS:localhost');
    const mail = await startMailServer({
      ...certificate,
      onRcptTo: ({ address }, _session, done) =>
        done(isGrey && address === 'bert@example.com' ? reply(451, '4.7.1 Greylisted') : null),
    });
    const web = await startWebServer((_request, response) => response.end());
    const ports = testPorts({ mailCertificates: certificate.cert });
    const { outbox } = anOutbox(ports);
    const settings: AlertSettings = {
      ...webhookTo(web.url),
      mail: {
        host: 'localhost',
        port: mail.port,
        tls: 'starttls',
        from: 'spare@example.com',
        to: ['anna@example.com', 'bert@example.com'],
      },
    };
    await outbox.decide(ended(ports, 'failed'), settings);
    await outbox.deliver(settings);
    const { waiting, trouble } = await outbox.view();
    isGrey = false;
    ports.clock.advance(MINUTE);
    await outbox.deliver(settings);
    expect([waiting, trouble.mail?.problem.code, trouble.webhook, (await outbox.view()).trouble]).toEqual([
      1,
      'mail.deferred',
      undefined,
      {},
    ]);
    expect([mail.taken.map(({ to }) => to), web.asked.length]).toEqual([
      [['anna@example.com'], ['bert@example.com']],
      1,
    ]);
  });

  it('goes on in memory where the disk does not take it, and says so; what cannot be read is begun anew', async () => {
    const server = await startWebServer((_request, response) => response.end());
    const ports = testPorts();
    const settings = webhookTo(server.url);
    const lost = anOutbox(ports, join(tempDir(), 'file', 'alert-outbox.json'));
    await writeFile(join(lost.path, '..'), 'in the way');
    await lost.outbox.decide(ended(ports, 'failed'), settings);
    await lost.outbox.deliver(settings);
    const torn = anOutbox(ports);
    await writeFile(torn.path, '{"version": 1, "state"');
    await torn.outbox.decide(ended(ports, 'failed'), settings);
    const newer = anOutbox(ports);
    await writeFile(newer.path, '{"version": 99}');
    await newer.outbox.decide(ended(ports, 'failed'), settings);
    await newer.outbox.deliver(settings);
    const codes = [lost, torn, newer].map(async ({ outbox }) => (await outbox.view()).storage?.code);
    expect(await Promise.all(codes)).toEqual(['config.unreadable', undefined, 'config.newer']);
    expect(server.asked.length).toEqual(2);
    expect(JSON.parse(await readFile(newer.path, 'utf8'))).toEqual({ version: 99 });
  });

  it('counts nothing as told while there is nobody to tell, and leaves the disk alone while nothing is new', async () => {
    const server = await startWebServer((_request, response) => response.end());
    const ports = testPorts();
    const { outbox, open, path } = anOutbox(ports);
    const failed = ended(ports, 'failed');
    await outbox.decide(failed, NO_ALERT_SETTINGS);
    // The checks of a dead man know of it all the same.
    expect((await outbox.state()).pairs[0]?.standing).toHaveLength(1);
    const { ino } = await stat(path);
    await outbox.decide(failed, NO_ALERT_SETTINGS);
    expect((await stat(path)).ino).toBe(ino);
    const next = open();
    await next.decide(failed, webhookTo(server.url));
    await next.deliver(webhookTo(server.url));
    const after = await stat(path);
    await next.decide(failed, webhookTo(server.url));
    expect([(await stat(path)).ino, came(server)]).toEqual([after.ino, [['alert', 'id-1']]]);
  });

  it('writes nothing once it is closed: another may have the file', async () => {
    const server = await startWebServer((_request, response) => response.end());
    const ports = testPorts();
    const { outbox, open } = anOutbox(ports);
    await outbox.decide(ended(ports, 'failed'), webhookTo(server.url));
    outbox.close();
    await outbox.deliver(webhookTo(server.url));
    expect([(await outbox.view()).waiting, (await open().view()).waiting]).toEqual([0, 1]);
  });

  it('forgets what was for a channel that is gone', async () => {
    const ports = testPorts();
    const { outbox } = anOutbox(ports);
    const settings = webhookTo(`http://127.0.0.1:${String(await closedPort())}`);
    await outbox.decide(ended(ports, 'failed'), settings);
    await outbox.deliver(settings);
    await outbox.deliver(NO_ALERT_SETTINGS);
    expect(await outbox.view()).toEqual({ waiting: 0, trouble: {}, storage: undefined });
  });

  it('is whole after a kill at any moment: what was told and what waits are of one moment', async () => {
    const folder = tempDir();
    const outfile = await bundleChild(new URL('children/decide-child.ts', import.meta.url), folder);
    const path = join(folder, 'alert-outbox.json');
    for (let time = 0; time < 4; time++) {
      const child = fork(outfile, [path], { execArgv: [] });
      const exited = once(child, 'exit');
      for (let messages = 0; messages <= time * 3; messages++) await once(child, 'message');
      child.kill('SIGKILL');
      await exited;
      const { state, queue } = AlertOutboxFile.parse(JSON.parse(await readFile(path, 'utf8')));
      const isTold = state.pairs.some(({ standing }) => standing.length > 0);
      expect(queue.at(-1)?.notice.type).toEqual(isTold ? 'alert' : 'recovered');
    }
  });
});

describe('a test', () => {
  it('goes to every channel at once, and says what became of each', async () => {
    const server = await startWebServer((_request, response) => response.end());
    const ports = testPorts();
    await ports.secrets.set(MAIL_PASSWORD, 'secret');
    const port = await closedPort();
    const mail = {
      host: '127.0.0.1',
      port,
      tls: 'implicit',
      user: 'anna',
      password: MAIL_PASSWORD,
      from: 'a@example.com',
      to: ['a@example.com'],
    } as const;
    const tested = await testAlert({ ...webhookTo(server.url), mail: { ...mail, to: [...mail.to] } }, ports);
    expect(tested.map(({ channel, problem }) => [channel, problem?.code])).toEqual([
      ['mail', 'mail.unreachable'],
      ['webhook', undefined],
    ]);
    expect(came(server)).toEqual([['test', 'id-2']]);
  });

  it('is refused where nothing is set up', async () => {
    await expect(testAlert(NO_ALERT_SETTINGS, testPorts())).rejects.toEqual(
      EngineError.of('alert.no-channel'),
    );
  });
});
