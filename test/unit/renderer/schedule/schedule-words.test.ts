import { describe, expect, it } from 'vitest';
import { NO_CONDITIONS } from '../../../../engine/model/schedule-conditions.ts';
import { WEEKDAYS, type Schedule } from '../../../../engine/model/schedule.ts';
import { comingRuns } from '../../../../renderer/screens/schedule/coming-runs.ts';
import { clockTime, dateAndTime, meaning } from '../../../../renderer/screens/schedule/words.ts';

const NIGHTLY: Schedule = { kind: 'times', times: ['03:00'], weekdays: [...WEEKDAYS] };
const quiet = [{ from: '22:00', to: '06:00', weekdays: [...WEEKDAYS] }];
const now = Date.parse('2026-12-29T09:16:00.000Z');

describe('what a schedule means', () => {
  it('is one sentence with its conditions', () => {
    expect([
      meaning(NIGHTLY, NO_CONDITIONS),
      meaning({ kind: 'every', minutes: 120 }, { onMains: true, networks: ['Office', 'Home'], quiet }),
      meaning({ kind: 'manual' }, { onMains: true, networks: [], quiet: [] }),
      meaning({ kind: 'manual' }, undefined),
    ]).toEqual([
      'Every day at 03:00.',
      'Every 2 hours, only on mains power, only on the network Office or Home, not between 22:00 and 06:00 every day.',
      'By hand only.',
      'By hand only.',
    ]);
  });
});

describe('the next times', () => {
  it('are those of the zone, with the year where it is another one', () => {
    const times = comingRuns(NIGHTLY, undefined, now, 'America/New_York');
    expect(times.map(({ at }) => dateAndTime(at, { now, timeZone: 'America/New_York' }))).toEqual([
      'Wed 30 Dec, 03:00',
      'Thu 31 Dec, 03:00',
      'Fri 1 Jan 2027, 03:00',
      'Sat 2 Jan 2027, 03:00',
      'Sun 3 Jan 2027, 03:00',
    ]);
  });

  it('say until when they wait for the end of a time of quiet', () => {
    const times = comingRuns(
      { kind: 'times', times: ['03:00', '12:00'], weekdays: [...WEEKDAYS] },
      { ...NO_CONDITIONS, quiet },
      now,
      'Europe/Berlin',
    );
    expect(
      times
        .slice(0, 2)
        .map(({ at, waitsUntil }) => [
          clockTime(at, 'Europe/Berlin'),
          waitsUntil === undefined ? undefined : clockTime(waitsUntil, 'Europe/Berlin'),
        ]),
    ).toEqual([
      ['12:00', undefined],
      ['03:00', '06:00'],
    ]);
  });

  it('are none of a pair by hand', () => {
    expect(comingRuns({ kind: 'manual' }, undefined, now, 'UTC')).toEqual([]);
  });
});
