import { describe, expect, it } from 'vitest';
import { NO_ALERTS, type AlertState } from '../../../../engine/model/alert.ts';
import { PairId } from '../../../../engine/model/ids.ts';
import { pingsFor } from '../../../../engine/plan/alerts/dead-man.ts';

const MINE = PairId.parse('pair-0123456789');
const OTHER = PairId.parse('pair-abcdefghij');
const AT = '2026-11-23T12:00:00.000Z';
const DEAD_MEN = [
  { url: 'https://hc.example/all' },
  { url: 'https://hc.example/mine/?a=1', pairId: MINE },
  { url: 'https://hc.example/other', pairId: OTHER },
];
const OTHER_IS_SILENT: AlertState = {
  pairs: [
    {
      pairId: OTHER,
      copy: { seenAt: AT },
      standing: [{ kind: 'silence', since: AT, count: 1, details: {}, toldAt: AT, reminders: 0 }],
    },
  ],
};

describe('the dead-man’s addresses', () => {
  it('are told of the start, of success and of failure, each pair its own', () => {
    const told = (['started', 'succeeded', 'failed', 'partial', 'cancelled'] as const).map((what) =>
      pingsFor(DEAD_MEN, MINE, what, NO_ALERTS).map(({ url }) => url.replace('https://hc.example', '')),
    );
    expect(told).toEqual([
      ['/all/start', '/mine/start?a=1'],
      ['/all', '/mine/?a=1'],
      ['/all/fail', '/mine/fail?a=1'],
      ['/all/fail', '/mine/fail?a=1'],
      [],
    ]);
  });

  it('that stand for all pairs hear of no success while one of them has an alert', () => {
    expect(pingsFor(DEAD_MEN, MINE, 'succeeded', OTHER_IS_SILENT)).toEqual([
      { kind: 'success', url: 'https://hc.example/mine/?a=1' },
    ]);
  });
});
