import { expect, it } from 'vitest';
import { Random } from '../../bench/random.ts';
import { IS_LONG } from '../../helpers/long.ts';
import { describeInLab } from '../describe-in-lab.ts';
import { engineLabForSuite } from './engine-lab.ts';
import { killAtRandom } from './kills.ts';

/** `WARMSPARE_KILLS=200 WARMSPARE_SEED=7 npm test -- kills` makes more, or the same again; so does `npm run soak -- kills`. */
const KILLS = Number(process.env['WARMSPARE_KILLS'] ?? (IS_LONG ? 50 : 16));
const SEED = Number(process.env['WARMSPARE_SEED'] ?? Date.now() % 1_000_000);
const KILLS_A_TEST = Math.min(25, KILLS);

describeInLab(`kill -9 at random moments (seed ${SEED})`, () => {
  const lab = engineLabForSuite();
  const tests = Array.from({ length: Math.ceil(KILLS / KILLS_A_TEST) }, (_, index) => index + 1);

  it.each(tests)(
    `of rsync, ssh, the engine and sshd's sessions loses nothing (${KILLS_A_TEST} of them: %i)`,
    { timeout: 600_000 },
    async (number) => {
      // Two pairs side by side: one waits while the other works.
      const seeds = [0, 1].map((side) => SEED * 1000 + number * 2 + side);
      const calm = { runs: 0 };
      const tallies = await Promise.all(
        seeds.map((seed) =>
          killAtRandom(lab(), { kills: Math.ceil(KILLS_A_TEST / 2), random: new Random(seed), calm }),
        ),
      );
      console.log(`seed ${SEED}, ${number}: ${JSON.stringify(tallies)}`);
      expect(tallies.reduce((sum, { hits }) => sum + hits, 0)).toBeGreaterThanOrEqual(KILLS_A_TEST);
    },
  );
});
