import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAIL_PASSWORD, type AlertSettings } from '../../../engine/model/alert-settings.ts';
import { closedPort } from '../../helpers/closed-port.ts';
import { eventually } from '../../helpers/eventually.ts';
import { makeCertificate } from '../alerts/certificates.ts';
import { reply, startMailServer, startMuteServer } from '../alerts/mail-server.ts';
import { ANY_DISK, around, bringBack, hostOf, mailTo, subjects, sync, takeAway } from './alerting-host.ts';

const HOUR = 3_600_000;

describe('a host whose pair fails', () => {
  it('sends one mail that says what would be lost, none for the next failure, and one when it is well again', async () => {
    const mail = await startMailServer({ hideSTARTTLS: true });
    const world = await around(mailTo(mail.port));
    const host = await hostOf(world);
    // Whoever has joined it sends nothing.
    await hostOf(world);
    expect(await sync(host)).toBe('succeeded');
    takeAway(world);
    expect(await sync(host)).toBe('refused');
    await eventually(() => mail.taken.length > 0);
    expect(await sync(host)).toBe('refused');
    bringBack(world);
    expect(await sync(host)).toBe('succeeded');
    await eventually(() => mail.taken.length > 1);
    expect(subjects(mail)).toEqual([
      expect.stringMatching(/^Office: 1 minute of work would be lost \(.+\)$/),
      'Office: 1 minute of work would be lost (well again)',
    ]);
    expect(mail.taken[0]?.raw).toContain('What to do:');
    expect(host.problems).toEqual([]);
  });

  it('tells nothing twice when it begins anew, and what was decided before it was killed', async () => {
    const mail = await startMailServer({ hideSTARTTLS: true });
    const world = await around(mailTo(mail.port));
    const first = await hostOf(world);
    takeAway(world);
    await sync(first);
    await eventually(() => mail.taken.length > 0);
    await first.host.close();
    const second = await hostOf(world);
    await second.host.handlers['alerts.test']({ channel: 'all' });
    await second.host.close();
    bringBack(world);
    await sync(await hostOf(world));
    await eventually(() => mail.taken.length > 2);
    expect(subjects(mail)).toEqual([
      expect.stringMatching(/^Office: everything would be lost/),
      'Warmspare: this is a test',
      expect.stringMatching(/\(well again\)$/),
    ]);
  });

  it('tells of it as soon as somebody says whom to tell', async () => {
    const mail = await startMailServer({ hideSTARTTLS: true });
    const world = await around({});
    const { host } = await hostOf(world);
    takeAway(world);
    await world.pair.sync();
    await eventually(() => host.live.snapshot().pairs[0]?.lastRun?.outcome === 'refused');
    await world.change({ settings: { ...ANY_DISK, ...mailTo(mail.port) } });
    await eventually(() => mail.taken.length > 0);
    expect(subjects(mail)).toEqual([expect.stringMatching(/^Office: everything would be lost/)]);
  });

  it('shows what stands also where nobody is to be told, and whoever has joined it hears of every change', async () => {
    const world = await around({});
    const { host } = await hostOf(world);
    const joined = await hostOf(world);
    const kindsNow = async (): Promise<readonly string[]> => {
      const { standing } = await joined.host.handlers['alerts.get']();
      return standing.flatMap((one) => one.standing.map(({ kind }) => kind));
    };
    const changes = (): number => joined.events.filter(({ type }) => type === 'alerts.changed').length;
    expect(await kindsNow()).toEqual([]);
    takeAway(world);
    await world.pair.sync();
    await eventually(async () => expect(await kindsNow()).toEqual(['failed']));
    await eventually(() => expect(changes()).toBeGreaterThan(0));
    const before = changes();
    await host.handlers['alerts.change']({ settings: { ...ANY_DISK, ...mailTo(9) } });
    await eventually(() => expect(changes()).toBeGreaterThan(before));
    bringBack(world);
    await world.pair.sync();
    await eventually(async () => expect(await kindsNow()).toEqual([]));
  });

  it('tells of a copy that grows too old, when no sync comes', async () => {
    const mail = await startMailServer({ hideSTARTTLS: true });
    const world = await around(mailTo(mail.port));
    const host = await hostOf(world);
    await sync(host);
    await world.clock.pass(25 * HOUR);
    const { outbox } = await host.host.handlers['alerts.get']();
    expect([outbox.waiting, mail.taken]).toEqual([0, []]);
    await eventually(async () => {
      await world.clock.pass(HOUR);
      return mail.taken.length > 0;
    });
    expect(subjects(mail)[0]).toMatch(/^Office: \d\d hours of work would be lost \(/);
  });
});

describe('a mail server that does not take mail', () => {
  it('is visible, tried again later, and told of once', async () => {
    let asked = 0;
    let isWell = false;
    const mail = await startMailServer({
      hideSTARTTLS: true,
      onMailFrom: (_from, _session, done) => {
        asked += 1;
        done(isWell ? null : reply(450, '4.2.0 Not now'));
      },
    });
    const world = await around(mailTo(mail.port));
    const host = await hostOf(world);
    takeAway(world);
    await sync(host);
    const seen = await eventually(async () => {
      const { outbox } = await host.host.handlers['alerts.get']();
      return outbox.trouble.mail !== undefined && outbox;
    });
    expect(seen).toMatchObject({
      waiting: 1,
      trouble: { mail: { problem: { code: 'mail.deferred' }, tries: 1 } },
      storage: undefined,
    });
    await sync(host);
    expect(asked).toBe(1);
    await eventually(async () => {
      await world.clock.pass(60_000);
      return asked > 1;
    });
    isWell = true;
    await eventually(async () => {
      await world.clock.pass(60_000);
      return mail.taken.length > 0;
    });
    await eventually(async () => {
      const { outbox } = await host.host.handlers['alerts.get']();
      expect(outbox).toEqual({ waiting: 0, trouble: {}, storage: undefined });
    });
    expect(host.problems).toMatchObject([{ problem: { code: 'mail.deferred' } }]);
  });

  it('holds up no run while it says nothing', async () => {
    const world = await around(mailTo(await startMuteServer()), { timeoutMs: 60_000 });
    const host = await hostOf(world);
    takeAway(world);
    await sync(host);
    bringBack(world);
    expect(await sync(host)).toBe('succeeded');
    // The alert is still on its way, and its end waits behind it.
    await eventually(async () => {
      const { outbox } = await host.host.handlers['alerts.get']();
      expect(outbox).toMatchObject({ waiting: 2, trouble: {} });
    });
  });

  it('is another as soon as the settings say so, whoever changed them', async () => {
    const mail = await startMailServer({ hideSTARTTLS: true });
    const world = await around(mailTo(await closedPort()));
    const host = await hostOf(world);
    takeAway(world);
    await sync(host);
    await eventually(() => expect(host.problems).toMatchObject([{ problem: { code: 'mail.unreachable' } }]));
    await world.change({ settings: { ...ANY_DISK, ...mailTo(mail.port) } });
    await eventually(() => mail.taken.length > 0);
  });
});

describe('settings that cannot be read', () => {
  it('are a problem, and nothing counts as told meanwhile', async () => {
    const mail = await startMailServer({ hideSTARTTLS: true });
    const world = await around(mailTo(mail.port));
    const path = join(world.pair.home, 'alerts.json');
    const good = readFileSync(path, 'utf8');
    writeFileSync(path, '{"version": 1, "mail"');
    const host = await hostOf(world);
    takeAway(world);
    await sync(host);
    await sync(host);
    expect(host.problems).toMatchObject([{ problem: { code: 'config.unreadable', details: { path } } }]);
    await expect(host.host.handlers['alerts.get']()).rejects.toMatchObject({
      problem: { code: 'config.unreadable' },
    });
    writeFileSync(path, good);
    await eventually(() => mail.taken.length > 0);
  });
});

describe('the mail password', () => {
  const PASSWORD = 'correct horse battery';

  it('goes through the socket into the keyring, and is found in no file, event, answer or problem', async () => {
    const certificate = await makeCertificate('DNS:localhost');
    let isRefused = true;
    const mail = await startMailServer({
      ...certificate,
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        isRefused || password !== PASSWORD
          ? done(reply(535, `5.7.8 no: ${String(password)}`))
          : done(null, { user: username }),
    });
    const world = await around({}, { mailCertificates: certificate.cert });
    const own = await hostOf(world);
    const joined = await hostOf({ ...world, options: { ...world.options, secrets: neverAsked } });
    const settings: AlertSettings = {
      ...ANY_DISK,
      mail: {
        host: 'localhost',
        port: mail.port,
        tls: 'starttls',
        user: 'anna',
        password: MAIL_PASSWORD,
        from: 'spare@example.com',
        to: ['anna@example.com'],
      },
    };
    const { Secret } = await import('../../../engine/model/secret.ts');
    await joined.host.handlers['alerts.change']({
      settings,
      secrets: { mailPassword: new Secret(PASSWORD) },
    });
    expect(world.secrets.secrets.get(MAIL_PASSWORD)).toBe(PASSWORD);
    takeAway(world);
    await sync(own);
    await eventually(() => expect(own.problems).toMatchObject([{ problem: { code: 'mail.auth-failed' } }]));
    const view = await joined.host.handlers['alerts.get']();
    expect(view).toMatchObject({
      settings,
      secrets: { mailPassword: { state: 'kept' } },
      outbox: { waiting: 1 },
    });
    const told = JSON.stringify([view, own.events, joined.events, own.problems, filesBelow(world.pair.home)]);
    for (const form of [PASSWORD, Buffer.from(PASSWORD).toString('base64')]) expect(told).not.toContain(form);
    isRefused = false;
    // Saved once more as it is: the password stays, and what waits is tried at once.
    await joined.host.handlers['alerts.change']({ settings });
    await eventually(() => mail.taken.length > 0);
    await expect(
      joined.host.handlers['alerts.change']({
        settings: { ...settings, mail: { ...settings.mail, host: '127.0.0.1' } as AlertSettings['mail'] },
      }),
    ).rejects.toMatchObject({ problem: { code: 'alert.no-secret' } });
  });

  const neverAsked = {
    get: () => Promise.reject(new Error('asked')),
    set: () => Promise.reject(new Error('asked')),
    delete: () => Promise.reject(new Error('asked')),
  };
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'latin1'));
}
