import { expect, it } from 'vitest';
import { measureRecovery } from '../../../engine/plan/recovery.ts';
import {
  agePeaks,
  ageSeries,
  highestAge,
  runSeries,
  syncsOf,
} from '../../../renderer/state/recovery-series.ts';
import { nightRun, officePair } from '../../pages/worlds/office.ts';
import { WORLD_NOW } from '../../pages/worlds/world.ts';

const PAIR = officePair();
const NIGHTS = [0, 2, 3].map((night) => nightRun(PAIR, night));
const VERIFY = nightRun(PAIR, 1, { mode: 'verify', recoveryPoint: undefined });
const HISTORY = measureRecovery(PAIR, [...NIGHTS, VERIFY], WORLD_NOW, 4 * 86_400_000);

it('finds each peak before a new copy, and the age of now', () => {
  const hours = agePeaks(HISTORY).map(({ ageMs }) => Math.round(ageMs / 360_000) / 10);
  expect(hours).toEqual([24, 48, 6.2]);
});

it('finds the highest peak, and none where there never was a copy', () => {
  const highest = highestAge(HISTORY);
  expect([highest?.at, Math.round((highest?.ageMs ?? 0) / 3_600_000)]).toEqual([
    '2026-11-26T03:04:41.000Z',
    48,
  ]);
  expect(highestAge({ ages: [] })).toBeUndefined();
});

it('draws what it was told, in seconds and hours', () => {
  const ages = [
    { at: '1970-01-01T00:00:10.000Z', ageMs: 3_600_000 },
    { at: '1970-01-01T00:00:10.000Z', ageMs: 0 },
  ];
  expect(ageSeries({ ages })).toEqual({ at: [10, 10], hours: [1, 0] });
});

it('tells syncs that succeeded from the others, and leaves out what copies nothing', () => {
  const syncs = syncsOf(HISTORY);
  expect(syncs.map(({ mode }) => mode)).toEqual(['sync', 'sync', 'sync']);
  const [first, ...others] = syncs;
  const failed = [{ ...first!, outcome: 'failed' as const }, ...others];
  const { good, other } = runSeries(failed, ({ durationMs }) => durationMs / 1_000);
  expect([good, other]).toEqual([
    [null, 29, 41],
    [94, null, null],
  ]);
});
