import { describe, expect, it } from 'vitest';
import { EngineError, type ProblemCode } from '../../../engine/model/problem.ts';
import { afterChange } from '../../../engine/run/setup/after-change.ts';

/** Fails with these, one try after the other, and is proved then. */
async function proved(...codes: readonly ProblemCode[]): Promise<readonly [string, number, number]> {
  let [tries, slept] = [0, 0];
  const prove = async (): Promise<string> => {
    const code = codes[tries++];
    if (code !== undefined) throw EngineError.of(code);
    return 'the guard answers';
  };
  const sleep = async (ms: number): Promise<void> => void (slept += ms);
  const end = await afterChange(prove, sleep).catch((error: unknown) => (error as EngineError).problem.code);
  return [end, tries, slept];
}

describe('a proof after a change of sshd', () => {
  it('is waited for while sshd begins anew', async () => {
    expect(await proved()).toEqual(['the guard answers', 1, 0]);
    expect(await proved('setup.not-proved', 'endpoint.refused')).toEqual(['the guard answers', 3, 2_000]);
  });

  it('fails as it did last when that goes on', async () => {
    const always = Array.from({ length: 9 }, () => 'setup.not-proved' as const);
    expect(await proved(...always)).toEqual(['setup.not-proved', 6, 5_000]);
  });

  it('is not tried again for what no time mends', async () => {
    expect(await proved('endpoint.host-key-changed')).toEqual(['endpoint.host-key-changed', 1, 0]);
    expect(await proved('run.cancelled')).toEqual(['run.cancelled', 1, 0]);
  });
});
