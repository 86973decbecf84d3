import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SetupStep } from '../../../engine/api/setup.ts';
import { describeInLab, labForSuite } from '../describe-in-lab.ts';
import { Newcomer, NO_KEYRING } from './newcomer.ts';

const STEPS: readonly SetupStep[] = ['sign-in', 'key', 'guard', 'install', 'prove', 'config', 'look'];

describe.skipIf(NO_KEYRING !== undefined)(`with a keyring${NO_KEYRING ?? ''}`, () => {
  describeInLab('warmspare setup, killed', () => {
    const lab = labForSuite({ standby: { permitRootLogin: 'yes' } });
    let person: Newcomer;
    beforeAll(async () => {
      person = await Newcomer.create(lab().standby);
      await person.addPair('office', '/Volumes/A');
    });
    afterAll(() => person.close());

    /** Kills the command as soon as it has begun this step. */
    const killAt = async (step: SetupStep, words: readonly string[]): Promise<void> => {
      const input = `${lab().standby.passwords.root}\n`;
      const running = person.start([...words, '--password-stdin', '--json'], { input });
      await running.waitForOutput(new RegExp(`"setup.begun","step":"${step}"`));
      running.kill();
      await person.ended(running);
    };

    it('goes on from wherever it was killed, and leaves one line and one key', async () => {
      for (const step of STEPS) await killAt(step, ['setup', 'office']);
      const done = await person.setUp('office', lab().standby.passwords.root);
      expect([done.status, done.stderr]).toEqual([0, '']);
      expect(person.linesOf('office')).toHaveLength(1);
      const { keys } = JSON.parse((await person.run(['key', 'list', '--json'])).stdout) as {
        keys: unknown[];
      };
      expect(keys).toHaveLength(1);
    });

    it('always leaves a way in when a rotation is killed', async () => {
      for (const step of STEPS) {
        await killAt(step, ['key', 'rotate', 'office']);
        const { status, stdout } = await person.run(['setup', 'office']);
        expect([step, status, stdout]).toEqual([
          step,
          0,
          expect.stringContaining('Nothing was left to do.') as string,
        ]);
      }
      const { status } = await person.run(
        ['key', 'rotate', 'office', '--password-stdin'],
        lab().standby.passwords.root,
      );
      expect([status, person.linesOf('office').length]).toEqual([0, 1]);
    });
  });
});
