import { expect, it } from 'vitest';
import type { RunRecord } from '../../../engine/model/run.ts';
import { openHistory } from '../../../engine/store/history.ts';
import { aFinishedRun, NOW, OTHER_PAIR, PORTS, runIdAt } from './run-builder.ts';
import { tempHome } from './temp-home.ts';

const HOUR = 60;
/** Minutes from the last full hour to now. */
const PAST_HOUR = Math.floor((NOW % 3_600_000) / 60_000);

/** A run that brought over what had just changed, so many minutes ago. */
function passing(minutes: number, fields: Partial<RunRecord> = {}): RunRecord {
  return aFinishedRun({ outcome: 'succeeded', scope: { kind: 'changed', paths: 1 }, ...fields }, minutes);
}

it('of runs that follow changes keeps the last hour, and then one an hour; all that did not go well, and all others', async () => {
  const home = await tempHome();
  const history = openHistory(home, PORTS);
  // In the middle of full hours, five and six hours ago.
  const [fifth, sixth] = [PAST_HOUR + 5 * HOUR - 30, PAST_HOUR + 6 * HOUR - 30];
  const kept = [
    passing(1),
    passing(2),
    passing(fifth),
    passing(sixth),
    passing(fifth + 3, { outcome: 'partial' }),
    passing(fifth + 4, { pairId: OTHER_PAIR }),
    aFinishedRun({ outcome: 'succeeded', scope: { kind: 'whole', why: 'asked', misses: 0 } }, fifth + 5),
    aFinishedRun({ outcome: 'succeeded' }, fifth + 6),
  ];
  const gone = [passing(fifth + 1), passing(fifth + 2), passing(sixth + 1)];
  for (const record of [...kept, ...gone]) await history.begin(record).finish(record);
  const report = await openHistory(home, PORTS).rotate({ maxAgeDays: 1e6, maxBytes: 1e12 });
  expect([...report.removedRuns].sort()).toEqual(
    [fifth + 1, fifth + 2, sixth + 1].map((minutes) => runIdAt(minutes)).sort(),
  );
  expect(report.failures).toBe(0);
  const left = (await openHistory(home, PORTS).list()).map(({ id }) => id);
  expect([...left].sort()).toEqual(kept.map(({ id }) => id).sort());
});
