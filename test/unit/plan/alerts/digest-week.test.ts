import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideDigest, digestWeekAt } from '../../../../engine/plan/alerts/digest-week.ts';

const MONDAY_NINE = { weekday: 1, hour: 9, minute: 0 };
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];
const HOUR = 3_600_000;

/** The moments at which a digest is sent, looked for every so many minutes. */
function sent(from: string, to: string, minutes: number, zone: string): string[] {
  const found: string[] = [];
  let before: number | undefined;
  for (let now = Date.parse(from); now <= Date.parse(to); now += minutes * 60_000) {
    const { isDue, week } = decideDigest(before, digestWeekAt(now, MONDAY_NINE, zone));
    before = week;
    if (isDue) found.push(new Date(now).toISOString());
  }
  return found;
}

describe('the weekly digest', () => {
  it('comes at its hour on the wall, in summer and in winter, and not in the week in which it was chosen', () => {
    expect(sent('2026-10-14T00:00:00Z', '2026-11-05T00:00:00Z', 30, 'Europe/Berlin')).toEqual([
      '2026-10-19T07:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
      '2026-11-02T08:00:00.000Z',
    ]);
  });

  it('comes once after the machine was off, at once', () => {
    const week = digestWeekAt(Date.parse('2026-11-23T12:00:00Z'), MONDAY_NINE, 'UTC');
    expect([decideDigest(week - 4, week), decideDigest(week, week)]).toEqual([
      { isDue: true, week },
      { isDue: false, week },
    ]);
  });

  it('comes once a week in every zone, whatever hours are skipped or doubled', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.record({
          weekday: fc.integer({ min: 1, max: 7 }),
          hour: fc.integer({ min: 0, max: 23 }),
          minute: fc.integer({ min: 0, max: 59 }),
        }),
        fc.integer({ min: Date.parse('2015-01-01'), max: Date.parse('2035-01-01') }),
        (zone, time, start) => {
          let before: number | undefined = digestWeekAt(start, time, zone) - 1;
          let count = 0;
          for (let hour = 0; hour < 8 * 7 * 24; hour += 1) {
            const { isDue, week } = decideDigest(before, digestWeekAt(start + hour * HOUR, time, zone));
            before = week;
            count += isDue ? 1 : 0;
          }
          expect(count).toBeGreaterThanOrEqual(8);
          expect(count).toBeLessThanOrEqual(9);
        },
      ),
      { numRuns: 6 },
    );
  });
});
