import { describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../engine/ssh/key-pair.ts';
import { nothing, outcomeOf, PASSWORD } from './sign-in-outcome.ts';
import { answering, prompting, runningId, startOddServer, startRawServer } from './sign-in-server.ts';

const hidden = (prompt: string): { prompt: string; echo: boolean } => ({ prompt, echo: false });

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
