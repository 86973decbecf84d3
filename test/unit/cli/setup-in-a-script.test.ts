import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../engine/api/engine.ts';
import type { SetupOptions } from '../../../engine/api/setup.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import { aWorld, type FakeWorld } from '../../fakes/fake-engine.ts';
import { aPair, cli } from './cli-harness.ts';

const STDIN = ['setup', 'office', '--password-stdin'];
const ENDPOINT = 'ssh://root@spare.local';

function worldThat(work: (options: SetupOptions) => Promise<void>): FakeWorld {
  return aWorld({
    pairs: [aPair()],
    setup: async (pair, options) => {
      await work(options);
      return { pair, keys: [], already: false };
    },
  });
}

describe('setup in a script', () => {
  it('hands out the lines of standard input as they are needed, on both machines', async () => {
    const given: unknown[] = [];
    const last = EngineError.of('sudo.wrong-password').problem;
    const world = worldThat(async ({ questions }) => {
      for (const side of ['standby', 'primary'] as const) {
        const answer = await questions.signIn({ side, endpoint: ENDPOINT, user: 'anna' });
        const ofSudo = await questions.sudoPassword({ endpoint: ENDPOINT, user: 'anna', last });
        given.push(answer?.kind === 'password' && answer.password.reveal(), ofSudo?.reveal());
      }
    });
    await cli(STDIN, { world, typed: 'standby\nits sudo\nprimary\nsudo there\n' });
    expect(given).toEqual(['standby', 'its sudo', 'primary', 'sudo there']);
  });

  it('gives who waits for a pasted line in vain one hint', async () => {
    const world = worldThat(({ onEvent }) => {
      for (let tries = 1; tries < 20; tries++) onEvent?.({ type: 'setup.waiting', tries });
      return Promise.resolve();
    });
    const { stdout } = await cli(['setup', 'office', '--by-hand'], { world });
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^Not let in so far\. .*PermitRootLogin prohibit-password/) as string,
      expect.stringMatching(/^Set up\./) as string,
      '',
    ]);
  });

  it('does not send a person on to a sync that would not start', async () => {
    const problem = EngineError.of('endpoint.refused', { side: 'primary' }).problem;
    const report: CheckReport = {
      pair: aPair(),
      primary: { state: 'failed', problem },
      standby: { state: 'failed', problem },
      refusals: [],
      losses: [],
      notices: [],
    };
    const world = worldThat(({ onEvent }) =>
      Promise.resolve(onEvent?.({ type: 'setup.done', step: 'look', report })),
    );
    const { stdout } = await cli(STDIN, { world, typed: 'p\n' });
    expect(stdout).toMatch(
      /\n\nSet up\. Next: put right what is said above, and look again with: warmspare check office\n$/,
    );
  });
});
