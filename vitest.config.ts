import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes minutes begins first: at the end, one worker would do it while the other has nothing to do. */
const LONG =
  /\/(kills|guard-fuzz|manual-script|disks-of-a-run|run\/sync|install-keys|demo\/demo|engine\/clone|command-line-ways)\.test\.ts$/;

/** What they expect has a time in it: nothing else runs beside them. */
const TIMED = [
  'test/integration/host/serve.test.ts',
  'test/integration/platform/{local-shell,probe}.test.ts',
  'test/integration/rsync/polled-pipe.test.ts',
  'test/integration/ssh/{host-keys,sign-in}.test.ts',
  'test/integration/store/{large,large-tree}.test.ts',
  'test/lab/engine/{line,noise}.test.ts',
  'test/lab/host/due-runs.test.ts',
  'test/pages/history-tree.test.ts',
];

/** Real processes: a busy machine takes five times as long as one at rest. These end only what hangs. */
const PATIENCE = {
  testTimeout: 600_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 30_000 } },
};

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): number => Number(LONG.test(moduleId));
    return (await super.sort(files)).toSorted((a, b) => isLong(b) - isLong(a));
  }
}

/** bash reads ~/.bashrc where its standard input is a socket, as Node's are, and no shell is above it: whose tests these are must not matter. */
const BELOW_A_SHELL = { SHLVL: '1' };

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          env: BELOW_A_SHELL,
          include: ['test/{unit,architecture,contract}/**/*.test.ts'],
          // They share nothing that one could leave behind for another: a process for each would cost more than most of them do.
          isolate: false,
          // Ends what hangs; on a busy machine property tests and reading every import take longer than the usual 5 s.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'real',
          env: BELOW_A_SHELL,
          include: ['test/{integration,lab,e2e,pages}/**/*.test.ts'],
          exclude: TIMED,
          ...PATIENCE,
          // Real processes, disks and networks: two files at once and after the unit tests, so that a
          // timing in one is not the load of another.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'timed',
          env: BELOW_A_SHELL,
          include: TIMED,
          ...PATIENCE,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
