import { describe, expect, it } from 'vitest';
import { EngineError, type ProblemCode } from '../../../engine/model/problem.ts';
import { waitForKey } from '../../../engine/ssh/sign-in-by-hand.ts';
import { FakeClock } from '../../fakes/fake-clock.ts';

/** Fails so one after the other, and then lets in. */
function lettingInAfter(...codes: readonly (ProblemCode | 'no')[]): () => Promise<boolean> {
  const left = [...codes];
  return () => {
    const code = left.shift();
    if (code === undefined) return Promise.resolve(true);
    return code === 'no' ? Promise.resolve(false) : Promise.reject(EngineError.of(code));
  };
}

describe('waiting for a key', () => {
  it('asks again while nobody has put it there, or the machine is away', async () => {
    const clock = new FakeClock();
    const tryKey = lettingInAfter('endpoint.auth-failed', 'no', 'endpoint.unreachable', 'endpoint.timeout');
    expect([await waitForKey(tryKey, { clock, everyMs: 9_000 }), clock.slept]).toEqual([
      5,
      [9_000, 9_000, 9_000, 9_000],
    ]);
  });

  it('asks no more often by itself than a server forgets a failed attempt', async () => {
    const clock = new FakeClock();
    await waitForKey(lettingInAfter('endpoint.auth-failed'), { clock });
    expect(clock.slept[0]).toBeGreaterThan(5_000);
  });

  it('ends when the server wants more than a key, or none', async () => {
    const waitWith = (methods: string): Promise<number> => {
      const output = `root@spare: Permission denied (${methods}).`;
      const left = [EngineError.of('endpoint.auth-failed', { endpoint: 'ssh://root@spare', output })];
      const tryKey = (): Promise<boolean> => {
        const next = left.pop();
        return next === undefined ? Promise.resolve(true) : Promise.reject(next);
      };
      return waitForKey(tryKey, { clock: new FakeClock() });
    };
    expect(await waitWith('publickey,password')).toBe(2);
    await expect(waitWith('password,keyboard-interactive')).rejects.toMatchObject({
      problem: {
        code: 'setup.sshd-in-the-way',
        details: {
          ...{ endpoint: 'ssh://root@spare', found: 'key-alone' },
          text: 'password,keyboard-interactive',
        },
      },
    });
  });

  it('ends when another machine answers', async () => {
    const tryKey = lettingInAfter('no', 'endpoint.host-key-changed');
    await expect(waitForKey(tryKey, { clock: new FakeClock() })).rejects.toThrow('endpoint.host-key-changed');
  });

  it('ends when it is called off, in a try or between two', async () => {
    const stop = new AbortController();
    const waiting = waitForKey(lettingInAfter('no', 'no', 'no', 'no'), {
      clock: new FakeClock(),
      signal: stop.signal,
      onTry: (tries) => {
        if (tries === 2) stop.abort();
      },
    });
    await expect(waiting).rejects.toThrow('run.cancelled');
  });
});
