import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BandwidthRule } from '../../../../engine/model/bandwidth.ts';
import { WEEKDAYS } from '../../../../engine/model/schedule.ts';
import { formatBandwidth, limitAt, parseBandwidth } from '../../../../engine/plan/schedule/bandwidth.ts';

const WEEK = WEEKDAYS.slice(0, 5);
const at = (time: string): number => Date.parse(`2026-11-23T${time}:00.000Z`);

describe('bandwidth by time of day', () => {
  it.each([
    [
      'mon-fri 08:00-18:00 2M',
      { window: { from: '08:00', to: '18:00', weekdays: WEEK }, kibPerSecond: 2048 },
      'weekdays 08:00-18:00 2M',
    ],
    [
      '10pm-6am unlimited',
      { window: { from: '22:00', to: '06:00', weekdays: [...WEEKDAYS] } },
      '22:00-06:00 unlimited',
    ],
    ['1.5mb/s', { kibPerSecond: 1536 }, '1536K'],
    ['500K', { kibPerSecond: 500 }, '500K'],
  ])('reads %s', (text, rule, written) => {
    expect(parseBandwidth(text)).toEqual(rule);
    expect(formatBandwidth(rule)).toBe(written);
  });

  it.each([
    '',
    '2',
    '0K',
    '2T',
    'fast',
    '08:00 2M',
    '08:00-08:00 2M',
    '08:00-18:00',
    '9-17 2M',
    '9999999G',
    '-2M',
  ])('takes no %j', (text) => {
    expect(parseBandwidth(text)).toBeUndefined();
  });

  it('reads what it writes', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const window = fc
      .record({ from: time, to: time, weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }) })
      .filter(({ from, to }) => from !== to);
    const rule = fc.record(
      { window, kibPerSecond: fc.integer({ min: 1, max: 8_388_608 }) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(rule, (one) => {
        const checked = BandwidthRule.parse(one);
        expect(parseBandwidth(formatBandwidth(checked))).toEqual(checked);
      }),
    );
  });

  it('goes by the first rule whose time it is', () => {
    const rules = ['weekdays 08:00-18:00 2M', '22:00-06:00 unlimited', '10M'].map(
      (text) => parseBandwidth(text) ?? {},
    );
    const limits = ['07:59', '08:00', '17:59', '18:00', '23:00', '05:59'].map((time) =>
      limitAt(rules, at(time), 'UTC'),
    );
    expect(limits).toEqual([10240, 2048, 2048, 10240, undefined, undefined]);
    expect(limitAt(rules, at('07:30'), 'Europe/Berlin')).toBe(2048);
    expect(limitAt([], at('08:00'), 'UTC')).toBeUndefined();
  });
});
