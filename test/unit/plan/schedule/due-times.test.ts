import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../../../engine/model/schedule.ts';
import { nextDue, nextDueTimes } from '../../../../engine/plan/schedule/due-times.ts';
import { parseSchedule } from '../../../../engine/plan/schedule/parse.ts';
import { someSchedule, someTimes } from './some-schedules.ts';
import { wallClock } from './wall-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'Pacific/Apia',
];

function schedule(text: string): Schedule {
  const read = parseSchedule(text);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

function dueFrom(text: string, from: string, timeZone: string, count = 3): string[] {
  return nextDueTimes(schedule(text), Date.parse(from), timeZone, count).map((at) =>
    new Date(at).toISOString().slice(0, 16),
  );
}

describe('the due times', () => {
  it('are at the first moment after the gap where the clock leaves a time out', () => {
    const due = ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30'];
    expect(dueFrom('daily 02:30', '2026-03-27T12:00Z', 'Europe/Berlin')).toEqual(due);
    expect(dueFrom('cron 30 2 * * *', '2026-03-27T12:00Z', 'Europe/Berlin')).toEqual(due);
    // Midnight itself is left out there; and half an hour here.
    expect(dueFrom('daily 00:30', '2018-11-03T12:00Z', 'America/Sao_Paulo', 1)).toEqual(['2018-11-04T03:00']);
    expect(dueFrom('daily 02:15', '2026-10-03T12:00Z', 'Australia/Lord_Howe', 1)).toEqual([
      '2026-10-03T15:30',
    ]);
  });

  it('are one where a gap leaves several out', () => {
    const due = ['2026-03-29T01:00', '2026-03-30T00:00', '2026-03-30T00:30'];
    expect(dueFrom('daily 02:00 and 02:30', '2026-03-28T12:00Z', 'Europe/Berlin')).toEqual(due);
    expect(dueFrom('cron 0,30 2 * * *', '2026-03-28T12:00Z', 'Europe/Berlin')).toEqual(due);
  });

  it('are the first of two where the clock has a time twice', () => {
    const due = ['2026-10-25T00:30', '2026-10-26T01:30'];
    expect(dueFrom('daily 02:30', '2026-10-24T12:00Z', 'Europe/Berlin', 2)).toEqual(due);
    expect(dueFrom('daily 02:30', '2026-10-25T00:30Z', 'Europe/Berlin', 1)).toEqual([due[1]]);
    expect(dueFrom('cron 0,30 2 * * *', '2026-10-24T12:00Z', 'Europe/Berlin')).toEqual([
      '2026-10-25T00:00',
      '2026-10-25T00:30',
      '2026-10-26T01:00',
    ]);
    expect(dueFrom('daily 01:45', '2026-04-04T12:00Z', 'Australia/Lord_Howe', 2)).toEqual([
      '2026-04-04T14:45',
      '2026-04-05T15:15',
    ]);
  });

  it('are none on a date that a zone left out', () => {
    expect(dueFrom('daily 12:30', '2011-12-29T00:00Z', 'Pacific/Apia', 2)).toEqual([
      '2011-12-29T22:30',
      '2011-12-30T22:30',
    ]);
  });

  it('follow the clock by the hour where cron leaves the hours open', () => {
    const twice = ['2026-10-24T23:00', '2026-10-25T00:00', '2026-10-25T01:00', '2026-10-25T02:00'];
    expect(dueFrom('cron 0 * * * *', '2026-10-24T22:30Z', 'Europe/Berlin', 4)).toEqual(twice);
    expect(dueFrom('cron 15 * * * *', '2026-10-03T14:30Z', 'Australia/Lord_Howe', 2)).toEqual([
      '2026-10-03T14:45',
      '2026-10-03T16:15',
    ]);
  });

  it('do not drift, and fall on whole hours of the zone, for an interval', () => {
    expect(dueFrom('every 1h', '2026-10-24T23:10Z', 'Asia/Kolkata', 2)).toEqual([
      '2026-10-24T23:30',
      '2026-10-25T00:30',
    ]);
    expect(dueFrom('every 7h', '2026-03-29T00:00Z', 'Europe/Berlin', 1)).toEqual(
      dueFrom('every 7h', '2026-03-29T00:01Z', 'Europe/Berlin', 1),
    );
  });

  it('are after the moment, to the millisecond', () => {
    const at = Date.parse('2026-06-01T01:00Z');
    expect(nextDue(schedule('daily 03:00'), at - 1, 'Europe/Berlin')).toBe(at);
    expect(nextDue(schedule('daily 03:00'), at, 'Europe/Berlin')).toBe(at + 24 * HOUR_MS);
    expect(nextDue(schedule('daily 03:00'), at + 1, 'Europe/Berlin')).toBe(at + 24 * HOUR_MS);
    expect(nextDue(schedule('manual'), at, 'Europe/Berlin')).toBeUndefined();
  });

  it('are the first minutes at which the clock on the wall has reached each time of each day', () => {
    const changes = [
      '2026-03-28',
      '2026-10-24',
      '2026-03-07',
      '2026-10-31',
      '2026-04-04',
      '2026-10-03',
      '2018-11-03',
      '2018-02-17',
      '2026-07-01',
    ];
    fc.assert(
      fc.property(
        someTimes,
        fc.constantFrom(...ZONES),
        fc.constantFrom(...changes),
        (times, timeZone, day) => {
          const from = Date.parse(`${day}T00:00Z`);
          const through = from + 72 * HOUR_MS;
          const due = nextDueTimes(times, from, timeZone, 200).filter((at) => at <= through);
          expect(due.map((at) => new Date(at).toISOString())).toEqual(
            reachedTimes(times, from, through, timeZone).map((at) => new Date(at).toISOString()),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('ascend, and are the same wherever one begins to look', () => {
    const start = fc.integer({ min: Date.parse('2009-01-01'), max: Date.parse('2035-01-01') });
    fc.assert(
      fc.property(someSchedule, fc.constantFrom(...ZONES), start, (any, timeZone, from) => {
        const due = nextDueTimes(any, from, timeZone, 4);
        expect(due).toEqual([...new Set(due)].sort((a, b) => a - b));
        expect(due.every((at) => at > from && at % MINUTE_MS === 0)).toBe(true);
        due.slice(0, -1).forEach((at, index) => expect(nextDue(any, at, timeZone)).toBe(due[index + 1]));
        if (due[0] !== undefined) expect(nextDue(any, due[0] - 1, timeZone)).toBe(due[0]);
      }),
      { numRuns: 50 },
    );
  });
});

/** Goes through every minute, and asks nobody but the platform's clock. */
function reachedTimes(any: Schedule, from: number, through: number, timeZone: string): number[] {
  if (any.kind !== 'times') throw new Error('only times of day');
  const before = new Set<string>();
  const due: number[] = [];
  let last = '';
  for (let at = from - 30 * HOUR_MS; at <= through; at += MINUTE_MS) {
    const wall = wallClock(at, timeZone);
    const day = wall.slice(0, 10);
    const weekday = (['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const)[
      new Date(`${day}T00:00Z`).getUTCDay()
    ];
    const isDue =
      weekday !== undefined &&
      any.weekdays.includes(weekday) &&
      any.times.filter((time) => {
        const name = `${day} ${time}`;
        const isReached = wall >= name && !before.has(name);
        if (isReached) before.add(name);
        return isReached;
      }).length > 0;
    if (isDue && last !== '' && at > from) due.push(at);
    last = wall;
  }
  return due;
}
