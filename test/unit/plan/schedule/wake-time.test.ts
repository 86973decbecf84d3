import { describe, expect, it } from 'vitest';
import { parseSchedule } from '../../../../engine/plan/schedule/parse.ts';
import type { Schedule } from '../../../../engine/model/schedule.ts';
import { nextDue } from '../../../../engine/plan/schedule/due-times.ts';
import { wakeTime, wallText, type WakingPair } from '../../../../engine/plan/schedule/wake-time.ts';

const BERLIN = 'Europe/Berlin';

function scheduled(text: string): Schedule {
  const read = parseSchedule(text);
  if (!read.ok) throw new Error(text);
  return read.value;
}

/** When it wakes, by the clock on the wall. */
function wakes(
  schedule: string,
  at: string,
  { quiet = [], nextDueAt, pause }: Partial<WakingPair & WakingPair['conditions']> = {},
  zone = BERLIN,
): string | undefined {
  const now = Date.parse(at);
  const due = nextDue(scheduled(schedule), now, zone);
  const pair: WakingPair = {
    schedule: scheduled(schedule),
    conditions: { quiet },
    nextDueAt: nextDueAt ?? (due === undefined ? undefined : new Date(due).toISOString()),
    pause,
  };
  const wake = wakeTime(pair, now, zone);
  return wake === undefined ? undefined : wallText(wake, zone);
}

describe('when this machine wakes up for a pair', () => {
  it.each([
    ['daily 03:00', '11/27/26 02:59:00'],
    ['daily 00:00', '11/26/26 23:59:00'],
    ['sat 03:00', '11/28/26 02:59:00'],
    ['every 2h', '11/26/26 21:59:00'],
    ['continuous full 04:30', '11/27/26 04:29:00'],
    ['cron 0 3 1 1 *', '01/01/27 02:59:00'],
    ['manual', undefined],
  ])('%s: a minute before, at %s', (schedule, text) => {
    expect(wakes(schedule, '2026-11-26T20:00:30+01:00')).toBe(text);
  });

  it('wakes for the next but one where it is awake for the next', () => {
    expect(wakes('daily 03:00', '2026-11-27T02:58:59+01:00')).toBe('11/27/26 02:59:00');
    expect(wakes('daily 03:00', '2026-11-27T02:59:00+01:00')).toBe('11/28/26 02:59:00');
  });

  it('does not stop to wake while a run waits, as for the standby', () => {
    const nextDueAt = '2026-11-27T02:00:00.000Z';
    expect(wakes('daily 03:00', '2026-11-27T09:00:00+01:00', { nextDueAt })).toBe('11/28/26 02:59:00');
  });

  it('wakes when a time of quiet is over that a run would wait for', () => {
    const quiet = [
      { from: '22:00', to: '06:00', weekdays: ['thu'] },
    ] satisfies WakingPair['conditions']['quiet'];
    expect(wakes('daily 03:00', '2026-11-26T20:00:00+01:00', { quiet })).toBe('11/27/26 05:59:00');
    const nextDueAt = '2026-11-27T02:00:00.000Z';
    expect(wakes('daily 03:00', '2026-11-27T04:00:00+01:00', { quiet, nextDueAt })).toBe('11/27/26 05:59:00');
  });

  it('wakes for none while a person has it paused, and when a pause is over for what was due in it', () => {
    const since = '2026-11-26T18:00:00.000Z';
    const now = '2026-11-26T20:00:00+01:00';
    expect(wakes('daily 03:00', now, { pause: { since } })).toBeUndefined();
    const until = '2026-11-27T06:00:00.000Z';
    expect(wakes('daily 03:00', now, { pause: { since, until } })).toBe('11/27/26 06:59:00');
    expect(wakes('daily 03:00', now, { pause: { since, until: '2026-11-26T20:00:00.000Z' } })).toBe(
      '11/27/26 02:59:00',
    );
    expect(wakes('daily 03:00', now, { pause: { since, until: since } })).toBe('11/27/26 02:59:00');
  });
});

describe('where the clock is put forward or back', () => {
  it('wakes at a time that there is', () => {
    // 02:30 is left out: the run is due at 03:00, the moment after the gap.
    expect(wakes('daily 02:30', '2026-03-28T20:00:00+01:00')).toBe('03/29/26 01:59:00');
    expect(wakes('daily 03:01', '2026-03-28T20:00:00+01:00')).toBe('03/29/26 03:00:00');
  });

  it.each([
    // From 02:00 to 03:00 the clock has every time twice. What is due at the first: an hour late at worst.
    [BERLIN, 'daily 02:30', '2026-10-24T20:00:00+02:00', '10/25/26 02:29:00'],
    [BERLIN, 'daily 02:00', '2026-10-24T20:00:00+02:00', '10/25/26 01:59:00'],
    // 02:59 could be taken for the one before, and the machine would sleep again.
    [BERLIN, 'daily 03:00', '2026-10-24T20:00:00+02:00', '10/25/26 03:00:00'],
    [BERLIN, 'daily 03:01', '2026-10-24T20:00:00+02:00', '10/25/26 03:00:00'],
    [BERLIN, 'every 30m', '2026-10-25T02:10:00+01:00', '10/25/26 03:00:00'],
    ['Australia/Lord_Howe', 'daily 02:00', '2026-04-04T20:00:00+11:00', '04/05/26 02:00:00'],
    ['Asia/Kolkata', 'daily 02:30', '2026-10-24T20:00:00+05:30', '10/25/26 02:29:00'],
  ])('in %s, %s from %s wakes at %s, whichever of two times that is', (zone, schedule, at, text) => {
    expect(wakes(schedule, at, {}, zone)).toBe(text);
  });
});

describe('the clock on the wall', () => {
  it.each([
    ['2026-11-27T02:03:04.999Z', BERLIN, '11/27/26 03:03:04'],
    ['2026-12-31T23:00:00Z', BERLIN, '01/01/27 00:00:00'],
    ['2026-07-01T12:00:00Z', 'America/New_York', '07/01/26 08:00:00'],
  ])('%s in %s is %s', (at, zone, text) => {
    expect(wallText(Date.parse(at), zone)).toBe(text);
  });
});
