import { describe, expect, it } from 'vitest';
import { NO_CONDITIONS, type QuietWindow } from '../../../engine/model/schedule-conditions.ts';
import { WEEKDAYS, type Schedule, type Weekday } from '../../../engine/model/schedule.ts';
import { overdueAfterMs } from '../../../engine/plan/schedule/overdue.ts';

const ALL = [...WEEKDAYS];
const WORKDAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

function times(of: string[], weekdays: Weekday[] = ALL): Schedule {
  return { kind: 'times', times: of, weekdays };
}

function every(minutes: number): Schedule {
  return { kind: 'every', minutes };
}

function quiet(from: string, to: string, weekdays: Weekday[] = ALL): QuietWindow {
  return { from, to, weekdays };
}

function hoursOf(schedule: Schedule, ...windows: QuietWindow[]): number {
  return overdueAfterMs({ schedule, conditions: { ...NO_CONDITIONS, quiet: windows } }) / 3_600_000;
}

describe('a copy is overdue', () => {
  it.each<[string, Schedule, number]>([
    ['once a day', times(['03:00']), 24 + 2],
    ['twice a day', times(['03:00', '12:30']), 14.5 + 2],
    ['on weekdays: from Friday to Monday', times(['03:00'], WORKDAYS), 72 + 2],
    ['on weekdays several times', times(['07:00', '19:00'], WORKDAYS), 60 + 2],
    ['on weekends: from Sunday to Saturday', times(['03:00'], ['sat', 'sun']), 6 * 24 + 2],
    ['once a week', times(['23:59'], ['wed']), 7 * 24 + 2],
    ['every minute', every(1), (1 + 15) / 60],
    ['every 15 minutes', every(15), 0.5],
    ['every hour', every(60), 2],
    ['every 2 hours', every(120), 4],
    ['every 6 hours', every(360), 8],
    ['every week', every(10_080), 7 * 24 + 2],
    ['by cron, every five minutes', { kind: 'cron', expression: '*/5 * * * *' }, 2 + 5 / 60],
    ['by cron, once a week', { kind: 'cron', expression: '0 3 * * sun' }, 7 * 24 + 2],
    ['by cron, never', { kind: 'cron', expression: '0 3 30 2 *' }, 26],
    ['by hand', { kind: 'manual' }, 26],
    ['continuously', { kind: 'continuous', settleSeconds: 5, longestSeconds: 60, fullPassAt: '03:00' }, 26],
  ])('%s', (_, schedule, hours) => {
    expect(hoursOf(schedule)).toBeCloseTo(hours, 9);
  });

  it.each<[string, Schedule, readonly QuietWindow[], number]>([
    ['every hour, with quiet nights', every(60), [quiet('22:00', '06:00')], 8 + 1 + 1],
    // From Friday 22:00 to Monday 00:00.
    [
      'every hour, with quiet around the week’s end',
      every(60),
      [
        quiet('22:00', '00:00', ['fri']),
        quiet('00:00', '12:00', ['sat', 'sun']),
        quiet('12:00', '00:00', ['sat', 'sun']),
      ],
      50 + 2,
    ],
    ['every hour, quiet around Sunday’s end', every(60), [quiet('20:00', '08:00', ['sun'])], 12 + 2],
    ['once a day, at another time than the quiet', times(['03:00']), [quiet('09:00', '17:00')], 24 + 2],
    // Begun at 06:00 and 12:00.
    ['twice a day, once in it', times(['03:00', '12:00']), [quiet('22:00', '06:00')], 18 + 2],
    // On Monday at 17:00, then at 03:00 again.
    ['where one day’s is put off', times(['03:00']), [quiet('02:00', '17:00', ['mon'])], 38 + 2],
    [
      'where it is always quiet, as without',
      every(60),
      [quiet('00:00', '12:00'), quiet('12:00', '00:00')],
      2,
    ],
  ])('%s', (_, schedule, windows, hours) => {
    expect(hoursOf(schedule, ...windows)).toBeCloseTo(hours, 9);
  });
});
