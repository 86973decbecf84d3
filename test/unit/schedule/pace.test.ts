import { expect, it } from 'vitest';
import { NO_PACE, paceAfter, type FollowingRun } from '../../../engine/plan/schedule/pace.ts';

const took = (endedAt: number, run: Partial<FollowingRun> = {}): FollowingRun => ({
  outcome: 'succeeded',
  isWhole: false,
  startedAt: 0,
  endedAt,
  cpuMs: 0,
  ...run,
});

it('rests as long as a run took, a second at the least, and longer after more work of its own', () => {
  const rest = (run: FollowingRun): number => paceAfter(NO_PACE, run).notBefore - run.endedAt;
  expect(rest(took(200))).toBe(1_000);
  expect(rest(took(8_000))).toBe(8_000);
  expect(rest(took(600_000))).toBe(15_000);
  // 5 % of a core.
  expect(rest(took(2_000, { cpuMs: 600 }))).toBe(10_000);
  expect(rest(took(8_000, { cpuMs: 600 }))).toBe(8_000);
  expect(rest(took(2_000, { cpuMs: 60_000 }))).toBe(20_000);
  expect(rest(took(50_000, { cpuMs: 6_000, isWhole: true }))).toBe(15_000);
});

it('waits longer after each failure, up to an hour, and is quick again after a success', () => {
  const waits: number[] = [];
  let pace = NO_PACE;
  for (const outcome of [
    'failed',
    'partial',
    undefined,
    'cancelled',
    'failed',
    'failed',
    'failed',
  ] as const) {
    pace = paceAfter(pace, took(0, { outcome }));
    waits.push(pace.notBefore / 1_000);
  }
  expect(waits).toEqual([5, 15, 60, 300, 900, 3_600, 3_600]);
  expect(paceAfter(pace, took(0))).toEqual({
    failures: 0,
    wholes: 0,
    notBefore: 1_000,
  });
});

it('leaves what waits for a person to the person, and to the full pass of the day', () => {
  expect(paceAfter(NO_PACE, took(0, { outcome: 'held' })).notBefore).toBe(24 * 3_600_000);
  expect(paceAfter(NO_PACE, took(0, { outcome: 'refused' })).notBefore).toBe(24 * 3_600_000);
});

it('goes through everything once at once, and then every quarter of an hour until changes can be followed', () => {
  const whole = took(1_000, { isWhole: true });
  const first = paceAfter(NO_PACE, whole);
  expect(first).toEqual({ failures: 0, wholes: 1, notBefore: 2_000 });
  const second = paceAfter(first, whole);
  expect(second).toEqual({ failures: 0, wholes: 2, notBefore: 901_000 });
  expect(paceAfter(second, took(1_000))).toMatchObject({ wholes: 0 });
});
