import { describe, expect, it } from 'vitest';
import { UNSCHEDULED } from '../../../engine/model/pair.ts';
import type { ScheduleStanding } from '../../../engine/model/schedule-standing.ts';
import { dueWords } from '../../../engine/text/lateness.ts';
import { comingTime } from '../../../engine/text/relative-time.ts';
import { conditionWords, scheduleWords } from '../../../engine/text/schedule-words.ts';
import { answerWords, nextRunWords, waitingWords } from '../../../engine/text/standing-words.ts';
import { parseSchedule } from '../../../engine/plan/schedule/parse.ts';
import { aPair } from '../../fakes/builders.ts';

const PAIR = aPair({ schedule: { kind: 'times', times: ['03:00'], weekdays: ['mon'] } });
/** A Thursday. */
const context = { now: Date.parse('2026-11-26T20:00:00Z'), timeZone: 'UTC' };

function standing(fields: Partial<ScheduleStanding> = {}): ScheduleStanding {
  return {
    nextDueAt: '2026-11-27T03:00:00.000Z',
    waits: undefined,
    absence: undefined,
    pause: undefined,
    lastAnswer: undefined,
    timeZone: 'UTC',
    follow: undefined,
    wake: undefined,
    ...fields,
  };
}

describe('a time to come', () => {
  it.each([
    ['2026-11-26T23:00:00Z', 'today 23:00'],
    ['2026-11-27T03:00:00Z', 'tonight 03:00'],
    ['2026-11-27T07:00:00Z', 'tomorrow 07:00'],
    ['2026-11-30T12:30:00Z', 'Mon 12:30'],
    ['2026-12-03T12:30:00Z', '3 Dec 12:30'],
    ['never', 'an unknown time'],
  ])('%s is %s', (iso, text) => {
    expect(comingTime(iso, context)).toBe(text);
  });

  it('is no night of a morning', () => {
    const now = Date.parse('2026-11-26T01:00:00Z');
    expect(comingTime('2026-11-27T03:00:00Z', { ...context, now })).toBe('tomorrow 03:00');
  });
});

describe('the next run', () => {
  it.each([
    ['next: tonight 03:00', standing()],
    ['paused until you resume', standing({ pause: { since: '2026-11-26T19:00:00.000Z' } })],
    [
      'paused until today 21:00',
      standing({ pause: { since: '2026-11-26T19:00:00.000Z', until: '2026-11-26T21:00:00.000Z' } }),
    ],
    ['due, waits for mains power', standing({ waits: { for: 'mains', until: undefined } })],
    ['nothing begins by itself', undefined],
    [undefined, standing({ nextDueAt: undefined })],
  ])('is %s', (text, given) => {
    expect(nextRunWords({ pair: PAIR, standing: given }, context)).toBe(text);
  });

  it('is none of a pair by hand', () => {
    expect(nextRunWords({ pair: aPair(UNSCHEDULED), standing: standing() }, context)).toBeUndefined();
  });

  it('that waits says for what, since when and why', () => {
    const given = standing({
      nextDueAt: '2026-11-26T03:00:00.000Z',
      waits: { for: 'quiet', until: '2026-11-26T22:00:00.000Z' },
      absence: 'asleep',
    });
    expect(waitingWords(given, context)).toBe(
      'A run is due since 03:00 and waits until the time of quiet is over, until today 22:00. At its time this machine was asleep.',
    );
    expect(waitingWords(standing(), context)).toBeUndefined();
  });
});

describe('what became of a due time', () => {
  const span = { firstDueAt: '2026-11-26T03:00:00.000Z', lastDueAt: '2026-11-26T03:00:00.000Z', dueTimes: 1 };
  const at = '2026-11-26T07:12:00.000Z';
  it.each([
    [{ kind: 'run' as const, ...span, at }, 'Due 03:00: a run began on time.'],
    [
      { kind: 'run' as const, ...span, at, late: { kind: 'absent' as const, absence: 'off' as const } },
      'Due 03:00: a run began 07:12, since this machine was off.',
    ],
    [
      { kind: 'skip' as const, ...span, dueTimes: 3, at, reason: 'previous-run' as const },
      'Due 03:00 (and 2 more): left out, since a run of the pair was under way.',
    ],
    [
      { kind: 'clock-set-back' as const, at, lastDueAt: at },
      'The clock was put back at 07:12: what was due after that counts anew.',
    ],
  ])('%o', (answer, text) => {
    expect(answerWords(answer, context)).toBe(text);
  });

  it('stands with the run', () => {
    const late = { kind: 'waited', for: 'standby' } as const;
    expect(dueWords({ dueAt: span.firstDueAt, late }, at, context)).toBe(
      'due 03:00, began 4 h 12 min late: the standby could not be reached',
    );
    expect(dueWords({ dueAt: span.firstDueAt }, at, context)).toBe('due 03:00');
  });
});

describe('a schedule in words', () => {
  it.each([
    ['manual', 'by hand only'],
    ['daily 03:00', 'every day at 03:00'],
    ['weekdays 12:30 and 18:00', 'on weekdays at 12:30 and 18:00'],
    ['mon,wed 07:00', 'every Monday and Wednesday at 07:00'],
    ['weekends 10:00', 'on weekends at 10:00'],
    ['every 15m', 'every 15 minutes'],
    ['every 1h', 'every hour'],
    ['every 2d', 'every 2 days'],
    ['cron 0 3 * * *', 'by the cron expression 0 3 * * *'],
    ['continuous', 'continuously, and in full every day at 03:00'],
    [
      'continuous settle 10s within 30s full 04:30',
      'continuously, after 10 s of quiet and 30 s at the latest, and in full every day at 04:30',
    ],
  ])('%s: %s', (text, words) => {
    const schedule = parseSchedule(text);
    if (!schedule.ok) throw new Error(text);
    expect(scheduleWords(schedule.value)).toBe(words);
  });

  it('has a line for each condition', () => {
    expect(
      conditionWords({
        onMains: true,
        networks: ['Office', 'Home'],
        quiet: [{ from: '22:00', to: '06:00', weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'] }],
      }),
    ).toEqual([
      'only on mains power',
      'only on the network Office or Home',
      'not between 22:00 and 06:00 on weekdays',
    ]);
  });
});
