import { describe, expect, it } from 'vitest';
import { NO_CONDITIONS } from '../../../engine/model/schedule-conditions.ts';
import type { ScheduledPair } from '../../../engine/plan/schedule/queue.ts';
import { drained } from '../../fakes/event-clock.ts';
import { A, aScheduledPair, B, C, DAY_MS, HOUR_MS, MINUTE_MS, schedule, World } from './world.ts';

/** 20:00 in Berlin, where 03:00 is 02:00Z. */
const EVENING = '2026-11-23T19:00:00.000Z';

async function aWorld(
  pairs: readonly ScheduledPair[] = [aScheduledPair('daily 03:00')],
  start = EVENING,
): Promise<World> {
  const world = new World(pairs, start);
  await world.startHost();
  return world;
}

function times(world: World): string[] {
  return world.started.map(({ at }) => at.slice(0, 19));
}

describe('the scheduler', () => {
  it('starts a run at its due time, to the second, and the next a day later', async () => {
    const world = await aWorld();
    await world.clock.pass(2 * DAY_MS);
    expect(world.started).toEqual([
      { pairId: A, at: '2026-11-24T02:00:00.000Z', dueAt: '2026-11-24T02:00:00.000Z', late: undefined },
      { pairId: A, at: '2026-11-25T02:00:00.000Z', dueAt: '2026-11-25T02:00:00.000Z', late: undefined },
    ]);
  });

  it('looks no more than once a minute, with one timer, while nothing is due', async () => {
    const world = await aWorld();
    await world.clock.pass(MINUTE_MS);
    const before = world.looks;
    await world.clock.pass(HOUR_MS);
    expect(world.looks - before).toBeLessThanOrEqual(60);
    expect(world.clock.sleepers).toBe(1);
    expect(world.problems).toEqual([]);
  });

  it('starts one run within 15 s of a wake, after things have settled, whatever was missed', async () => {
    const world = await aWorld();
    await world.wakeAfter(3.5 * DAY_MS);
    expect(world.waitsFor()).toBe('settle');
    await world.clock.pass(15_000);
    expect(world.started).toEqual([
      {
        pairId: A,
        at: '2026-11-27T07:00:10.000Z',
        dueAt: '2026-11-24T02:00:00.000Z',
        late: { kind: 'absent', absence: 'asleep' },
      },
    ]);
    expect(world.answers.map(({ answer }) => answer)).toEqual([
      expect.objectContaining({ kind: 'run', dueTimes: 4, lastDueAt: '2026-11-27T02:00:00.000Z' }),
    ]);
    await world.clock.pass(DAY_MS);
    expect(times(world)[1]).toBe('2026-11-28T02:00:00');
  });

  it('notices within a minute that it slept when nobody tells, and at once that it was stopped', async () => {
    const slept = await aWorld();
    slept.clock.sleepMachine(10 * HOUR_MS);
    await slept.clock.pass(MINUTE_MS + 10_000);
    expect(slept.started[0]?.late).toEqual({ kind: 'absent', absence: 'clock' });
    const stopped = await aWorld();
    stopped.clock.stopProcess(10 * HOUR_MS);
    await stopped.clock.pass(10_000);
    expect(stopped.started[0]?.late).toEqual({ kind: 'absent', absence: 'asleep' });
  });

  it.each([
    ['off', 9 * HOUR_MS],
    ['not-running', -HOUR_MS],
  ])('catches up once after the machine or its host was %s', async (absence, bootedAfter) => {
    const world = await aWorld();
    await world.clock.pass(MINUTE_MS);
    await world.killHost();
    world.bootedAt = Date.parse(EVENING) + bootedAfter;
    world.clock.stopProcess(2 * DAY_MS);
    await world.startHost();
    await world.clock.pass(5 * HOUR_MS);
    expect(world.started.map(({ late }) => late)).toEqual([{ kind: 'absent', absence }]);
  });

  it.each([false, true])(
    'records a skip when the run before is still under way, also untold: %s',
    async (isBlind) => {
      const world = await aWorld([aScheduledPair('every 1h')]);
      world.isBlind = isBlind;
      world.runMs = 2.5 * HOUR_MS;
      await world.clock.pass(7 * HOUR_MS);
      expect(world.answers.map(({ answer }) => answer.kind)).toEqual([
        'run',
        'skip',
        'skip',
        'run',
        'skip',
        'skip',
        'run',
      ]);
      expect(world.problems).toEqual([]);
    },
  );

  it('does not start beside a run that somebody started by hand or elsewhere', async () => {
    const world = await aWorld();
    world.underWay.add(A);
    await world.clock.pass(8 * HOUR_MS);
    expect(world.answers.at(-1)?.answer).toMatchObject({ kind: 'skip', reason: 'previous-run' });
    world.underWay.clear();
    world.isBusyElsewhere = true;
    await world.clock.pass(DAY_MS);
    expect(world.answers.slice(-2).map(({ answer }) => answer.kind)).toEqual(['run', 'skip']);
    expect(world.started).toEqual([]);
  });

  it('queues pairs that share a machine, and keeps to the limit for the others', async () => {
    const world = await aWorld([
      aScheduledPair('daily 03:00', { id: A, machines: ['here', 'spare'] }),
      aScheduledPair('daily 03:00', { id: B, machines: ['spare', 'office'] }),
      aScheduledPair('daily 03:00', { id: C, machines: ['studio'] }),
    ]);
    world.runMs = HOUR_MS;
    await world.clock.pass(7.5 * HOUR_MS);
    expect(world.waitsFor(B)).toBe('machine');
    expect(world.waitsFor(C)).toBe('limit');
    await world.clock.pass(2 * HOUR_MS);
    expect(world.started.map(({ pairId, at }) => `${pairId} ${at.slice(11, 16)}`)).toEqual([
      `${A} 02:00`,
      `${B} 03:00`,
      `${C} 03:00`,
    ]);
    expect(world.started[1]?.late).toEqual({ kind: 'waited', for: 'machine' });
  });

  it('waits for mains power, a network, the standby, and says for which', async () => {
    const world = await aWorld([
      aScheduledPair('daily 03:00', {
        conditions: { ...NO_CONDITIONS, onMains: true, networks: ['office'] },
      }),
    ]);
    world.power = { isOnMains: false, networks: ['cafe'] };
    world.isStandbyReachable = false;
    await world.clock.pass(8 * HOUR_MS);
    expect(world.waitsFor()).toBe('mains');
    world.power = { isOnMains: true, networks: undefined };
    await world.clock.pass(MINUTE_MS);
    expect(world.waitsFor()).toBe('network');
    world.power = { isOnMains: undefined, networks: ['cafe', 'office'] };
    world.scheduler.lookAgain();
    await drained();
    expect(world.waitsFor()).toBe('standby');
    await world.clock.pass(HOUR_MS);
    expect(world.started).toEqual([]);
    world.isStandbyReachable = undefined;
    await world.clock.pass(MINUTE_MS);
    expect(world.started.map(({ late }) => late)).toEqual([{ kind: 'waited', for: 'mains' }]);
  });

  it('holds a pair that is paused, and catches up once when the pause ends or somebody resumes', async () => {
    const world = await aWorld();
    await world.scheduler.pause(A, Date.parse('2026-11-26T12:00:00Z'));
    await world.clock.pass(2.5 * DAY_MS);
    expect([world.waitsFor(), world.started]).toEqual(['paused', []]);
    await world.clock.pass(DAY_MS);
    expect(times(world)).toEqual(['2026-11-26T12:00:00', '2026-11-27T02:00:00']);
    await world.scheduler.pause(A);
    await world.clock.pass(5 * DAY_MS);
    await world.scheduler.resume(A);
    await drained();
    expect(times(world).slice(2)).toEqual(['2026-12-02T07:00:00']);
    expect(world.started[2]?.late).toEqual({ kind: 'waited', for: 'paused' });
  });

  it('keeps quiet in a quiet window, and runs once at its end', async () => {
    const conditions = {
      ...NO_CONDITIONS,
      quiet: [
        {
          from: '22:00',
          to: '07:30',
          weekdays: schedule('daily 00:00').kind === 'times' ? ['mon' as const] : [],
        },
      ],
    };
    const world = await aWorld([aScheduledPair('every 1h', { conditions })]);
    await world.clock.pass(12 * HOUR_MS);
    // The window began on Monday, 23 November; times are an hour behind Berlin.
    expect(times(world)).toEqual(['2026-11-23T20:00:00', '2026-11-24T06:30:00', '2026-11-24T07:00:00']);
  });

  it('tries a run that was killed with its host once more, and only once', async () => {
    const world = await aWorld();
    world.runMs = 3 * HOUR_MS;
    await world.clock.pass(8 * HOUR_MS);
    for (let kill = 0; kill < 3; kill++) {
      await world.killHost();
      await world.startHost();
      await world.clock.pass(HOUR_MS);
    }
    expect(world.started.map(({ late }) => late)).toEqual([
      undefined,
      { kind: 'absent', absence: 'interrupted' },
    ]);
    expect(world.nextDueAt()).toBe('2026-11-25T02:00:00.000Z');
  });

  it('goes on without a disk, and says so', async () => {
    const world = await aWorld();
    world.isDiskFull = true;
    await world.clock.pass(2 * DAY_MS);
    expect(world.started).toHaveLength(2);
    expect(world.problems.length).toBeGreaterThan(0);
    world.isDiskFull = false;
    await world.clock.pass(DAY_MS);
    expect(world.disk?.pairs[A]?.lastDueAt).toBe('2026-11-26T02:00:00.000Z');
  });

  it('starts nothing once it is stopped', async () => {
    const world = await aWorld();
    await world.scheduler.stop();
    await world.clock.pass(2 * DAY_MS);
    expect([world.started, world.clock.sleepers]).toEqual([[], 0]);
  });
});

describe('a clock or a zone that moves', () => {
  it('runs no due time twice when the clock is put back, by up to a gap', async () => {
    const world = await aWorld();
    await world.clock.pass(8 * HOUR_MS);
    world.clock.setBy(-3 * HOUR_MS);
    await world.clock.pass(DAY_MS);
    expect(times(world)).toEqual(['2026-11-24T02:00:00']);
    await world.clock.pass(DAY_MS);
    expect(times(world)).toEqual(['2026-11-24T02:00:00', '2026-11-25T02:00:00']);
  });

  it('counts anew when it is put back further, instead of standing still for a year', async () => {
    const world = await aWorld();
    world.clock.setBy(365 * DAY_MS);
    await world.clock.pass(HOUR_MS);
    world.clock.setBy(-365 * DAY_MS);
    await world.clock.pass(DAY_MS);
    expect(times(world)).toEqual(['2027-11-23T19:01:10', '2026-11-24T02:00:00']);
    expect(world.answers.map(({ answer }) => answer.kind)).toEqual(['run', 'clock-set-back', 'run']);
  });

  it('catches up once when it is put forward', async () => {
    const world = await aWorld();
    world.clock.setBy(3 * DAY_MS);
    await world.clock.pass(10 * HOUR_MS);
    expect(world.started.map(({ at, late }) => [at.slice(0, 16), late])).toEqual([
      ['2026-11-26T19:01', { kind: 'absent', absence: 'clock' }],
      ['2026-11-27T02:00', undefined],
    ]);
  });

  it('is due by the clock on the wall of the new zone, and what had passed stays due', async () => {
    const world = await aWorld();
    world.timeZone = 'America/New_York';
    await world.clock.pass(MINUTE_MS);
    expect(world.nextDueAt()).toBe('2026-11-24T08:00:00.000Z');
    await world.scheduler.pause(A);
    await world.clock.pass(DAY_MS);
    world.timeZone = 'Asia/Tokyo';
    await world.clock.pass(MINUTE_MS);
    await world.scheduler.resume(A);
    await drained();
    expect(world.started.map(({ dueAt }) => dueAt)).toEqual(['2026-11-24T08:00:00.000Z']);
    expect(world.nextDueAt()).toBe('2026-11-25T18:00:00.000Z');
  });

  it('drops what is due to no schedule any more with a recorded skip', async () => {
    const world = await aWorld();
    await world.scheduler.pause(A);
    await world.clock.pass(DAY_MS);
    world.pairs = [aScheduledPair('manual')];
    await world.clock.pass(MINUTE_MS);
    expect(world.answers.map(({ answer }) => answer)).toMatchObject([
      { kind: 'skip', reason: 'schedule-changed' },
    ]);
    expect(world.nextDueAt()).toBeUndefined();
  });
});
