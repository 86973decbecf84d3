import { describe, expect, it } from 'vitest';
import type { BandwidthRule } from '../../../../engine/model/bandwidth.ts';
import { parseBandwidth } from '../../../../engine/plan/schedule/bandwidth.ts';
import { nextLimit } from '../../../../engine/plan/schedule/next-limit.ts';

const rulesOf = (...texts: readonly string[]): BandwidthRule[] =>
  texts.map((text) => {
    const rule = parseBandwidth(text);
    if (rule === undefined) throw new Error(text);
    return rule;
  });

/** When, in UTC, and how much. 26 November 2026 is a Thursday. */
function nextOf(rules: readonly BandwidthRule[], now: string, timeZone = 'UTC'): unknown {
  const next = nextLimit(rules, Date.parse(now), timeZone);
  return next && [new Date(next.at).toISOString().slice(0, 16), next.kibPerSecond];
}

describe('the next limit', () => {
  const office = rulesOf('weekdays 08:00-18:00 2M', '22:00-06:00 unlimited', '10M');

  it.each([
    ['2026-11-26T07:59:59Z', ['2026-11-26T08:00', 2_048]],
    ['2026-11-26T08:00:00Z', ['2026-11-26T18:00', 10_240]],
    ['2026-11-26T18:00:00Z', ['2026-11-26T22:00', undefined]],
    ['2026-11-26T23:00:00Z', ['2026-11-27T06:00', 10_240]],
    // Over the weekend.
    ['2026-11-28T06:00:00Z', ['2026-11-28T22:00', undefined]],
  ])('after %s is %j', (now, next) => {
    expect(nextOf(office, now)).toEqual(next);
  });

  it('is told by the clock of the zone', () => {
    expect(nextOf(office, '2026-11-26T08:00:00Z', 'Europe/Berlin')).toEqual(['2026-11-26T17:00', 10_240]);
  });

  it('is looked for beyond times at which nothing changes', () => {
    const rules = rulesOf('mon 09:00-10:00 1M', '12:00-13:00 unlimited');
    expect(nextOf(rules, '2026-11-24T11:00:00Z')).toEqual(['2026-11-30T09:00', 1_024]);
  });

  it('may be the same day of the next week', () => {
    expect(nextOf(rulesOf('mon 09:00-10:00 1M'), '2026-11-23T10:00:00Z')).toEqual([
      '2026-11-30T09:00',
      1_024,
    ]);
  });

  it.each([
    ['no rules', []],
    ['one limit', rulesOf('500K')],
    ['a rule that holds always before others', rulesOf('500K', '08:00-18:00 2M')],
    ['the same limit at all times', rulesOf('08:00-18:00 2M', '2M')],
  ])('is none with %s', (_, rules) => {
    expect(nextOf(rules, '2026-11-26T07:00:00Z')).toBeUndefined();
  });
});
