import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseUntil } from '../../../engine/text/pause-until.ts';
import { calendarOf } from '../../../engine/text/times.ts';

function morningAfter(now: string, timeZone: string): string | undefined {
  return pauseUntil('morning', { now: Date.parse(now), timeZone });
}

describe('a pause', () => {
  it('for an hour is over in an hour', () => {
    const now = Date.parse('2026-11-26T09:16:20.500Z');
    expect(pauseUntil('hour', { now, timeZone: 'UTC' })).toBe('2026-11-26T10:16:20.500Z');
  });

  it('until somebody resumes has no end', () => {
    expect(pauseUntil('resumed', { now: 0, timeZone: 'UTC' })).toBeUndefined();
  });

  it.each([
    ['in the evening', '2026-11-26T20:00:00Z', 'Europe/Berlin', '2026-11-27T06:00:00.000Z'],
    // 00:30 of the 27th there: tomorrow is the 28th.
    ['after midnight', '2026-11-26T23:30:00Z', 'Europe/Berlin', '2026-11-28T06:00:00.000Z'],
    ['at the month’s end', '2026-11-30T20:00:00Z', 'America/New_York', '2026-12-01T12:00:00.000Z'],
    ['before the clock is put forward', '2026-03-28T20:00:00Z', 'Europe/Berlin', '2026-03-29T05:00:00.000Z'],
    ['before the clock is put back', '2026-10-24T20:00:00Z', 'Europe/Berlin', '2026-10-25T06:00:00.000Z'],
    [
      'where it changes by half an hour',
      '2026-10-03T08:00:00Z',
      'Australia/Lord_Howe',
      '2026-10-03T20:00:00.000Z',
    ],
  ])('until tomorrow 07:00, %s', (_, now, timeZone, until) => {
    expect(morningAfter(now, timeZone)).toBe(until);
  });

  it('until tomorrow morning is over when the wall clock of the next day shows 07:00', () => {
    const zones = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Chatham', 'Africa/Casablanca'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (date, timeZone) => {
          const until = Date.parse(pauseUntil('morning', { now: date.getTime(), timeZone }) ?? '');
          const then = calendarOf(until, timeZone);
          const today = calendarOf(date.getTime(), timeZone);
          const days =
            Date.UTC(Number(then.year), then.monthNumber - 1, Number(then.day)) -
            Date.UTC(Number(today.year), today.monthNumber - 1, Number(today.day));
          expect([days, then.hour, then.minute, then.second]).toEqual([86_400_000, '07', '00', '00']);
        },
      ),
    );
  });
});
