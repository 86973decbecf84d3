import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSchedule } from '../../../../engine/plan/schedule/format.ts';
import { parseSchedule } from '../../../../engine/plan/schedule/parse.ts';
import { someSchedule } from './some-schedules.ts';

/** As it would be written, or the fault. */
function read(text: string): unknown {
  const schedule = parseSchedule(text);
  return schedule.ok ? formatSchedule(schedule.value) : schedule.error;
}

describe('the text of a schedule', () => {
  it('is read as what it was written from', () => {
    fc.assert(
      fc.property(someSchedule, (schedule) => {
        expect(parseSchedule(formatSchedule(schedule))).toEqual({ ok: true, value: schedule });
      }),
      { numRuns: 1000 },
    );
  });

  it('never breaks, and says of a bad text a word that stands there', () => {
    const words = fc.constantFrom(
      'every',
      'at',
      '3am',
      '07:00',
      'mon',
      'mon-fri',
      'to',
      'cron',
      '*',
      '5',
      'm',
      '-',
      'settle',
      ',',
      'daily',
      'é',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, (source) => {
        const schedule = parseSchedule(source);
        if (schedule.ok) return;
        const { word, at } = schedule.error;
        expect(source.slice(at, at + word.length)).toBe(word);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['daily 03:00', 'daily 03:00'],
    ['Every night at 03:00', 'daily 03:00'],
    ['every day 3am', 'daily 03:00'],
    ['3:30 PM', 'daily 15:30'],
    ['at noon and midnight', 'daily 00:00 and 12:00'],
    ['12am, 12pm', 'daily 00:00 and 12:00'],
    ['mon,wed 07:00', 'mon,wed 07:00'],
    ['07:00 on Wednesdays and Mondays', 'mon,wed 07:00'],
    ['every monday at 7 am', 'mon 07:00'],
    ['Mon-Fri 12:30 and 18:00', 'weekdays 12:30 and 18:00'],
    ['monday to friday 12:30, 18:00, 9:15', 'weekdays 09:15, 12:30 and 18:00'],
    ['weekdays  12:30   and 18:00 ', 'weekdays 12:30 and 18:00'],
    ['every weekend 10:00', 'weekends 10:00'],
    ['fri-mon 01:00', 'mon,fri,sat,sun 01:00'],
    ['every 15m', 'every 15m'],
    ['every 15 minutes', 'every 15m'],
    ['15 min', 'every 15m'],
    ['every 120 min', 'every 2h'],
    ['every hour', 'every 1h'],
    ['hourly', 'every 1h'],
    ['every 48h', 'every 2d'],
    ['every 1 week', 'every 7d'],
    ['cron 0 3 * * *', 'cron 0 3 * * *'],
    ['CRON  0 3 * *  MON-FRI', 'cron 0 3 * * mon-fri'],
    ['*/15 8-18 * * *', 'cron */15 8-18 * * *'],
    ['continuous', 'continuous'],
    [
      'Continuously settle 10s within 2 min full pass at 4:30',
      'continuous settle 10s within 120s full 04:30',
    ],
    ['by hand', 'manual'],
    ['manually', 'manual'],
  ])('reads "%s"', (text, written) => {
    expect(read(text)).toBe(written);
  });

  it.each([
    ['', { kind: 'empty' }, '', '', 0],
    ['weekdays at 7', { kind: 'ambiguous-time' }, 'weekdays at', '7', 12],
    ['daily 25:00', { kind: 'no-such-time' }, 'daily', '25:00', 6],
    ['daily 13pm', { kind: 'no-such-time' }, 'daily', '13pm', 6],
    ['mon, wed', { kind: 'time-missing' }, 'mon, wed', '', 8],
    ['mon 07:00, wed 08:00', { kind: 'days-after-times' }, 'mon 07:00', 'wed', 11],
    ['daily mon 07:00', { kind: 'days-contradict' }, 'daily', 'mon', 6],
    ['daily 03:00 Please', { kind: 'unknown-word' }, 'daily 03:00', 'Please', 12],
    ['every', { kind: 'interval-missing' }, 'every', '', 5],
    ['every 0m', { kind: 'out-of-range', least: 1, most: 10080, unit: 'minutes' }, 'every', '0m', 6],
    ['every 8 days', { kind: 'out-of-range', least: 1, most: 10080, unit: 'minutes' }, 'every', '8', 6],
    ['manual 03:00', { kind: 'unknown-word' }, 'manual', '03:00', 7],
    ['cron 0 3 * *', { kind: 'cron', fault: { kind: 'field-count', count: 4 } }, 'cron 0 3 * *', '', 12],
    [
      'cron 61 3 * * *',
      { kind: 'cron', fault: { kind: 'field', name: 'minute', text: '61' } },
      'cron',
      '61',
      5,
    ],
    ['cron 0 3 31 2,4 *', { kind: 'cron', fault: { kind: 'never' } }, 'cron 0 3 31 2,4 *', '', 17],
    ['continuous settle 2m', { kind: 'longest-below-settle' }, 'continuous settle 2m', '', 20],
  ])('says of "%s" what was understood and what was not', (text, reason, understood, word, at) => {
    expect(read(text)).toEqual({ reason, understood, word, at });
  });
});
