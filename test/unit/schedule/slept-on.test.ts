import { expect, it } from 'vitest';
import { A, aScheduledPair, HOUR_MS, MINUTE_MS, World } from './world.ts';

it('says why a run is late that was seen in time, and then slept on before things had settled', async () => {
  const world = new World([aScheduledPair('daily 03:00')], '2026-11-24T00:59:00.000Z');
  await world.startHost();
  await world.wakeAfter(HOUR_MS + MINUTE_MS);
  expect(world.waitsFor()).toBe('settle');
  await world.wakeAfter(50_001);
  await world.clock.pass(10_000);
  expect(world.started).toEqual([
    {
      pairId: A,
      at: '2026-11-24T02:01:00.001Z',
      dueAt: '2026-11-24T02:00:00.000Z',
      late: { kind: 'absent', absence: 'asleep' },
    },
  ]);
});
