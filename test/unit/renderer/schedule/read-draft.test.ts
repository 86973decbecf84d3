import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COPIES_ONLY } from '../../../../engine/model/pair.ts';
import { NO_CONDITIONS, type QuietWindow } from '../../../../engine/model/schedule-conditions.ts';
import { WEEKDAYS, type Schedule } from '../../../../engine/model/schedule.ts';
import { draftOf, type Draft } from '../../../../renderer/screens/schedule/draft.ts';
import { countFaults, isSame, readDraft } from '../../../../renderer/screens/schedule/read-draft.ts';
import { faultText } from '../../../../renderer/screens/schedule/words.ts';

const MANUAL = draftOf({ ...COPIES_ONLY, schedule: { kind: 'manual' }, conditions: NO_CONDITIONS });
const ALL = [...WEEKDAYS];

function scheduleOf(to: Partial<Draft>): Schedule | undefined {
  return readDraft({ ...MANUAL, ...to }).schedule;
}

function faultOf(to: Partial<Draft>): string {
  const { typed } = readDraft({ ...MANUAL, ...to });
  return typed === undefined ? 'none' : faultText(typed);
}

describe('a schedule that is looked at', () => {
  const stored = fc.oneof<fc.Arbitrary<Schedule>[]>(
    fc.constant({ kind: 'manual' }),
    fc.record({
      kind: fc.constant('times' as const),
      times: fc.constantFrom<string[][]>(['03:00'], ['00:05', '12:30', '23:59']),
      weekdays: fc.subarray(ALL, { minLength: 1 }),
    }),
    fc.record({ kind: fc.constant('every' as const), minutes: fc.integer({ min: 1, max: 10_080 }) }),
    fc.constant({ kind: 'cron', expression: '*/5 8-18 * * mon-fri' }),
    fc.constant({ kind: 'continuous', settleSeconds: 7, longestSeconds: 90, fullPassAt: '04:30' }),
  );
  const conditions = fc.record({
    onMains: fc.boolean(),
    networks: fc.constantFrom<string[][]>([], ['Office', 'Café "Nord"']),
    quiet: fc.constantFrom<QuietWindow[][]>([], [{ from: '22:00', to: '06:00', weekdays: ALL }]),
  });

  it('is the same as before', () => {
    fc.assert(
      fc.property(stored, conditions, (schedule, ifs) => {
        const read = readDraft(draftOf({ ...COPIES_ONLY, schedule, conditions: ifs }));
        expect([read.schedule, read.conditions, countFaults(read)]).toEqual([schedule, ifs, 0]);
      }),
    );
  });

  it('is shown in its largest unit', () => {
    const amounts = [90, 120, 1_440, 20_160].map((minutes) => {
      const { amount, unit } = draftOf({
        ...COPIES_ONLY,
        schedule: { kind: 'every', minutes },
        conditions: NO_CONDITIONS,
      });
      return `${amount} ${unit}`;
    });
    expect(amounts).toEqual(['90 minutes', '2 hours', '1 days', '14 days']);
  });
});

describe('to wake up', () => {
  const nightly: Schedule = { kind: 'times', times: ['03:00'], weekdays: ALL };

  const stored = { ...COPIES_ONLY, schedule: nightly, conditions: NO_CONDITIONS };

  it('is as it is stored', () => {
    for (const wake of [true, false]) expect(readDraft(draftOf({ ...stored, wake })).wake).toBe(wake);
  });

  it('is a change to be saved, and none where nothing is due', () => {
    const draft = draftOf(stored);
    expect(isSame(draft, { ...draft, wake: true })).toBe(false);
    expect(isSame(MANUAL, { ...MANUAL, wake: true })).toBe(true);
    expect(readDraft({ ...draft, kind: 'manual', wake: true }).wake).toBe(false);
  });
});

describe('what is typed', () => {
  it.each<[Partial<Draft>, Schedule]>([
    [
      { kind: 'times', times: '3am, noon and 18.30' },
      { kind: 'times', times: ['03:00', '12:00', '18:30'], weekdays: ALL },
    ],
    [
      { kind: 'times', times: '07:00 07:00', weekdays: ['sun', 'mon'] },
      { kind: 'times', times: ['07:00'], weekdays: ['mon', 'sun'] },
    ],
    [
      { kind: 'every', amount: ' 15 ', unit: 'minutes' },
      { kind: 'every', minutes: 15 },
    ],
    [
      { kind: 'every', amount: '7', unit: 'days' },
      { kind: 'every', minutes: 10_080 },
    ],
    [
      { kind: 'every', amount: '90m', unit: 'hours' },
      { kind: 'every', minutes: 90 },
    ],
    [
      { kind: 'cron', cron: ' 0  3 * * MON-FRI ' },
      { kind: 'cron', expression: '0 3 * * mon-fri' },
    ],
  ])('%j is understood', (to, schedule) => {
    expect(scheduleOf(to)).toEqual(schedule);
  });

  it.each<[Partial<Draft>, string]>([
    [{ kind: 'times', times: '' }, 'A time of day is missing, like 03:00.'],
    [
      { kind: 'times', times: '03:00 and 7' },
      '"03:00 and" was understood; then "7" could be many things: write 07:00 or 7pm.',
    ],
    [{ kind: 'times', times: 'mon 07:00' }, '"mon" has no meaning here.'],
    [{ kind: 'times', times: '25:00' }, '"25:00" is no time of day.'],
    [{ kind: 'every', amount: '' }, 'A length of time is missing, like 15m or 2h.'],
    [{ kind: 'every', amount: '0', unit: 'hours' }, '"0" is not between 1 and 10,080 minutes.'],
    [{ kind: 'every', amount: '8', unit: 'days' }, '"8" is not between 1 and 10,080 minutes.'],
    [{ kind: 'every', amount: 'often' }, '"often" is no length of time, like 15m or 2h.'],
    [
      { kind: 'cron', cron: '0 3 * *' },
      '"0 3 * *" was understood; then cron has five fields, and here are 4.',
    ],
    [
      { kind: 'cron', cron: '0 3 * jam *' },
      '"0 3 *" was understood; then "jam" is nothing that cron has for months (1-12).',
    ],
    [
      { kind: 'cron', cron: '0 3 31 2 *' },
      '"0 3 31 2 *" was understood; then there is no such date in any year.',
    ],
  ])('%j is explained', (to, text) => {
    expect(faultOf(to)).toBe(text);
    expect(scheduleOf(to)).toBeUndefined();
  });

  it('needs a day', () => {
    const read = readDraft({ ...MANUAL, kind: 'times', weekdays: [] });
    expect([read.schedule, read.hasNoDays, read.typed]).toEqual([undefined, true, undefined]);
  });

  it('counts of the chosen kind alone', () => {
    const draft: Draft = { ...MANUAL, kind: 'times', cron: 'nonsense', amount: '' };
    expect(countFaults(readDraft(draft))).toBe(0);
    expect(isSame(MANUAL, { ...MANUAL, cron: 'nonsense' })).toBe(true);
    expect(isSame(MANUAL, draft)).toBe(false);
    expect(isSame({ ...draft, times: '3am' }, { ...draft, times: '03:00' })).toBe(true);
  });
});

describe('conditions', () => {
  const quiet = { key: 'new-1', from: '10pm', to: '06:00', weekdays: ALL };

  it('are stored as they are understood, each network once', () => {
    const networks = [' Office ', 'Office', 'Home'].map((name, at) => ({ key: String(at), name }));
    expect(readDraft({ ...MANUAL, onMains: true, networks, quiet: [quiet] }).conditions).toEqual({
      onMains: true,
      networks: ['Office', 'Home'],
      quiet: [{ from: '22:00', to: '06:00', weekdays: ALL }],
    });
  });

  it('are not stored with a fault', () => {
    const networks = [
      { key: 'a', name: ' ' },
      { key: 'b', name: 'x'.repeat(201) },
    ];
    const read = readDraft({
      ...MANUAL,
      networks,
      quiet: [
        { ...quiet, from: '06:00' },
        { ...quiet, key: 'new-2', weekdays: [], to: '6 or so' },
      ],
    });
    expect(read.conditions).toBeUndefined();
    expect([...read.networks]).toEqual([
      ['a', 'empty'],
      ['b', 'too-long'],
    ]);
    expect([...read.quiet.keys()]).toEqual(['new-1', 'new-2']);
    expect(read.quiet.get('new-1')).toMatchObject({ isEmpty: true, hasNoDays: false, to: undefined });
    expect(read.quiet.get('new-2')).toMatchObject({ isEmpty: false, hasNoDays: true });
    expect(countFaults(read)).toBe(4);
  });
});
