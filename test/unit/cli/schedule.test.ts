import { describe, expect, it } from 'vitest';
import type { HostConnection } from '../../../engine/index.ts';
import { EngineError } from '../../../engine/model/problem.ts';
import type { Schedule } from '../../../engine/model/schedule.ts';
import type { ScheduleStanding } from '../../../engine/model/schedule-standing.ts';
import { aWorld } from '../../fakes/fake-engine.ts';
import { aPair, aStatus, cli, jsonLines } from './cli-harness.ts';

const NIGHTLY: Schedule = {
  kind: 'times',
  times: ['03:00'],
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
};
const PAIR = aPair({ schedule: NIGHTLY, conditions: { onMains: true, networks: [], quiet: [] } });
const STANDING: ScheduleStanding = {
  nextDueAt: '2026-11-24T03:00:00.000Z',
  waits: undefined,
  absence: undefined,
  pause: undefined,
  lastAnswer: {
    kind: 'run',
    firstDueAt: '2026-11-23T03:00:00.000Z',
    lastDueAt: '2026-11-23T03:00:00.000Z',
    dueTimes: 1,
    at: '2026-11-23T07:12:00.000Z',
    late: { kind: 'absent', absence: 'asleep' },
  },
  timeZone: 'UTC',
  follow: undefined,
  wake: undefined,
};

function aHost(
  standing: ScheduleStanding = STANDING,
  pair = PAIR,
): { host: HostConnection; asked: unknown[] } {
  const asked: unknown[] = [];
  const view = { ...aStatus({ pair }), live: undefined, standing };
  const ask = (name: string, input: unknown): Promise<unknown> => {
    asked.push([name, input]);
    return Promise.resolve(
      name === 'snapshot.get' ? { sequence: 1, pairs: [view], fault: undefined } : undefined,
    );
  };
  return { host: { ask } as unknown as HostConnection, asked };
}

const world = () => aWorld({ pairs: [PAIR], statuses: [aStatus({ pair: PAIR })] });

describe('schedule show', () => {
  it('says when the pair is due, what it waits for, and what became of the time before', async () => {
    const ran = await cli(['schedule', 'show', 'office'], { world: world(), host: aHost().host });
    expect(ran.stdout).toBe(`office
  Schedule  every day at 03:00
            only on mains power
  Next      tomorrow 03:00
            Wed 03:00
            Thu 03:00
            Fri 03:00
            Sat 03:00
            (UTC)
  Now       runs begin by themselves
  Before    Due 03:00: a run began 07:12, since this machine was asleep.
`);
  });

  it.each([
    [
      { waits: { for: 'mains', until: undefined } as const },
      /Now {7}A run is due since .* waits for mains power/,
    ],
    [{ pause: { since: '2026-11-23T09:00:00.000Z' } }, /Now {7}paused until you resume/],
  ])('says %o', async (fields, text) => {
    const { host } = aHost({ ...STANDING, ...fields });
    expect((await cli(['schedule', 'show', 'office'], { world: world(), host })).stdout).toMatch(text);
  });

  it('says that nothing begins by itself where nobody keeps the pairs', async () => {
    const ran = await cli(['schedule', 'show', 'office'], { world: world() });
    expect(ran.stdout).toContain(
      'Now       nothing begins by itself: neither the app nor warmspare serve is running\n',
    );
    const status = await cli(['status'], { world: world() });
    expect(status.stdout).toMatch(/NEXT\noffice .* nothing begins by itself\n$/);
    const [json] = jsonLines((await cli(['status', '--json'], { world: world() })).stdout);
    expect(json).toMatchObject({ pairs: [{ standing: null }] });
  });

  it('stands in the status, too', async () => {
    const { host } = aHost();
    expect((await cli(['status'], { world: world(), host })).stdout).toMatch(/ tomorrow 03:00\n$/);
    expect((await cli(['status', 'office'], { world: world(), host })).stdout).toContain(
      '  Next            tomorrow 03:00\n',
    );
  });
});

describe('a pair that this machine wakes up for', () => {
  const waking = aPair({ ...PAIR, wake: true });
  const around = (wake: ScheduleStanding['wake'], pair = waking): Parameters<typeof cli>[1] => ({
    world: aWorld({ pairs: [pair], statuses: [aStatus({ pair })] }),
    host: aHost({ ...STANDING, wake }, pair).host,
  });

  it('says when, with its schedule and in its status', async () => {
    const wake = { kind: 'scheduled', at: '2026-11-24T02:59:00.000Z' } as const;
    const shown = await cli(['schedule', 'show', 'office'], around(wake));
    expect(shown.stdout).toContain('\n  Wake      This machine wakes up tomorrow 02:59.\n');
    const status = await cli(['status', 'office'], around(wake));
    expect(status.stdout).toContain('\n  Wake            This machine wakes up tomorrow 02:59.\n');
    const [json] = jsonLines((await cli(['status', '--json'], around(wake))).stdout);
    expect(json).toMatchObject({ pairs: [{ pair: { wake: true }, standing: { wake } }] });
  });

  it('says why not, and the line to paste', async () => {
    const command = 'sudo pmset schedule wakeorpoweron "11/24/26 02:59:00" warmspare-0123abcd';
    const wake = { kind: 'not-permitted', at: '2026-11-24T02:59:00.000Z', command } as const;
    const { stdout } = await cli(['status', 'office'], around(wake));
    expect(stdout).toContain(
      'Wake            This machine is not woken up tomorrow 02:59: waking a Mac needs root.',
    );
    expect(stdout).toContain(`\n                  by hand: ${command}\n`);
  });

  it('says nothing of it where nobody sees to it, or it is not wanted', async () => {
    const wake = { kind: 'unsupported' } as const;
    expect((await cli(['status', 'office'], around(wake, PAIR))).stdout).not.toContain('Wake');
    expect((await cli(['status', 'office'], around(undefined))).stdout).not.toContain('Wake');
    expect((await cli(['status', 'office'], around(wake))).stdout).toContain('can have only a Mac do that');
  });
});

describe('schedule pause and resume', () => {
  it.each([
    [[], undefined, 'paused until you resume'],
    [['--for', '2h'], '2026-11-23T11:16:00.000Z', 'paused until today 11:16'],
    [['--until', '2026-11-24T07:00Z'], '2026-11-24T07:00:00.000Z', 'paused until tomorrow 07:00'],
  ])('asks the host: %o', async (options, until, words) => {
    const { host, asked } = aHost();
    const ran = await cli(['schedule', 'pause', 'office', ...options], { world: world(), host });
    expect(asked).toEqual([['schedule.pause', { pairId: PAIR.id, ...(until !== undefined && { until }) }]]);
    expect(ran.stdout).toBe(
      `The schedule of office is ${words}; what is due until then is caught up once.\n`,
    );
  });

  it('asks the host to go on', async () => {
    const { host, asked } = aHost();
    const ran = await cli(['schedule', 'resume', 'office', '--json'], { world: world(), host });
    expect(asked).toEqual([['schedule.resume', { pairId: PAIR.id }]]);
    expect(jsonLines(ran.stdout)).toEqual([{ type: 'schedule.changed', pairId: PAIR.id }]);
  });

  it('is a problem where nobody begins anything', async () => {
    const ran = await cli(['schedule', 'pause', 'office'], { world: world() });
    expect([ran.status, ran.stderr]).toEqual([
      1,
      'warmspare: no Warmspare keeps these pairs now, so nothing begins by itself. Start it, and try again.\n',
    ]);
  });

  it.each([['soon'], ['2'], ['daily 03:00']])('takes no %s for a length of time', async (text) => {
    const { host, asked } = aHost();
    const ran = await cli(['schedule', 'pause', 'office', '--for', text], { world: world(), host });
    expect([ran.status, asked]).toEqual([2, []]);
    expect(ran.stderr).toMatch(/^warmspare: --for is no length of time, like 90m or 2h: /);
  });

  it('passes on what the host says', async () => {
    const host = {
      ask: () => Promise.reject(EngineError.of('host.gone', {})),
    } as unknown as HostConnection;
    const ran = await cli(['schedule', 'resume', 'office'], { world: world(), host });
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining('ended before it answered')]);
  });
});

describe('sync --detach', () => {
  it('has the host do it, and does not wait', async () => {
    const { host, asked } = aHost();
    const ran = await cli(['sync', 'office', '--detach', '--json'], { world: world(), host });
    expect([ran.status, asked]).toEqual([0, [['run.start', { pairId: PAIR.id, mode: 'sync' }]]]);
  });

  it('is a problem where nobody would do it', async () => {
    const ran = await cli(['sync', 'office', '--detach'], { world: world() });
    expect([ran.status, ran.stderr]).toEqual([1, expect.stringContaining('no Warmspare keeps these pairs')]);
  });
});
