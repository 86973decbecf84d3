import { describe, expect, it } from 'vitest';
import type { SshEndpoint } from '../../../engine/model/endpoint.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { Secret } from '../../../engine/model/secret.ts';
import { makeKeyPair } from '../../../engine/ssh/key-pair.ts';
import { reach } from '../../../engine/ssh/reach.ts';
import { signIn, type SignInOptions } from '../../../engine/ssh/sign-in.ts';
import { holds } from '../../lab/setup/leaks.ts';
import { answering, prompting, runningId, startOddServer, startRawServer } from './sign-in-server.ts';

const PASSWORD = 'the one password é';
const hidden = (prompt: string): { prompt: string; echo: boolean } => ({ prompt, echo: false });
const nothing = (): void => undefined;

/** Who got in, or the problem and what it says. */
async function outcomeOf(
  endpoint: SshEndpoint,
  options: SignInOptions = { timeoutMs: 10_000 },
): Promise<unknown> {
  try {
    const signedIn = await signIn(endpoint, { kind: 'password', password: new Secret(PASSWORD) }, options);
    await signedIn.close();
    return signedIn.user;
  } catch (error) {
    expect(holds(error, [PASSWORD])).toBe(false);
    if (!(error instanceof EngineError)) throw error;
    const { text, output } = error.problem.details;
    return [error.problem.code, output ?? text];
  }
}

describe('signing in to an odd server', () => {
  it('answers every prompt for the password, also one that asks twice', async () => {
    const given: string[][] = [];
    const endpoint = await startOddServer((connection) => {
      runningId(connection);
      answering(['keyboard-interactive'], {
        'keyboard-interactive': (context) => {
          if (context.method !== 'keyboard-interactive') return;
          context.prompt([hidden('Password: ')], (first) => {
            context.prompt([hidden('Mot de passe : ')], (second) => {
              given.push(first, second);
              context.accept();
            });
          });
        },
      })(connection);
    });
    expect([await outcomeOf(endpoint), given]).toEqual(['admin', [[PASSWORD], [PASSWORD]]]);
  });

  it.each([
    [[hidden('Verification code: ')]],
    [[hidden('Password & verification code: ')]],
    [[hidden('Password: '), { prompt: 'Passcode or option (1-3): ', echo: true }]],
    [[{ prompt: 'Your mother’s name? ', echo: true }]],
  ])('does not answer a second factor: %j', async (prompts) => {
    const endpoint = await startOddServer(
      answering(['password', 'keyboard-interactive'], { 'keyboard-interactive': prompting(prompts) }),
    );
    expect(await outcomeOf(endpoint)).toEqual(['sign-in.second-factor', prompts.at(-1)?.prompt.trim()]);
  });

  it('tells a second factor that comes after the password', async () => {
    const rounds = prompting([hidden('Password: ')], [hidden('One-time password (OATH) for `admin’: ')]);
    const endpoint = await startOddServer(
      answering(['keyboard-interactive'], { 'keyboard-interactive': rounds }),
    );
    expect(await outcomeOf(endpoint)).toEqual([
      'sign-in.second-factor',
      'One-time password (OATH) for `admin’:',
    ]);
  });

  it('tells a password that is right and not enough', async () => {
    const endpoint = await startOddServer(
      answering(['password'], { password: (context) => context.reject(['publickey'], true) }),
    );
    expect(await outcomeOf(endpoint)).toEqual(['sign-in.second-factor', undefined]);
  });

  it('tells a new password that is asked for', async () => {
    const rounds = prompting([hidden('Password: ')], [hidden('New password: ')]);
    const endpoint = await startOddServer(
      answering(['keyboard-interactive'], { 'keyboard-interactive': rounds }),
    );
    expect(await outcomeOf(endpoint)).toEqual(['sign-in.password-expired', 'New password:']);
  });

  it('falls back to the password method where prompts lead nowhere', async () => {
    const endpoint = await startOddServer((connection) => {
      runningId(connection);
      const methods = ['keyboard-interactive' as const, 'password' as const];
      answering(methods, {
        'keyboard-interactive': (context) => context.reject(methods),
        password: (context) =>
          context.method === 'password' && context.password === PASSWORD
            ? context.accept()
            : context.reject(),
      })(connection);
    });
    expect(await outcomeOf(endpoint)).toBe('admin');
  });

  it('gives up on a server that asks for the password for ever', async () => {
    let asked = 0;
    const endpoint = await startOddServer(
      answering(['keyboard-interactive'], {
        'keyboard-interactive': (context) => {
          if (context.method !== 'keyboard-interactive') return;
          const ask = (): void => {
            asked += 1;
            context.prompt([hidden('Password: ')], ask);
          };
          ask();
        },
      }),
    );
    expect([await outcomeOf(endpoint), asked]).toEqual([['sign-in.wrong-password', undefined], 3]);
  });

  it('gives up on a server that refuses for ever with new offers', async () => {
    let tries = 0;
    const endpoint = await startOddServer((connection) => {
      connection.on('authentication', (context) => {
        tries += 1;
        context.reject(['password', 'keyboard-interactive', 'publickey', 'hostbased']);
      });
    });
    expect([await outcomeOf(endpoint), tries]).toEqual([['sign-in.wrong-password', undefined], 3]);
  });

  it('goes round no longer than it was told with a server that asks nothing for ever', async () => {
    const endpoint = await startOddServer(
      answering(['keyboard-interactive'], {
        'keyboard-interactive': (context) => {
          if (context.method !== 'keyboard-interactive') return;
          const ask = (): void => {
            setTimeout(() => context.prompt([], ask), 5);
          };
          ask();
        },
      }),
    );
    expect(await outcomeOf(endpoint, { timeoutMs: 700 })).toEqual(['endpoint.timeout', 'signing in']);
  });

  it('lets nothing secret out when a server says the password back', async () => {
    const endpoint = await startOddServer(
      answering(['keyboard-interactive'], {
        'keyboard-interactive': (context) => {
          if (context.method !== 'keyboard-interactive') return;
          context.prompt([hidden('Password: ')], ([word = '']) => {
            context.prompt([hidden(`You said ${word}. Token: `)], nothing);
          });
        },
      }),
    );
    expect(await outcomeOf(endpoint)).toEqual(['sign-in.second-factor', 'You said [secret]. Token:']);
  });

  it('sends nothing to a host whose key has changed between two connections', async () => {
    let methods: string[] = [];
    const hostKeys = [makeKeyPair({ comment: 'a' }).privateKey, makeKeyPair({ comment: 'b' }).privateKey];
    const endpoint = await startOddServer(
      (connection) => {
        runningId(connection);
        connection.on('authentication', (context) => {
          methods.push(context.method);
          if (context.method === 'password') context.accept();
          else context.reject(['password']);
        });
      },
      { hostKeys },
    );
    const first = await outcomeOf(endpoint);
    const before = methods;
    methods = [];
    expect([first, before, await outcomeOf(endpoint), methods]).toEqual([
      'admin',
      ['none', 'password'],
      ['endpoint.host-key-changed', undefined],
      [],
    ]);
  });
});

describe('a server that stalls', () => {
  it.each([
    ['before its greeting', 'greeting', () => startRawServer(nothing)],
    ['in its greeting', 'greeting', () => startRawServer((socket) => socket.write('SSH-2.0-Op'))],
    ['after its greeting', 'key exchange', () => startRawServer((socket) => socket.write('SSH-2.0-Op\r\n'))],
    ['before any method', 'signing in', () => startOddServer(answering([], { none: nothing }))],
    ['at the password', 'signing in', () => startOddServer(answering(['password'], { password: nothing }))],
    [
      'at the prompts',
      'signing in',
      () => startOddServer(answering(['keyboard-interactive'], { 'keyboard-interactive': nothing })),
    ],
    [
      'at the first command',
      'first command',
      () =>
        startOddServer((connection) => {
          answering(['password'], { password: (context) => context.accept() })(connection);
          connection.on('session', (accept) => void accept().on('exec', nothing));
        }),
    ],
    [
      'at the first channel',
      'first command',
      () =>
        startOddServer((connection) => {
          answering(['password'], { password: (context) => context.accept() })(connection);
          connection.on('session', nothing);
        }),
    ],
  ])('%s is waited for as long as was said, and it is said where', async (_, stage, start) => {
    const endpoint = await start();
    const started = performance.now();
    expect(await outcomeOf(endpoint, { timeoutMs: 600 })).toEqual(['endpoint.timeout', stage]);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('is left at once when nobody wants to go on', async () => {
    const endpoint = await startOddServer(answering(['password'], { password: nothing }));
    const stop = new AbortController();
    const outcome = outcomeOf(endpoint, { signal: stop.signal, timeoutMs: 20_000 });
    stop.abort();
    expect(await outcome).toEqual(['run.cancelled', undefined]);
  });
});

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
