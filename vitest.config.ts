import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes begins first: at the end, one worker would do it while the other has nothing to do. */
const LONG =
  /\/(kills|guard-fuzz|manual-script|disks-of-a-run|line|run\/sync|command-line-ways|command-line-reach)\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): number => Number(LONG.test(moduleId));
    return (await super.sort(files)).toSorted((a, b) => isLong(b) - isLong(a));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{unit,architecture,contract}/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'real',
          include: ['test/{integration,lab,e2e}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Real processes, disks and networks: two files at once and after the unit tests, so that a
          // timing in one is not the load of another.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
