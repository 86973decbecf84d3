import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sendPings } from '../../../engine/alerts/pings.ts';
import { sendWebhook } from '../../../engine/alerts/webhook.ts';
import { WEBHOOK_SECRET, WebhookSettings } from '../../../engine/model/alert-settings.ts';
import { EngineError, type Problem } from '../../../engine/model/problem.ts';
import { explainProblem } from '../../../engine/text/app/explain.ts';
import { bundleChild } from '../../helpers/bundle-child.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { makeCertificate } from './certificates.ts';
import { startMuteServer } from './mail-server.ts';
import { closedPort } from '../../helpers/closed-port.ts';
import { testPorts, type TestPorts } from './ports.ts';
import { startWebServer } from './web-server.ts';

const TOKEN = 'Bearer tk_verysecret';
const ENTRY = { id: 'id-1', notice: { type: 'test' } } as const;

function settings(url: string, fields: Partial<WebhookSettings> = {}): WebhookSettings {
  return WebhookSettings.parse({ url, form: 'json', ...fields });
}

async function problemOf(sending: Promise<unknown>, path = 'hidden-path'): Promise<Problem> {
  const error = await sending.then(
    () => new Error('it was sent'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof EngineError)) throw error;
  const all = `${JSON.stringify(error.problem)} ${explainProblem(error.problem).message} ${String(error.stack)} ${String(error.cause)}`;
  expect(all).not.toContain(path);
  expect(all).not.toContain(TOKEN);
  return error.problem;
}

async function ports(fields: Partial<TestPorts> = {}): Promise<TestPorts> {
  const made = testPorts(fields);
  await made.secrets.set(WEBHOOK_SECRET, TOKEN);
  return made;
}

describe('a webhook', () => {
  it('is posted as JSON, with the secret in the header that was chosen', async () => {
    const server = await startWebServer((_request, response) => response.end('ok'));
    const secretHeader = { name: 'Authorization', value: WEBHOOK_SECRET };
    await sendWebhook(settings(`${server.url}/hidden-path`, { secretHeader }), ENTRY, await ports());
    const [{ method, path, headers, body } = { method: '', path: '', headers: {}, body: '' }] = server.asked;
    expect([method, path, headers['content-type'], headers.authorization]).toEqual([
      'POST',
      '/hidden-path',
      'application/json',
      TOKEN,
    ]);
    expect(JSON.parse(body)).toMatchObject({ warmspare: 1, id: 'id-1', type: 'test' });
  });

  it('goes to a server whose certificate is known, by the fetch that a host has', async () => {
    const certificate = await makeCertificate('IP:127.0.0.1');
    const server = await startWebServer((_request, response) => response.end('ok'), certificate);
    const folder = tempDir();
    const roots = join(folder, 'roots.pem');
    await writeFile(roots, certificate.cert);
    const outfile = await bundleChild(new URL('children/post-child.ts', import.meta.url), folder);
    const child = fork(outfile, [`${server.url}/x`], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: roots },
      execArgv: [],
    });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(server.asked.map(({ method, path }) => [method, path])).toEqual([['POST', '/x']]);
  });

  it('is not sent to a certificate that nobody knows', async () => {
    const server = await startWebServer(
      (_request, response) => response.end(),
      await makeCertificate('IP:127.0.0.1'),
    );
    const problem = await problemOf(sendWebhook(settings(`${server.url}/hidden-path`), ENTRY, await ports()));
    expect([problem, server.asked]).toEqual([
      {
        code: 'webhook.certificate',
        retry: 'person',
        details: { endpoint: server.url, text: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      },
      [],
    ]);
  });

  it('waits for a server with a fault of its own, and not for one that says no', async () => {
    const statuses = [500, 503, 429, 400, 401, 404];
    const server = await startWebServer((_request, response) => {
      response.writeHead(statuses[server.asked.length - 1] ?? 200);
      response.end(`no ${TOKEN} ${server.url}/hidden-path here.\n${'x'.repeat(9_000_000)}`);
    });
    const secretHeader = { name: 'X-Token', value: WEBHOOK_SECRET };
    const problems: Problem[] = [];
    while (problems.length < statuses.length)
      problems.push(
        await problemOf(
          sendWebhook(settings(`${server.url}/hidden-path`, { secretHeader }), ENTRY, await ports()),
        ),
      );
    expect(problems.map(({ code, retry, details }) => [code, retry, details.exitCode])).toEqual([
      ['webhook.failed', 'transient', 500],
      ['webhook.failed', 'transient', 503],
      ['webhook.failed', 'transient', 429],
      ['webhook.refused', 'person', 400],
      ['webhook.refused', 'person', 401],
      ['webhook.refused', 'person', 404],
    ]);
    expect(problems[0]?.details.text).toEqual(`no [secret] ${server.url} here`);
  });

  it('follows a redirect on the same site that keeps the method, and none to another', async () => {
    const other = await startWebServer((_request, response) => response.end());
    const server = await startWebServer(({ url }, response) => {
      const to: Record<string, readonly [number, string]> = {
        '/a': [307, '/b'],
        '/other': [307, `${other.url}/hidden-path`],
        '/turned': [302, '/b'],
        '/round': [308, '/round'],
        '/odd': [307, 'http://['],
      };
      const [status, location] = to[url ?? ''] ?? [200, undefined];
      response.writeHead(status, location === undefined ? {} : { location }).end();
    });
    await sendWebhook(settings(`${server.url}/a`), ENTRY, await ports());
    expect(server.asked.map(({ method, path }) => [method, path])).toEqual([
      ['POST', '/a'],
      ['POST', '/b'],
    ]);
    const problems = [];
    for (const path of ['/other', '/turned', '/round', '/odd'])
      problems.push(await problemOf(sendWebhook(settings(`${server.url}${path}`), ENTRY, await ports())));
    expect(problems.map(({ code, details }) => [code, details.found])).toEqual([
      ['webhook.redirected', other.url],
      ['webhook.redirected', server.url],
      ['webhook.redirected', server.url],
      ['webhook.redirected', undefined],
    ]);
    expect(other.asked).toEqual([]);
  });

  it('gives up a server that says nothing, never ends, or is not there', async () => {
    const dripping = await startWebServer((_request, response) => {
      response.writeHead(500);
      response.write('x');
    });
    const silent = `http://127.0.0.1:${String(await startMuteServer())}`;
    const closed = `http://127.0.0.1:${String(await closedPort())}`;
    const problems = [];
    for (const url of [silent, closed, dripping.url]) {
      const timeoutMs = { [silent]: 400, [dripping.url]: 5_000 }[url] ?? 20_000;
      problems.push(
        await problemOf(sendWebhook(settings(`${url}/hidden-path`), ENTRY, await ports({ timeoutMs }))),
      );
    }
    expect(problems.map(({ code, retry, details }) => [code, retry, details.endpoint, details.text])).toEqual(
      [
        ['webhook.timeout', 'transient', silent, undefined],
        ['webhook.unreachable', 'transient', closed, 'ECONNREFUSED'],
        ['webhook.failed', 'transient', dripping.url, 'x'],
      ],
    );
  });
});

describe('a dead-man’s check', () => {
  it('is told by GET, again when the server has a fault, and follows a redirect on its site', async () => {
    const server = await startWebServer(({ url }, response) => {
      if (url === '/turned') return response.writeHead(302, { location: '/there' }).end();
      return response.writeHead(url === '/ill' && server.asked.length < 3 ? 500 : 200).end();
    });
    const all = testPorts();
    const first = await sendPings([{ kind: 'start', url: `${server.url}/ill` }], all);
    const second = await sendPings([{ kind: 'success', url: `${server.url}/turned` }], all);
    expect([first, second, all.clock.slept]).toEqual([[], [], [5_000, 30_000]]);
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /ill',
      'GET /ill',
      'GET /ill',
      'GET /turned',
      'GET /there',
    ]);
  });

  it('is given up after three tries, and at once where it says no', async () => {
    const server = await startWebServer(({ url }, response) =>
      response.writeHead(url === '/hidden-path' ? 500 : 404).end(),
    );
    const problems = await sendPings(
      ['/hidden-path', '/gone'].map((path) => ({ kind: 'fail', url: `${server.url}${path}` })),
      testPorts(),
    );
    expect(problems.map(({ code, details }) => [code, details.endpoint])).toEqual([
      ['webhook.failed', server.url],
      ['webhook.refused', server.url],
    ]);
    expect(server.asked.length).toEqual(4);
  });
});
