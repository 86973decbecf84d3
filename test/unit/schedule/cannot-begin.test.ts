import { expect, it } from 'vitest';
import { A, aScheduledPair, DAY_MS, HOUR_MS, MINUTE_MS, World } from './world.ts';

/** 20:00 in Berlin, where 03:00 is 02:00Z. */
const EVENING = '2026-11-23T19:00:00.000Z';

it('tries a run that cannot even begin again, later and later, and takes no due time for answered', async () => {
  const world = new World([aScheduledPair('daily 03:00')], EVENING);
  await world.startHost();
  world.cannotBegin = true;
  await world.clock.pass(7 * HOUR_MS + 30_000);
  expect([world.started, world.waitsFor(), world.nextDueAt()]).toEqual([
    [],
    'cannot-begin',
    '2026-11-24T02:00:00.000Z',
  ]);
  expect(world.scheduler.standing(A)?.state.answers).toEqual([]);
  await world.clock.pass(12 * HOUR_MS);
  // After 1, 3, 7 and 15 minutes, and then every quarter of an hour.
  expect(world.problems.length).toBeGreaterThan(48);
  expect(world.problems.length).toBeLessThan(55);
  world.cannotBegin = false;
  await world.clock.pass(15 * MINUTE_MS);
  expect(world.started).toEqual([
    expect.objectContaining({
      dueAt: '2026-11-24T02:00:00.000Z',
      late: { kind: 'waited', for: 'cannot-begin' },
    }),
  ]);
  expect(world.scheduler.standing(A)?.state.answers).toEqual([
    expect.objectContaining({ kind: 'run', firstDueAt: '2026-11-24T02:00:00.000Z', dueTimes: 1 }),
  ]);
  world.cannotBegin = true;
  await world.clock.pass(DAY_MS);
  expect(world.waitsFor()).toBe('cannot-begin');
  await world.killHost();
  world.cannotBegin = false;
  await world.startHost();
  await world.clock.pass(15_000);
  expect(world.started[1]?.dueAt).toBe('2026-11-25T02:00:00.000Z');
});
