import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BandwidthRule } from '../../../../engine/model/bandwidth.ts';
import { WEEKDAYS } from '../../../../engine/model/schedule.ts';
import { parseBandwidth } from '../../../../engine/plan/schedule/bandwidth.ts';
import {
  bandwidthDraft,
  OFFERED_RULE,
  type RuleDraft,
} from '../../../../renderer/screens/schedule/bandwidth/draft.ts';
import {
  hiddenRules,
  readBandwidth,
} from '../../../../renderer/screens/schedule/bandwidth/read-bandwidth.ts';
import { limitSentence } from '../../../../renderer/screens/schedule/bandwidth/words.ts';

const WEEK = WEEKDAYS.slice(0, 5);
const rule = (to: Partial<RuleDraft>): RuleDraft => ({ key: 'new-1', ...OFFERED_RULE, limit: '2M', ...to });

describe('limits that are looked at', () => {
  const window = fc.record({
    from: fc.constantFrom('00:00', '08:30'),
    to: fc.constantFrom('06:00', '23:59'),
    weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  });
  const stored = fc
    .record({ window, kibPerSecond: fc.integer({ min: 1, max: 8_388_608 }) }, { requiredKeys: [] })
    .map((each) => BandwidthRule.parse(each));

  it('are the same as before', () => {
    fc.assert(
      fc.property(fc.array(stored, { maxLength: 4 }), (rules) => {
        expect(readBandwidth(bandwidthDraft(rules))).toEqual({ rules, faults: new Map() });
      }),
    );
  });
});

describe('a limit that is typed', () => {
  it.each<[Partial<RuleDraft>, unknown]>([
    [{}, { window: { from: '08:00', to: '18:00', weekdays: WEEK }, kibPerSecond: 2_048 }],
    [{ isAlways: true, limit: ' 1.5mb/s ' }, { kibPerSecond: 1_536 }],
    // What is not shown does not count.
    [{ isAlways: true, from: 'whenever', weekdays: [] }, { kibPerSecond: 2_048 }],
    [
      { from: '10pm', to: '6am', weekdays: ['sun', 'sat'], limit: 'unlimited' },
      { window: { from: '22:00', to: '06:00', weekdays: ['sat', 'sun'] } },
    ],
  ])('%j is understood', (to, read) => {
    expect(readBandwidth([rule(to)]).rules).toEqual([read]);
  });

  it.each([
    ['', 'empty'],
    [' ', 'empty'],
    ['2', 'unknown'],
    ['0K', 'unknown'],
    ['9G', 'unknown'],
    // Times have fields of their own.
    ['08:00-18:00 2M', 'unknown'],
  ])('%j is none', (limit, fault) => {
    const { rules, faults } = readBandwidth([rule({ limit }), rule({ key: 'new-2' })]);
    expect([rules, [...faults]]).toEqual([undefined, [['new-1', { limit: fault, times: undefined }]]]);
  });

  it('has times that can be wrong beside it', () => {
    const { faults } = readBandwidth([rule({ limit: 'fast', from: '25:00', weekdays: [] })]);
    expect(faults.get('new-1')).toMatchObject({
      limit: 'unknown',
      times: { from: { word: '25:00' }, to: undefined, hasNoDays: true },
    });
  });

  it('never counts below one that always holds', () => {
    const drafts = [rule({}), rule({ key: 'new-2', isAlways: true }), rule({ key: 'new-3' })];
    expect([...hiddenRules(drafts)]).toEqual(['new-3']);
    expect(hiddenRules(drafts.slice(0, 1)).size).toBe(0);
  });
});

describe('which limit counts', () => {
  const said = (...texts: readonly string[]): string =>
    limitSentence(
      texts.map((text) => parseBandwidth(text) ?? {}),
      Date.parse('2026-11-26T09:16:00.000Z'),
      'Europe/Berlin',
    );

  it('is one sentence', () => {
    expect([
      said('weekdays 08:00-18:00 2M'),
      said('22:00-06:00 unlimited', '500K'),
      said('mon 08:00-18:00 1M'),
      said('1536K'),
      said('unlimited'),
    ]).toEqual([
      'At most 2M a second now, and from today 18:00 on as fast as it can.',
      'At most 500K a second now, and from today 22:00 on as fast as it can.',
      'As fast as it can now, and from Mon 08:00 on at most 1M a second.',
      'At most 1536K a second, at all times.',
      'As fast as it can, at all times.',
    ]);
  });
});
