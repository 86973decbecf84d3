import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../engine/model/problem.ts';
import { reach } from '../../../engine/ssh/reach.ts';
import { nothing, outcomeOf } from './sign-in-outcome.ts';
import { startOddServer, startRawServer } from './sign-in-server.ts';

describe('what is no ssh server, or an old one', () => {
  const old = { kex: ['diffie-hellman-group1-sha1' as const] };
  const garbage = Buffer.alloc(5000, 0xa5);
  const cases = [
    [
      'a web server',
      'endpoint.not-ssh',
      () => startRawServer((socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n')),
    ],
    ['garbage', 'endpoint.not-ssh', () => startRawServer((socket) => socket.end(garbage))],
    [
      'garbage after a greeting',
      'endpoint.not-ssh',
      () => startRawServer((socket) => socket.end(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), garbage]))),
    ],
    ['one that hangs up', 'endpoint.refused', () => startRawServer((socket) => socket.end())],
    [
      'one that shuts out too many attempts',
      'sign-in.too-many-attempts',
      () => startRawServer((socket) => socket.end('Not allowed at this time\r\n')),
    ],
    [
      'one that is too busy',
      'endpoint.refused',
      () => startRawServer((socket) => socket.end('Exceeded MaxStartups\r\n')),
    ],
    [
      'protocol 1',
      'endpoint.too-old',
      () => startRawServer((socket) => socket.end('SSH-1.5-OpenSSH_2.9\r\n')),
    ],
    ['an old key exchange', 'endpoint.too-old', () => startOddServer(nothing, { algorithms: old })],
  ] as const;

  it.each(cases)('is told: %s', async (_, code, start) => {
    const endpoint = await start();
    const signInCode = ((await outcomeOf(endpoint)) as string[])[0];
    const reachCode = await reach(endpoint, { timeoutMs: 5000 }).then(nothing, (error: unknown) =>
      error instanceof EngineError ? error.problem.code : error,
    );
    expect([signInCode, reachCode]).toEqual([code, code]);
  });
});

describe('reaching', () => {
  const codeAt = (host: string, port: number, timeoutMs = 5000): Promise<unknown> =>
    reach({ user: 'root', host, port }, { timeoutMs }).catch((error: unknown) =>
      error instanceof EngineError ? error.problem.code : error,
    );

  it('shows addresses, greeting and host keys of what is there', async () => {
    const endpoint = await startOddServer(nothing);
    const reached = await reach(endpoint, { timeoutMs: 5000 });
    expect({ ...reached, hostKeys: reached.hostKeys.map(({ type, pin }) => [type, pin]) }).toEqual({
      addresses: ['127.0.0.1'],
      greeting: expect.stringMatching(/^SSH-2\.0-ssh2js/) as string,
      hostKeys: [['ssh-ed25519', endpoint.hostKey]],
    });
  });

  it('tells a name that nobody has, a closed port and silence', async () => {
    const silent = await startRawServer(nothing);
    expect([
      await codeAt('no-such-name.invalid', 22),
      await codeAt('127.0.0.1', 1),
      await codeAt('127.0.0.1', silent.port, 300),
    ]).toEqual(['endpoint.unknown-name', 'endpoint.refused', 'endpoint.timeout']);
  });
});
