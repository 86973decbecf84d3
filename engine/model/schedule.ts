import { z } from 'zod';
import { readCron } from './cron.ts';

/** Local time of day on the 24-hour clock: `03:00`. */
export const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'a time of day like 03:00');
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** In the order of a week. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const Weekday = z.enum(WEEKDAYS);
export type Weekday = z.infer<typeof Weekday>;

/** Each once, in the order of the week. */
export const Weekdays = z
  .array(Weekday)
  .min(1)
  .transform((days) => WEEKDAYS.filter((day) => days.includes(day)));

export const MOST_TIMES_A_DAY = 48;
/** A week. */
export const MOST_MINUTES = 7 * 24 * 60;

/** By hand alone. */
export const ManualSchedule = z.object({ kind: z.literal('manual') });

/** Local times of day, each once and ascending, on some weekdays or all. */
export const TimesSchedule = z.object({
  kind: z.literal('times'),
  times: z
    .array(TimeOfDay)
    .min(1)
    .max(MOST_TIMES_A_DAY)
    .transform((times) => [...new Set(times)].sort()),
  weekdays: Weekdays,
});

/** Every so many minutes of real time, counted from a fixed midnight: it never drifts, and no clock change shortens a gap. */
export const EverySchedule = z.object({
  kind: z.literal('every'),
  minutes: z.number().int().min(1).max(MOST_MINUTES),
});

/** The five fields of crontab(5), in small letters with one space between; see cron.ts. */
export const CronSchedule = z.object({
  kind: z.literal('cron'),
  expression: z
    .string()
    .max(200)
    .refine((text) => readCron(text).ok, 'a cron expression of five fields, like 0 3 * * *'),
});

export const DEFAULT_CONTINUOUS = { settleSeconds: 5, longestSeconds: 60, fullPassAt: '03:00' } as const;
export const MOST_SETTLE_SECONDS = 3600;

/** As things change: once they have been quiet for `settleSeconds`, at most `longestSeconds` after the first; and a full pass a day. */
export const ContinuousSchedule = z
  .object({
    kind: z.literal('continuous'),
    settleSeconds: z.number().int().min(1).max(MOST_SETTLE_SECONDS).default(DEFAULT_CONTINUOUS.settleSeconds),
    longestSeconds: z
      .number()
      .int()
      .min(1)
      .max(MOST_SETTLE_SECONDS)
      .default(DEFAULT_CONTINUOUS.longestSeconds),
    fullPassAt: TimeOfDay.default(DEFAULT_CONTINUOUS.fullPassAt),
  })
  .refine(
    ({ settleSeconds, longestSeconds }) => settleSeconds <= longestSeconds,
    'a longest wait that is no shorter than the settling',
  );

/** When a pair's runs are due. Times of day are those of the zone of the host, which is told wherever it matters. */
export const Schedule = z.discriminatedUnion('kind', [
  ManualSchedule,
  TimesSchedule,
  EverySchedule,
  CronSchedule,
  ContinuousSchedule,
]);
export type Schedule = z.infer<typeof Schedule>;
export type ScheduleOf<Kind extends Schedule['kind']> = Extract<Schedule, { readonly kind: Kind }>;
