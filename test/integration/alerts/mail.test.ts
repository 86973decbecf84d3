import type { SMTPServerOptions } from 'smtp-server';
import { beforeAll, describe, expect, it } from 'vitest';
import { sendMail, type OutgoingMail } from '../../../engine/alerts/mail.ts';
import { MAIL_PASSWORD, MailSettings } from '../../../engine/model/alert-settings.ts';
import { EngineError, type Problem } from '../../../engine/model/problem.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { makeCertificate, type Certificate } from './certificates.ts';
import { reply, startMailServer, startMuteServer } from './mail-server.ts';
import { closedPort } from '../../helpers/closed-port.ts';
import { testPorts, type TestPorts } from './ports.ts';

const PASSWORD = 'correct horse battery';
let good: Certificate;
let other: Certificate;

beforeAll(async () => {
  good = await makeCertificate('DNS:localhost', 'IP:127.0.0.1');
  other = await makeCertificate('DNS:mail.example');
});

const MAIL: OutgoingMail = {
  id: 'id-1',
  to: ['anna@example.com', 'bert@example.com'],
  words: { subject: 'Büro: 26 hours of work would be lost', text: 'Do this.\n', html: '<p>Do this.</p>\n' },
  at: Date.parse('2026-11-23T12:00:00.000Z'),
};

function settings(port: number, fields: Partial<MailSettings> = {}): MailSettings {
  return MailSettings.parse({
    host: 'localhost',
    port,
    tls: 'starttls',
    from: 'spare@example.com',
    to: [...MAIL.to],
    ...fields,
  });
}

const SIGNED_IN = { user: 'anna', password: MAIL_PASSWORD };

async function ports(fields: Partial<TestPorts> = {}): Promise<TestPorts> {
  const made = testPorts({ mailCertificates: `${good.cert}${other.cert}`, ...fields });
  await made.secrets.set(MAIL_PASSWORD, PASSWORD);
  return made;
}

/** Why it was not sent; nothing of it may tell the password. */
async function problemOf(sending: Promise<unknown>): Promise<Problem> {
  const error = await sending.then(
    () => new Error('it was sent'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof EngineError)) throw error;
  const all = `${JSON.stringify(error.problem)} ${explainProblem(error.problem).message} ${String(error.stack)}`;
  expect(all).not.toContain(PASSWORD);
  expect(all).not.toContain(Buffer.from(PASSWORD).toString('base64'));
  return error.problem;
}

describe('a mail', () => {
  it('goes through STARTTLS after signing in, in plain text and HTML', async () => {
    const users: unknown[] = [];
    const server = await startMailServer({
      ...good,
      authOptional: false,
      onAuth: ({ username, password }, { secure }, done) => {
        users.push([username, password, secure]);
        done(null, { user: username });
      },
    });
    expect(await sendMail(settings(server.port, SIGNED_IN), MAIL, await ports())).toBeUndefined();
    expect(users).toEqual([['anna', PASSWORD, true]]);
    const [{ to, raw } = { to: [], raw: '' }] = server.taken;
    expect(to).toEqual(['anna@example.com', 'bert@example.com']);
    for (const part of [
      'From: Warmspare <spare@example.com>\r\n',
      'Message-ID: <id-1@warmspare.invalid>\r\n',
      'Date: Mon, 23 Nov 2026 12:00:00 +0000\r\n',
      'Auto-Submitted: auto-generated\r\n',
      'Subject: =?UTF-8?Q?B=C3=BCro',
      'Content-Type: text/plain; charset=utf-8\r\n',
      'Content-Type: text/html; charset=utf-8\r\n',
    ])
      expect(raw).toContain(part);
  });

  it('goes through TLS from the first byte, and without TLS where that was chosen', async () => {
    const secure = await startMailServer({ ...good, secure: true });
    const plain = await startMailServer({ hideSTARTTLS: true });
    await sendMail(settings(secure.port, { tls: 'implicit' }), MAIL, await ports());
    await sendMail(settings(plain.port, { tls: 'none' }), MAIL, await ports());
    expect([secure.taken.length, plain.taken.length]).toEqual([1, 1]);
  });

  it('is not sent where the server offers no TLS, or where TLS is not spoken', async () => {
    const plain = await startMailServer({ disabledCommands: ['STARTTLS'] });
    const problems = [
      await problemOf(sendMail(settings(plain.port), MAIL, await ports())),
      await problemOf(sendMail(settings(plain.port, { tls: 'implicit' }), MAIL, await ports())),
    ];
    expect(problems.map(({ code, retry }) => [code, retry])).toEqual([
      ['mail.no-tls', 'person'],
      ['mail.no-tls', 'person'],
    ]);
    expect(plain.taken).toEqual([]);
  });

  it.each(['starttls', 'implicit'] as const)(
    'is not sent to a certificate of nobody’s or for another name (%s)',
    async (tls) => {
      const asked: string[] = [];
      const onAuth = (
        _auth: unknown,
        _session: unknown,
        done: (error: null, reply: object) => void,
      ): void => {
        asked.push('password');
        done(null, { user: 'anna' });
      };
      const stranger = await makeCertificate('DNS:localhost');
      const codes: unknown[] = [];
      for (const certificate of [stranger, other]) {
        const server = await startMailServer({ ...certificate, secure: tls === 'implicit', onAuth });
        const problem = await problemOf(
          sendMail(settings(server.port, { tls, ...SIGNED_IN }), MAIL, await ports()),
        );
        codes.push([
          problem.code,
          problem.retry,
          problem.details.endpoint === `localhost:${String(server.port)}`,
        ]);
      }
      expect([codes, asked]).toEqual([
        [
          ['mail.certificate', 'person', true],
          ['mail.certificate', 'person', true],
        ],
        [],
      ]);
    },
  );

  it('waits for a server that asks to come again, whichever command it says it to', async () => {
    const greylisted = reply(450, '4.2.0 Greylisted, come again');
    const onAuth: SMTPServerOptions['onAuth'] = (_auth, _session, done) => done(null, { user: 'anna' });
    const refusing = [
      await startMailServer({ ...good, onAuth, onMailFrom: (_from, _session, done) => done(greylisted) }),
      await startMailServer({ ...good, onAuth, onRcptTo: (_to, _session, done) => done(greylisted) }),
      await startMailServer({ ...good, onAuth: (_auth, _session, done) => done(reply(454, 'Not now')) }),
    ];
    const problems = [];
    for (const { port } of refusing)
      problems.push(await problemOf(sendMail(settings(port, SIGNED_IN), MAIL, await ports())));
    expect(problems.map(({ code, retry, details }) => [code, retry, details.exitCode])).toEqual([
      ['mail.deferred', 'transient', 450],
      ['mail.deferred', 'transient', 450],
      ['mail.deferred', 'transient', 454],
    ]);
  });

  it('names a refused sign-in, and hides a password that the server repeats', async () => {
    const server = await startMailServer({
      ...good,
      onAuth: ({ password }, _session, done) =>
        done(reply(535, `5.7.8 no: ${String(password)} ${Buffer.from(String(password)).toString('base64')}`)),
    });
    const problem = await problemOf(sendMail(settings(server.port, SIGNED_IN), MAIL, await ports()));
    expect(problem).toEqual({
      code: 'mail.auth-failed',
      retry: 'person',
      details: {
        endpoint: `localhost:${String(server.port)}`,
        exitCode: 535,
        text: '535 5.7.8 no: [secret] [secret]',
      },
    });
  });

  it('is not sent without signing in where the server asks for nobody', async () => {
    const server = await startMailServer({ ...good, disabledCommands: ['AUTH'] });
    const { code } = await problemOf(sendMail(settings(server.port, SIGNED_IN), MAIL, await ports()));
    expect([code, server.taken]).toEqual(['mail.auth-failed', []]);
  });

  it('says which receiver was refused, and that others have it', async () => {
    const server = await startMailServer({
      ...good,
      onRcptTo: ({ address }, _session, done) =>
        done(address === 'bert@example.com' ? reply(550, '5.1.1 No such user') : null),
    });
    const left = await sendMail(settings(server.port), MAIL, await ports());
    const all = await problemOf(
      sendMail(settings(server.port), { ...MAIL, to: ['bert@example.com'] }, await ports()),
    );
    const problem = {
      code: 'mail.recipient-refused',
      retry: 'person',
      details: {
        endpoint: `localhost:${String(server.port)}`,
        exitCode: 550,
        text: '550 5.1.1 No such user',
        found: 'bert@example.com',
      },
    };
    expect([left, all]).toEqual([{ to: ['bert@example.com'], problem }, problem]);
    expect(server.taken.map(({ to }) => to)).toEqual([['anna@example.com']]);
  });

  it('names a refused mail', async () => {
    const server = await startMailServer({
      ...good,
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => done(reply(554, '5.7.1 Spam')));
      },
    });
    const { code, retry } = await problemOf(sendMail(settings(server.port), MAIL, await ports()));
    expect([code, retry]).toEqual(['mail.refused', 'person']);
  });

  it('gives up a server that says nothing, or not enough, and one that is not there', async () => {
    const silent = await startMuteServer();
    const slow = await startMuteServer('220 mail.example ESMTP\r\n');
    const closed = await closedPort();
    const problems = [];
    for (const port of [silent, slow, closed])
      problems.push(
        await problemOf(
          sendMail(settings(port), MAIL, await ports({ timeoutMs: port === closed ? 20_000 : 300 })),
        ),
      );
    problems.push(
      await problemOf(sendMail(settings(25, { host: 'no-such-host.invalid' }), MAIL, await ports())),
    );
    expect(problems.map(({ code, retry }) => [code, retry])).toEqual([
      ['mail.timeout', 'transient'],
      ['mail.timeout', 'transient'],
      ['mail.unreachable', 'transient'],
      ['mail.unreachable', 'transient'],
    ]);
  });

  it('is not sent when the keyring is locked or holds no password', async () => {
    const server = await startMailServer({ ...good });
    const [locked, empty] = [await ports(), await ports()];
    locked.secrets.failWith('keyring.locked');
    await empty.secrets.delete(MAIL_PASSWORD);
    const codes = [];
    for (const each of [locked, empty])
      codes.push((await problemOf(sendMail(settings(server.port, SIGNED_IN), MAIL, each))).code);
    expect([codes, server.taken]).toEqual([['keyring.locked', 'alert.no-secret'], []]);
  });
});
