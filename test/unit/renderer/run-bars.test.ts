import { expect, it } from 'vitest';
import { runBars } from '../../../renderer/state/run-bars.ts';
import { nightRun, officePair } from '../../pages/worlds/office.ts';
import { WORLD_NOW } from '../../pages/worlds/world.ts';

const CONTEXT = { now: WORLD_NOW, timeZone: 'UTC' };
const PAIR = officePair();

it('draws runs oldest first, by the longest of them, and none too small to be seen', () => {
  const long = nightRun(PAIR, 0, { finishedAt: '2026-11-26T03:14:00.000Z' });
  const short = nightRun(PAIR, 1, { finishedAt: '2026-11-25T03:04:01.000Z', outcome: 'failed' });
  expect(runBars([long, short], CONTEXT)).toEqual([
    { id: short.id, outcome: 'failed', share: 0.14, text: 'Sync, 25 Nov 03:04: failed, 1 s, 180 MB' },
    { id: long.id, outcome: 'succeeded', share: 1, text: 'Sync, 03:04: succeeded, 10 min, 212 MB' },
  ]);
});

it('leaves out a run that goes on, and divides by nothing where all took no time', () => {
  const going = nightRun(PAIR, 0, { state: 'running', finishedAt: undefined, outcome: undefined });
  const instant = nightRun(PAIR, 1, { finishedAt: '2026-11-25T03:04:00.000Z' });
  expect(runBars([going, instant], CONTEXT).map(({ share }) => share)).toEqual([0.14]);
  expect(runBars([], CONTEXT)).toEqual([]);
});
