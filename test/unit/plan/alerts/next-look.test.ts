import { describe, expect, it } from 'vitest';
import { NO_ALERTS } from '../../../../engine/model/alert.ts';
import { decideAlerts, type AlertInput } from '../../../../engine/plan/alerts/decide-alerts.ts';
import { nextLookAt } from '../../../../engine/plan/alerts/next-look.ts';
import { anInput, aRunAt, aWatched, brief, HOUR, iso, START } from './watched-story.ts';

/** What is told at the moments that are named, one after the other, and how many hours after the start. */
function toldByTime(first: AlertInput, count: number): unknown[] {
  let state = NO_ALERTS;
  let now = first.now;
  const told: unknown[] = [];
  while (told.length < count) {
    const input = { ...first, now };
    const decided = decideAlerts(state, input);
    ({ state } = decided);
    if (decided.notices.length > 0) told.push([(now - START) / HOUR, ...decided.notices.map(brief)]);
    const next = nextLookAt(state, input);
    if (next === undefined) break;
    expect(next).toBeGreaterThan(now);
    now = next;
  }
  return told;
}

const MS = 1 / HOUR;

describe('the next look', () => {
  it('is when a copy grows too old, and when somebody is to be reminded', () => {
    const input = anInput(START, aWatched({ lastRun: aRunAt(START, 'succeeded') }));
    expect(toldByTime(input, 3)).toEqual([
      [26 + MS, 'silence'],
      [27 + MS, 'silence again 1'],
      [31 + MS, 'silence again 2'],
    ]);
  });

  it('is when a machine was not reached for long enough', () => {
    const lastRun = aRunAt(START, 'failed', 'endpoint.unreachable');
    const away = aWatched({ lastRun: { ...lastRun, startedAt: iso(START) } });
    expect(toldByTime(anInput(START, away), 1)).toEqual([[6, 'unreachable']]);
  });

  it('is when a sync that is coming had its time', () => {
    const watched = aWatched({ comingSince: iso(START + 25 * HOUR) });
    expect(toldByTime(anInput(START + 25 * HOUR, watched), 1)).toEqual([[31, 'silence']]);
  });

  it('is when the digest is due, by the clock on the wall', () => {
    const input = { ...anInput(START), digest: { weekday: 2, hour: 8, minute: 30 } };
    expect(toldByTime(input, 2)).toEqual([
      [20.5, 'digest'],
      [20.5 + 7 * 24, 'digest'],
    ]);
  });

  it('is never where nothing is to come', () => {
    expect(nextLookAt(NO_ALERTS, anInput(START))).toBeUndefined();
  });
});
