import { describe, expect, it } from 'vitest';
import { NO_CONDITIONS } from '../../../../engine/model/schedule-conditions.ts';
import { WEEKDAYS, type Schedule, type Weekday } from '../../../../engine/model/schedule.ts';
import { ageLimitOf } from '../../../../engine/plan/alerts/age-limit.ts';
import { HOUR, MINUTE } from './watched-story.ts';

const WORKDAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const times = (weekdays: Weekday[], ...at: string[]): Schedule => ({ kind: 'times', times: at, weekdays });
const night = { from: '20:00', to: '06:00', weekdays: [...WEEKDAYS] };

function hoursOf(schedule: Schedule, quiet = NO_CONDITIONS.quiet): number | undefined {
  const limit = ageLimitOf({ schedule, conditions: { ...NO_CONDITIONS, quiet } });
  return limit === undefined ? undefined : limit / HOUR;
}

describe('how old a copy may be', () => {
  it.each<[string, Schedule, number | undefined]>([
    ['by hand', { kind: 'manual' }, undefined],
    ['every night', times([...WEEKDAYS], '03:00'), 26],
    ['twice on workdays', times(WORKDAYS, '12:30', '18:00'), 66.5 + 2],
    ['once a week', times(['sun'], '03:00'), 7 * 24 + 2],
    ['every minute', { kind: 'every', minutes: 1 }, 2 + MINUTE / HOUR],
    ['every week', { kind: 'every', minutes: 7 * 24 * 60 }, 7 * 24 + 2],
    ['monthly', { kind: 'cron', expression: '0 3 1 * *' }, 31 * 24 + 2],
    ['never again', { kind: 'cron', expression: '0 3 30 2 *' }, undefined],
  ])('follows the schedule: %s', (_name, schedule, hours) => {
    expect(hoursOf(schedule)).toBe(hours);
  });

  it('allows for quiet hours, also for those that follow each other', () => {
    expect(hoursOf({ kind: 'every', minutes: 5 }, [night])).toBeCloseTo(10 + 5 / 60 + 2, 9);
    const more = { from: '06:00', to: '08:00', weekdays: [...WEEKDAYS] };
    expect(hoursOf({ kind: 'every', minutes: 5 }, [night, more])).toBeCloseTo(12 + 5 / 60 + 2, 9);
  });
});
