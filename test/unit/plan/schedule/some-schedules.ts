import fc from 'fast-check';
import { readCron } from '../../../../engine/model/cron.ts';
import { MOST_MINUTES, MOST_SETTLE_SECONDS, Schedule, WEEKDAYS } from '../../../../engine/model/schedule.ts';

export const someTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

export const someTimes = fc
  .record({
    kind: fc.constant('times' as const),
    times: fc.array(someTime, { minLength: 1, maxLength: 5 }),
    weekdays: fc.subarray([...WEEKDAYS], { minLength: 1 }),
  })
  .map((schedule) => Schedule.parse(schedule));

const someField = (least: number, most: number): fc.Arbitrary<string> => {
  const value = fc.integer({ min: least, max: most });
  const range = fc.tuple(value, value).map(([a, b]) => `${String(Math.min(a, b))}-${String(Math.max(a, b))}`);
  const step = fc.integer({ min: 1, max: 30 }).map((each) => `*/${String(each)}`);
  return fc.oneof(
    fc.constant('*'),
    step,
    range,
    fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => values.join(',')),
  );
};

export const someCron = fc
  .tuple(someField(0, 59), someField(0, 23), someField(1, 31), someField(1, 12), someField(0, 7))
  .map((fields) => fields.join(' '))
  .filter((expression) => readCron(expression).ok)
  .map((expression) => Schedule.parse({ kind: 'cron', expression }));

export const someEvery = fc
  .integer({ min: 1, max: MOST_MINUTES })
  .map((minutes) => Schedule.parse({ kind: 'every', minutes }));

const seconds = fc.integer({ min: 1, max: MOST_SETTLE_SECONDS });
const someContinuous = fc.tuple(seconds, seconds, someTime).map(([a, b, fullPassAt]) =>
  Schedule.parse({
    kind: 'continuous',
    settleSeconds: Math.min(a, b),
    longestSeconds: Math.max(a, b),
    fullPassAt,
  }),
);

export const someSchedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constantFrom<Schedule>(Schedule.parse({ kind: 'manual' }), Schedule.parse({ kind: 'continuous' })),
  someTimes,
  someEvery,
  someCron,
  someContinuous,
);
