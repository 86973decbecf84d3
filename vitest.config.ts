import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
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
