import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScheduleAnswer } from '../../../engine/model/schedule-state.ts';
import { dueTimes } from '../../../engine/plan/schedule/due-times.ts';
import { numbers } from '../../helpers/numbers.ts';
import { A, aScheduledPair, DAY_MS, HOUR_MS, MINUTE_MS, NO_ROOM, schedule, World } from './world.ts';

// The decade has São Paulo's midnights without a midnight, and the date that Samoa left out.
const START = '2009-06-01T00:00:00.000Z';
const TEN_YEARS_MS = 3652 * DAY_MS;
const ZONES = [
  ['Europe/Berlin', 'daily 02:30'],
  ['America/New_York', 'daily 01:30 and 02:15'],
  ['Australia/Lord_Howe', 'daily 01:45 and 02:10'],
  ['Asia/Kolkata', 'weekdays 12:30 and 18:00'],
  ['America/Sao_Paulo', 'daily 00:30'],
  ['Pacific/Apia', 'cron 30 2,12 * * *'],
] as const;

type Event =
  | { readonly kind: 'pass' | 'sleep' | 'stop' | 'off' | 'kill'; readonly ms: number }
  | { readonly kind: 'set'; readonly ms: number }
  | { readonly kind: 'no-room'; readonly ms: number }
  | { readonly kind: 'by-hand'; readonly ms: number }
  | { readonly kind: 'run-length'; readonly ms: number };

async function live(world: World, event: Event): Promise<void> {
  const { clock } = world;
  switch (event.kind) {
    case 'pass':
      return clock.pass(event.ms);
    case 'sleep':
      return world.wakeAfter(event.ms);
    case 'stop':
      clock.stopProcess(event.ms);
      return clock.pass(0);
    case 'off':
    case 'kill':
      await world.killHost();
      clock.stopProcess(event.ms);
      world.bootedAt = event.kind === 'off' ? clock.now() - MINUTE_MS : undefined;
      return world.startHost();
    case 'set':
      clock.setBy(event.ms);
      return clock.pass(0);
    case 'no-room':
      world.cannotBegin = true;
      await clock.pass(event.ms);
      world.cannotBegin = false;
      return;
    case 'by-hand':
      if (world.underWay.has(A)) return;
      world.underWay.add(A);
      await clock.pass(event.ms);
      // The run is that of the host, and gone with it.
      world.underWay.delete(A);
      return;
    case 'run-length':
      world.runMs = event.ms;
  }
}

/** It slept on before the run that had become due could begin, and the run said nothing of why it was late. */
const FOUND: [string, string, string, Event[]][] = [
  [
    'every 1h',
    'Europe/Berlin',
    '2026-02-20T00:00:00.000Z',
    [
      { kind: 'sleep', ms: 377_566_516 },
      { kind: 'sleep', ms: 1_442_860 },
      { kind: 'pass', ms: 41_912_142 },
      { kind: 'pass', ms: 27_053_474 },
      { kind: 'sleep', ms: 2_025_008 },
      { kind: 'sleep', ms: 50_001 },
    ],
  ],
];

/** Every due time that passed has an answer, or waits for one; none has two but where it is said why. */
function judge(world: World, text: string, start: number): void {
  expect(world.problems.filter((each) => !String(each).includes(NO_ROOM))).toEqual([]);
  const answers = world.answers.map(({ answer }) => answer);
  const spans = answers.filter((each) => each.kind !== 'clock-set-back');
  const now = world.clock.now();
  const waiting = Date.parse(world.nextDueAt() ?? '');
  const silent: string[] = [];
  const isCovered = coveredBy(spans);
  for (const at of dueTimes(schedule(text), start, world.timeZone)) {
    if (at > now || at >= waiting) break;
    if (!isCovered(at)) silent.push(new Date(at).toISOString());
  }
  expect(silent).toEqual([]);
  expect(repeated(answers)).toEqual([]);
  const unexplained = world.started.filter(
    ({ at, dueAt, late }) => late === undefined && Date.parse(at) - Date.parse(dueAt) > MINUTE_MS,
  );
  expect(unexplained).toEqual([]);
}

function coveredBy(
  spans: readonly Exclude<ScheduleAnswer, { kind: 'clock-set-back' }>[],
): (at: number) => boolean {
  const sorted = spans
    .map(({ firstDueAt, lastDueAt }) => ({ first: Date.parse(firstDueAt), last: Date.parse(lastDueAt) }))
    .sort((a, b) => a.first - b.first);
  let next = 0;
  let reach = Number.NEGATIVE_INFINITY;
  const exact = new Set<number>();
  return (at) => {
    for (let span = sorted[next]; span !== undefined && span.first <= at; span = sorted[++next]) {
      reach = Math.max(reach, span.last);
      exact.add(span.first);
    }
    return at <= reach || exact.has(at);
  };
}

/** Answers to what had one before, but for a second try after a kill (or why there was none) and a clock that was put far back. */
function repeated(answers: readonly ScheduleAnswer[]): ScheduleAnswer[] {
  let last = '';
  return answers.filter((answer, at) => {
    if (answer.kind === 'clock-set-back') {
      last = '';
      return false;
    }
    const isAgain = answer.firstDueAt <= last;
    const triedBefore = isAgain ? answers.slice(0, at).findLast(({ kind }) => kind === 'run') : undefined;
    const isSecondTry =
      answer.kind === 'run'
        ? answer.late?.kind === 'absent' && answer.late.absence === 'interrupted'
        : answer.reason === 'previous-run' &&
          triedBefore?.kind === 'run' &&
          triedBefore.firstDueAt === answer.firstDueAt;
    // The due times that the first try had answered as well are open again.
    if (isSecondTry || answer.lastDueAt > last) last = answer.lastDueAt;
    return isAgain && !isSecondTry;
  });
}

describe('ten years of schedules', () => {
  it.each(ZONES)('in %s, "%s", with sleeps, kills and clock steps', async (timeZone, text) => {
    const world = new World([aScheduledPair(text)], START, { heartbeatMs: 6 * HOUR_MS });
    world.timeZone = timeZone;
    await world.startHost();
    const start = world.clock.now();
    const random = numbers(timeZone.length * 7919);
    while (world.clock.now() < start + TEN_YEARS_MS) {
      await live(world, { kind: 'pass', ms: random() * 3 * DAY_MS });
      const pick = random();
      if (pick < 0.4) await live(world, { kind: 'sleep', ms: random() * 2 * DAY_MS });
      else if (pick < 0.5) await live(world, { kind: 'off', ms: random() * 9 * DAY_MS });
      else if (pick < 0.6) await live(world, { kind: 'kill', ms: random() * HOUR_MS });
      else if (pick < 0.65) await live(world, { kind: 'set', ms: (random() - 0.5) * 6 * HOUR_MS });
      else if (pick < 0.66) await live(world, { kind: 'set', ms: (random() - 0.5) * 60 * DAY_MS });
      else if (pick < 0.7) await live(world, { kind: 'no-room', ms: random() * 4 * HOUR_MS });
      else if (pick < 0.8) await live(world, { kind: 'by-hand', ms: random() * 5 * HOUR_MS });
      else await live(world, { kind: 'run-length', ms: random() * 8 * HOUR_MS });
    }
    judge(world, text, start);
    expect(world.started.length).toBeGreaterThan(1000);
  });

  it('of a run of three hours on an hourly schedule', async () => {
    const world = new World([aScheduledPair('every 1h')], START, { heartbeatMs: 6 * HOUR_MS });
    world.runMs = 3 * HOUR_MS - MINUTE_MS;
    await world.startHost();
    const start = world.clock.now();
    await world.clock.pass(TEN_YEARS_MS);
    judge(world, 'every 1h', start);
    const counts = { runs: world.started.length, skips: world.answers.length - world.started.length };
    expect(counts).toEqual({ runs: 29_216, skips: 58_432 });
  });
});

describe('any three months of any schedule', () => {
  const ms = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most });
  const event: fc.Arbitrary<Event> = fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: ms(9 * DAY_MS) }) },
    fc.record({ kind: fc.constantFrom('sleep' as const, 'stop', 'off', 'kill'), ms: ms(9 * DAY_MS) }),
    fc.record({ kind: fc.constantFrom('sleep' as const, 'stop', 'kill'), ms: ms(HOUR_MS) }),
    fc.record({ kind: fc.constant('set' as const), ms: fc.integer({ min: -40 * DAY_MS, max: 40 * DAY_MS }) }),
    fc.record({ kind: fc.constant('set' as const), ms: fc.integer({ min: -HOUR_MS, max: HOUR_MS }) }),
    fc.record({ kind: fc.constantFrom('by-hand' as const, 'run-length', 'no-room'), ms: ms(7 * HOUR_MS) }),
  );
  const text = fc.constantFrom(
    'daily 02:30',
    'every 1h',
    'every 45m',
    'every 7d',
    'mon,wed 07:00',
    'cron 0 * * * *',
    'cron */20 2 * * sun',
    'continuous',
  );
  const begin = fc.constantFrom('2026-02-20T00:00:00.000Z', '2026-09-20T00:00:00.000Z');

  it('has an answer to each due time, and never two runs at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom(...ZONES.map(([zone]) => zone)),
        begin,
        fc.array(event, { minLength: 5, maxLength: 25 }),
        async (schedules, timeZone, from, events) => {
          const world = new World([aScheduledPair(schedules)], from, { heartbeatMs: 20 * MINUTE_MS });
          world.timeZone = timeZone;
          await world.startHost();
          const start = world.clock.now();
          for (const each of events) await live(world, each);
          await world.clock.pass(DAY_MS);
          judge(world, schedules, start);
        },
      ),
      // Other ones in each run, besides what was once found.
      { numRuns: 20, examples: FOUND },
    );
  }, 120_000);
});
