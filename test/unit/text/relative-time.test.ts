import { describe, expect, it } from 'vitest';
import { absoluteTime, relativeTime } from '../../../engine/text/relative-time.ts';

const NOW = Date.parse('2026-11-23T09:16:00.000Z');
const berlin = { now: NOW, timeZone: 'Europe/Berlin' };

describe('a time', () => {
  it.each([
    ['2026-11-23T09:16:30.000Z', 'just now'],
    ['2026-11-23T09:15:01.000Z', 'just now'],
    ['2026-11-23T09:15:00.000Z', '1 min ago'],
    ['2026-11-23T08:16:01.000Z', '59 min ago'],
    ['2026-11-23T03:04:00.000Z', '6 h ago'],
    ['2026-11-22T09:16:01.000Z', '23 h ago'],
    ['2026-11-22T09:16:00.000Z', 'yesterday'],
    ['2026-11-21T23:30:00.000Z', 'yesterday'],
    ['2026-11-21T22:30:00.000Z', '2 days ago'],
    ['2026-10-24T09:16:00.000Z', '30 days ago'],
    ['2026-10-23T09:16:00.000Z', '23 Oct 11:16'],
    ['2025-11-23T03:04:00.000Z', '23 Nov 2025 04:04'],
    ['2026-11-23T09:17:01.000Z', '10:17'],
    ['soon', 'an unknown time'],
  ])('%s is "%s" at a glance', (iso, text) => {
    expect(relativeTime(iso, berlin)).toEqual(text);
  });

  it('counts the days of the calendar across a change of the clocks', () => {
    const now = Date.parse('2026-10-26T12:00:00.000Z');
    expect(relativeTime('2026-10-24T12:00:00.000Z', { ...berlin, now })).toEqual('2 days ago');
    expect(relativeTime('2026-10-25T00:30:00.000Z', { ...berlin, now })).toEqual('yesterday');
  });

  it('is whole where the pointer rests', () => {
    expect(
      ['2026-11-23T02:04:41.000Z', '2026-09-05T22:00:00.000Z', 'soon'].map((iso) =>
        absoluteTime(iso, berlin),
      ),
    ).toEqual(['Mon 23 Nov 2026, 03:04:41', 'Sun 6 Sept 2026, 00:00:00', 'an unknown time']);
  });
});
