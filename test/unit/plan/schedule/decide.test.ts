import { describe, expect, it } from 'vitest';
import { NO_CONDITIONS, type ScheduleConditions } from '../../../../engine/model/schedule-conditions.ts';
import type { ScheduleState } from '../../../../engine/model/schedule-state.ts';
import { Schedule, WEEKDAYS } from '../../../../engine/model/schedule.ts';
import { afterKill, answered } from '../../../../engine/plan/schedule/answer.ts';
import { decide, type ScheduleFacts } from '../../../../engine/plan/schedule/decide.ts';
import { dueSpan } from '../../../../engine/plan/schedule/due-span.ts';
import { machinesOf } from '../../../../engine/plan/schedule/queue.ts';
import { quietUntil } from '../../../../engine/plan/schedule/quiet.ts';
import { reckon } from '../../../../engine/plan/schedule/reckon.ts';

const ZONE = 'Europe/Berlin';
const DAILY = Schedule.parse({ kind: 'times', times: ['03:00'], weekdays: WEEKDAYS });
const at = (iso: string): number => Date.parse(iso);

function aState(differences: Partial<ScheduleState> = {}): ScheduleState {
  return { ...reckon(undefined, DAILY, at('2026-06-01T12:00Z'), ZONE), ...differences };
}

function someFacts(differences: Partial<ScheduleFacts> = {}): ScheduleFacts {
  const now = at('2026-06-02T01:00:30Z');
  return {
    now,
    timeZone: ZONE,
    settledAt: now,
    isOnMains: true,
    networks: ['office'],
    isStandbyReachable: true,
    isUnderWay: false,
    cannotBeginUntil: undefined,
    queuedBehind: undefined,
    ...differences,
  };
}

const decided = (
  facts: Partial<ScheduleFacts>,
  state: Partial<ScheduleState> = {},
  conditions: Partial<ScheduleConditions> = {},
): unknown => decide(DAILY, { ...NO_CONDITIONS, ...conditions }, aState(state), someFacts(facts));

describe('decide', () => {
  const due = at('2026-06-02T01:00Z');
  const span = { first: due, last: due, count: 1 };

  it('begins nothing onto a standby that serves, and is due when it gives the role back', () => {
    expect(decided({ isPromoted: true })).toEqual({ kind: 'wait', for: 'promoted', until: undefined, due });
    expect(decided({ isPromoted: false }, { pending: { waitedFor: 'promoted' } })).toMatchObject({
      kind: 'run',
    });
  });

  it('runs on time, and says when nothing is due yet or ever', () => {
    expect(decided({})).toEqual({ kind: 'run', span, late: undefined });
    expect(decided({ now: due - 1 })).toEqual({ kind: 'not-due', until: due });
    const { nextDueAt: _next, ...never } = aState();
    expect(decide({ kind: 'manual' }, NO_CONDITIONS, never, someFacts())).toEqual({ kind: 'idle' });
  });

  it('takes all that was missed for one, and says why it is late', () => {
    const now = at('2026-06-05T08:00Z');
    expect(decided({ now, settledAt: now }, { pending: { absence: 'asleep', waitedFor: 'mains' } })).toEqual({
      kind: 'run',
      span: { first: due, last: at('2026-06-05T01:00Z'), count: 4 },
      late: { kind: 'absent', absence: 'asleep' },
    });
    expect(decided({ now, settledAt: now }, { pending: { waitedFor: 'mains' } })).toMatchObject({
      late: { kind: 'waited', for: 'mains' },
    });
  });

  it('skips while a run of the pair is under way, also in a pause', () => {
    const pause = { since: '2026-06-01T00:00:00Z' };
    expect(decided({ isUnderWay: true }, { pause })).toEqual({ kind: 'skip', span, reason: 'previous-run' });
  });

  it('lets the full pass of a continuous schedule wait for the run that is under way', () => {
    const facts = someFacts({ isUnderWay: true });
    expect(decide(Schedule.parse({ kind: 'continuous' }), NO_CONDITIONS, aState(), facts)).toEqual(
      wait('machine'),
    );
  });

  const wait = (reason: string, until?: number): unknown => ({ kind: 'wait', for: reason, until, due });

  it('waits for one thing at a time, with its end where that is known', () => {
    const paused = { pause: { since: '2026-06-01T00:00:00Z', until: '2026-06-02T09:00:00Z' } };
    const quiet = [{ from: '22:00', to: '07:00', weekdays: [...WEEKDAYS] }];
    const now = due + 30_000;
    expect(decided({ settledAt: now + 1 }, paused)).toEqual(wait('paused', at('2026-06-02T09:00Z')));
    expect(decided({}, { pause: { since: '2026-06-01T00:00:00Z' } })).toEqual(wait('paused'));
    expect(decided({ settledAt: now + 5 }, {}, { quiet })).toEqual(wait('settle', now + 5));
    expect(decided({}, {}, { quiet })).toEqual(wait('quiet', at('2026-06-02T05:00Z')));
    expect(decided({ isOnMains: false }, {}, { onMains: true })).toEqual(wait('mains'));
    expect(decided({ networks: undefined }, {}, { networks: ['office'] })).toEqual(wait('network'));
    expect(decided({ isStandbyReachable: false, queuedBehind: 'limit' })).toEqual(wait('standby'));
    expect(decided({ queuedBehind: 'machine' })).toEqual(wait('machine'));
  });

  it('takes what nobody can tell for good where the run finds out by itself', () => {
    const facts = { isOnMains: undefined, isStandbyReachable: undefined };
    expect(decided(facts, {}, { onMains: true, networks: ['home', 'office'] })).toMatchObject({
      kind: 'run',
    });
  });
});

describe('a quiet window', () => {
  const night = [{ from: '22:00', to: '06:00', weekdays: ['fri' as const] }];

  it('belongs to the day it begins on, and ends on the next', () => {
    // 5 June 2026 is a Friday; Berlin is two hours ahead.
    expect(quietUntil(night, at('2026-06-05T19:59Z'), ZONE)).toBeUndefined();
    expect(quietUntil(night, at('2026-06-05T20:00Z'), ZONE)).toBe(at('2026-06-06T04:00Z'));
    expect(quietUntil(night, at('2026-06-06T03:59Z'), ZONE)).toBe(at('2026-06-06T04:00Z'));
    expect(quietUntil(night, at('2026-06-06T04:00Z'), ZONE)).toBeUndefined();
    expect(quietUntil(night, at('2026-06-05T03:00Z'), ZONE)).toBeUndefined();
    expect(quietUntil([], at('2026-06-05T20:00Z'), ZONE)).toBeUndefined();
  });
});

describe('what is remembered', () => {
  it('stays the same while nothing changes', () => {
    const state = aState();
    expect(reckon(state, DAILY, at('2026-06-01T23:00Z'), ZONE)).toBe(state);
  });

  it('reckons the next due time anew for another schedule, and keeps what has passed', () => {
    const hourly = Schedule.parse({ kind: 'every', minutes: 60 });
    expect(reckon(aState(), hourly, at('2026-06-01T12:30Z'), ZONE).nextDueAt).toBe(
      '2026-06-01T13:00:00.000Z',
    );
    expect(reckon(aState(), hourly, at('2026-06-03T12:30Z'), ZONE).nextDueAt).toBe(
      '2026-06-02T01:00:00.000Z',
    );
    expect(reckon(aState(), { kind: 'manual' }, at('2026-06-01T12:30Z'), ZONE).nextDueAt).toBeUndefined();
  });

  it('is due once more after its host was killed in the run, and not a third time', () => {
    const now = at('2026-06-02T01:00:00Z');
    const run = { kind: 'run' as const, span: { first: now, last: now, count: 1 }, late: undefined };
    const first = answered(aState(), run, DAILY, now, ZONE);
    const again = afterKill(first, now + 1000);
    expect([again.nextDueAt, again.pending]).toEqual([
      '2026-06-02T01:00:00.000Z',
      { absence: 'interrupted' },
    ]);
    const second = answered(again, run, DAILY, now + 2000, ZONE);
    expect(afterKill(second, now + 3000).nextDueAt).toBe('2026-06-03T01:00:00.000Z');
  });
});

describe('a span of due times', () => {
  it('ends at the last, however many there were', () => {
    const minutely = Schedule.parse({ kind: 'every', minutes: 1 });
    const first = at('2026-01-01T00:00Z');
    const now = at('2026-12-01T00:00:20Z');
    expect(dueSpan(minutely, first, now, ZONE)).toEqual({ first, last: now - 20_000, count: 1000 });
    expect(dueSpan({ kind: 'manual' }, first, now, ZONE)).toEqual({ first, last: first, count: 1 });
  });
});

describe('the machines of a pair', () => {
  it('are told by their host keys, whatever they are called', () => {
    const hostKey = `SHA256:${'a'.repeat(43)}`;
    const ssh = (host: string) => ({ kind: 'ssh' as const, user: 'root', host, port: 22, hostKey });
    expect(machinesOf({ primary: { kind: 'local' }, standby: ssh('spare.local') })).toEqual([
      'local',
      hostKey,
    ]);
    expect(machinesOf({ primary: ssh('10.0.0.2'), standby: ssh('spare.local') })).toEqual([hostKey]);
  });
});
