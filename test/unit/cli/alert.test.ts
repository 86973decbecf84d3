import { describe, expect, it } from 'vitest';
import { aMail } from '../../fakes/alert-builders.ts';
import {
  DEFAULT_LIMITS,
  NO_ALERT_SETTINGS,
  WEBHOOK_SECRET,
  type AlertSettings,
} from '../../../engine/model/alert-settings.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { fakeAlerts } from '../../fakes/fake-alerts.ts';
import { aWorld } from '../../fakes/fake-engine.ts';
import { aPair, aStatus, cli, jsonLines } from './cli-harness.ts';

const MAIL = ['alert', 'mail', '--host', 'mail.example.com', '--from', 'spare@example.com'];
const TO = ['--to', 'anna@example.com', '--to', 'bert@example.com'];
const UNREACHABLE = EngineError.of(
  'mail.unreachable',
  { endpoint: 'mail.example.com:587' },
  'transient',
).problem;
const TROUBLE = {
  waiting: 2,
  trouble: {
    mail: {
      problem: UNREACHABLE,
      since: '2026-11-23T03:04:00.000Z',
      tries: 3,
      nextTryAt: '2026-11-23T09:20:00.000Z',
    },
  },
  storage: undefined,
};

describe('alert mail', () => {
  it('stores the server, and the password that comes from a pipe', async () => {
    const alerts = fakeAlerts();
    const argv = [...MAIL, ...TO, '--user', 'anna', '--password-stdin', '--json'];
    const ran = await cli(argv, { alerts, typed: 'hunter 2 \n' });
    const mail = aMail({ from: 'spare@example.com', to: ['anna@example.com', 'bert@example.com'] });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(jsonLines(ran.stdout)).toEqual([
      { type: 'alerts.changed', settings: { ...NO_ALERT_SETTINGS, mail } },
    ]);
    expect(alerts.world.entered).toEqual({ mailPassword: 'hunter 2 ' });
  });

  it('asks a person for the password, and shows nothing of it', async () => {
    const alerts = fakeAlerts();
    const ran = await cli([...MAIL, ...TO, '--user', 'anna', '--tls', 'implicit'], {
      alerts,
      terminal: true,
      typed: 'hunter2\n',
    });
    expect([ran.status, ran.stderr.trim()]).toEqual([0, 'The mail password of anna:']);
    expect(ran.stdout).not.toContain('hunter2');
    expect(alerts.world.settings.mail).toMatchObject({ port: 465, tls: 'implicit' });
    expect(alerts.world.entered).toEqual({ mailPassword: 'hunter2' });
  });

  it('is turned off, and leaves the rest', async () => {
    const digest = { weekday: 1, hour: 8, minute: 0 };
    const alerts = fakeAlerts({ settings: { ...NO_ALERT_SETTINGS, digest } });
    await cli([...MAIL, ...TO], { alerts });
    expect(alerts.world.settings.mail).toBeDefined();
    expect((await cli(['alert', 'mail', '--off'], { alerts })).status).toBe(0);
    expect(alerts.world.settings).toEqual({ ...NO_ALERT_SETTINGS, digest });
  });

  it.each([
    [['alert', 'mail', '--to', 'a@example.com'], 'a mail needs --host and --from, or give --off'],
    [[...MAIL, '--to', 'nobody'], '--to is "nobody", and must be an address such as anna@example.com'],
    [[...MAIL, ...TO, '--port', '0'], 'a port from 1 to 65535'],
    [[...MAIL, ...TO, '--user', 'anna'], 'give the mail password of anna with --password-stdin'],
    [[...MAIL, ...TO, '--password-stdin'], '--password-stdin is given, but no --user'],
    [
      [...MAIL, ...TO, '--tls', 'none', '--user', 'anna', '--password-stdin'],
      'no user without TLS: the password would be readable',
    ],
    [[...MAIL, '--off'], "option '--off' cannot be used with option '--host <name>'"],
  ])('says what is wrong with %j', async (argv, words) => {
    const alerts = fakeAlerts();
    const ran = await cli(argv, { alerts, typed: 'x\n' });
    expect([ran.status, ran.stdout, alerts.world.settings]).toEqual([2, '', NO_ALERT_SETTINGS]);
    expect(ran.stderr.replaceAll('\n', ' ')).toContain(words);
  });
});

describe('alert webhook', () => {
  it('stores an address and a secret, and names no more than the site', async () => {
    const alerts = fakeAlerts();
    const url = 'https://example.com/hidden-path';
    const argv = ['alert', 'webhook', url, '--secret-header', 'Authorization', '--secret-stdin'];
    const ran = await cli(argv, { alerts, typed: 'Bearer x\n' });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toContain('https://example.com.');
    expect(ran.stdout).not.toContain('hidden-path');
    expect(alerts.world).toMatchObject({
      settings: {
        webhook: { url, form: 'json', secretHeader: { name: 'Authorization', value: WEBHOOK_SECRET } },
      },
      entered: { webhookSecret: 'Bearer x' },
    });
    await cli(['alert', 'webhook', '--off'], { alerts });
    expect(alerts.world.settings).toEqual(NO_ALERT_SETTINGS);
  });

  it.each([
    [['alert', 'webhook'], 'which address? Give one, or --off'],
    [['alert', 'webhook', 'ftp://x'], 'the address is "ftp://x", and must be an address such as'],
    [['alert', 'webhook', 'https://ntfy.sh/', '--form', 'ntfy'], 'the address of a topic'],
    [['alert', 'webhook', 'https://x.example', '--off'], 'cannot be given together'],
    [['alert', 'webhook', 'https://x.example', '--secret-stdin'], 'no --secret-header to send it in'],
    [['alert', 'webhook', 'http://x.example', '--secret-header', 'X-A'], 'https, since the secret would be'],
  ])('says what is wrong with %j', async (argv, words) => {
    const ran = await cli(argv, { typed: 'x\n' });
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(words);
  });
});

describe('alert dead-man', () => {
  it('keeps one check for all pairs and one for each', async () => {
    const alerts = fakeAlerts();
    const world = aWorld({ pairs: [aPair()] });
    const set = (...argv: string[]) => cli(['alert', 'dead-man', ...argv], { alerts, world });
    await set('https://hc-ping.com/1');
    await set('https://hc-ping.com/2', '--pair', 'office');
    await set('https://hc-ping.com/3');
    const office = { url: 'https://hc-ping.com/2', pairId: aPair().id };
    expect(alerts.world.settings.deadMan).toEqual([office, { url: 'https://hc-ping.com/3' }]);
    await set('--off', '--pair', 'office');
    expect(alerts.world.settings.deadMan).toEqual([{ url: 'https://hc-ping.com/3' }]);
    await set('https://hc-ping.com/2', '--pair', 'office');
    await set('--off');
    expect(alerts.world.settings.deadMan).toEqual([]);
    expect(await set('https://hc-ping.com/2', '--pair', 'ofice')).toMatchObject({ status: 2 });
  });
});

describe('alert limits and alert digest', () => {
  it('change what is named', async () => {
    const alerts = fakeAlerts();
    const set = (...argv: string[]) => cli(['alert', ...argv], { alerts });
    await set(
      'limits',
      '--silence',
      '2d',
      '--unreachable',
      '90m',
      '--disk',
      '1.5TB',
      '--disk-percent',
      '7.5%',
    );
    expect(alerts.world.settings.limits).toEqual({
      silenceAfterMs: 2 * 24 * 3_600_000,
      unreachableAfterMs: 90 * 60_000,
      diskBytes: 1.5e12,
      diskPercent: 7.5,
    });
    await set('limits', '--silence', 'pair', '--disk', '20GB');
    expect(alerts.world.settings.limits).toEqual({
      unreachableAfterMs: 90 * 60_000,
      diskBytes: 20e9,
      diskPercent: 7.5,
    });
    const ran = await set('limits', '--default');
    expect(alerts.world.settings.limits).toEqual(DEFAULT_LIMITS);
    expect(ran.stdout).toContain('a machine that is not reached for 6 h');
    await set('digest', 'Monday 8:00');
    expect(alerts.world.settings.digest).toEqual({ weekday: 1, hour: 8, minute: 0 });
    await set('digest', '--off');
    expect(alerts.world.settings.digest).toBeUndefined();
  });

  it.each([
    [['limits'], 'nothing is to be changed'],
    [['limits', '--silence', '0m'], 'a minute or longer'],
    [['limits', '--unreachable', '6'], 'minutes, hours or days'],
    [['limits', '--disk', '20G'], 'an amount such as'],
    [['limits', '--disk-percent', '101'], 'a share from 0% to 100%'],
    [['digest', '08:00'], 'is no time of a week'],
    [['digest', 'mon 24:00'], 'is no time of a week'],
    [['digest'], 'when?'],
  ])('say what is wrong with %j', async (argv, words) => {
    const ran = await cli(['alert', ...argv]);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
    expect(ran.stderr).toContain(words);
  });
});

describe('alert test', () => {
  it.each([
    [[], 'all'],
    [['--mail'], 'mail'],
    [['--webhook'], 'webhook'],
    [['--mail', '--webhook'], 'all'],
  ])('with %j goes to %s', async (options, channel) => {
    const alerts = fakeAlerts({ tested: [{ channel: 'mail', problem: undefined }] });
    const ran = await cli(['alert', 'test', ...options], { alerts });
    expect([ran.status, ran.stdout, alerts.world.tests]).toEqual([
      0,
      'Mail: sent. See whether it arrives.\n',
      [channel],
    ]);
  });

  it('says what each answered, and fails with it', async () => {
    const failed = { channel: 'mail', problem: UNREACHABLE } as const;
    const sent = { channel: 'webhook', problem: undefined } as const;
    const part = await cli(['alert', 'test', '--json'], { alerts: fakeAlerts({ tested: [failed, sent] }) });
    expect([part.status, jsonLines(part.stdout)]).toEqual([
      3,
      [{ type: 'alerts.tested', channels: [failed, { ...sent, problem: null }] }],
    ]);
    const none = await cli(['alert', 'test'], { alerts: fakeAlerts({ tested: [failed] }) });
    expect(none.status).toBe(1);
    expect(none.stdout).toMatch(/^Mail: .*mail\.example\.com:587/);
  });
});

const SETTINGS: AlertSettings = {
  ...NO_ALERT_SETTINGS,
  mail: aMail({ from: 'spare@example.com', to: ['anna@example.com'] }),
  webhook: {
    url: 'https://ntfy.sh/hidden-topic',
    form: 'ntfy',
    secretHeader: { name: 'Authorization', value: WEBHOOK_SECRET },
  },
  deadMan: [{ url: 'https://hc-ping.com/hidden-uuid', pairId: aPair().id }],
  digest: { weekday: 7, hour: 8, minute: 5 },
};

describe('alert show', () => {
  it('shows where alerts go, and what waits and why; of addresses the site alone', async () => {
    const alerts = fakeAlerts({ settings: SETTINGS, outbox: TROUBLE });
    const ran = await cli(['alert', 'show'], { alerts, world: aWorld({ pairs: [aPair()] }) });
    expect(ran.status).toBe(0);
    for (const words of [
      'Mail     to anna@example.com',
      'from spare@example.com through mail.example.com:587, STARTTLS',
      'as anna; the password is in the keyring',
      'https://ntfy.sh/…, as ntfy',
      'with the header Authorization; its value is not in the keyring any more: enter it again',
      'https://hc-ping.com/… of office',
      'every sun 08:05',
      'Waiting  2 messages',
      'Mail, since 03:04, tried again at 09:20: ',
    ])
      expect(ran.stdout).toContain(words);
    expect(ran.stdout).not.toContain('hidden');
  });

  it('says how to begin, and gives everything as JSON', async () => {
    expect((await cli(['alert', 'show'])).stdout).toContain('Set it up with: warmspare alert mail --help');
    const alerts = fakeAlerts({ settings: SETTINGS, outbox: TROUBLE });
    const { stdout } = await cli(['alert', 'show', '--json'], { alerts });
    expect(jsonLines(stdout)).toMatchObject([
      { type: 'alerts', settings: SETTINGS, outbox: { waiting: 2 }, deadMan: null },
    ]);
  });
});

describe('status', () => {
  const world = aWorld({ pairs: [aPair()], statuses: [aStatus()] });

  it('says in one line that alerts cannot be sent, and nothing while they can', async () => {
    const well = await cli(['status'], { world });
    const ill = await cli(['status'], { world, alerts: fakeAlerts({ outbox: TROUBLE }) });
    const line = ill.stdout.slice(well.stdout.length);
    expect(ill.stdout.startsWith(well.stdout)).toBe(true);
    expect(line.trim().split('\n')).toEqual([
      expect.stringMatching(/^2 alerts cannot be sent: .*alert show$/),
    ]);
    const waiting = { ...TROUBLE, trouble: {} };
    const onItsWay = await cli(['status'], { world, alerts: fakeAlerts({ outbox: waiting }) });
    expect(onItsWay.stdout).toBe(well.stdout);
  });

  it('shows the pairs although what waits cannot be read', async () => {
    const outbox = EngineError.of('config.unreadable', { path: '/nowhere/alert-outbox.json', text: 'torn' });
    const ran = await cli(['status'], { world, alerts: fakeAlerts({ outbox }) });
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toMatch(/Alerts cannot be sent: .*alert-outbox\.json/);
  });
});
