import type { DrillView } from '../../../engine/api/drill.ts';
import { aDrill, aDrillStep } from '../../fakes/drill-builders.ts';
import { ago } from './office.ts';

const TWO_DAYS_MS = 2 * 24 * 3_600_000;

/** Two days ago, and nothing had failed. */
export const DRILLED = aDrill({
  startedAt: ago(TWO_DAYS_MS),
  finishedAt: ago(TWO_DAYS_MS - 48_000),
  steps: [
    aDrillStep({ output: '/Volumes/Users: mounted' }),
    aDrillStep({
      kind: 'read',
      text: '/Volumes/Users',
      output: '1,000 files, 214 MB read whole',
      durationMs: 31_000,
    }),
    aDrillStep({ kind: 'users', output: 'anna, ben' }),
    aDrillStep({ kind: 'database', text: '/Users/shop/orders.db', output: 'ok', durationMs: 4_200 }),
    aDrillStep({
      kind: 'configuration',
      text: 'nginx',
      state: 'skipped',
      output: 'its test opens logs that the copy names',
    }),
  ],
});

/** In the middle of a drill. */
export const DRILLING: DrillView = {
  state: 'running',
  trying: { kind: 'database', text: '/Users/shop/orders.db' },
  steps: DRILLED.steps.slice(0, 3),
  problem: undefined,
};
