import { readCron } from '../../model/cron.ts';
import type { ScheduleFault } from '../../model/schedule-fault.ts';
import { DEFAULT_CONTINUOUS, type Schedule } from '../../model/schedule.ts';
import { ok, type Result } from '../../model/result.ts';
import { isIntervalAhead, readInterval, takeSeconds } from './read-interval.ts';
import { takeTime } from './read-time.ts';
import { readTimes } from './read-times.ts';
import { Words } from './words.ts';

/** Reads a schedule as a person writes it: in any case, with or without `at`, `on` and `and`. Says where it stopped understanding. */
export function parseSchedule(text: string): Result<Schedule, ScheduleFault> {
  const words = new Words(text);
  const first = words.peek();
  if (first === undefined) return words.fault({ kind: 'empty' }, undefined);
  if (words.takeIf('cron')) return readCronText(words, text.slice(first.end), first.end);
  if (looksLikeCron(text)) return readCronText(words, text, 0);
  if (words.takeIf('manual', 'manually')) return atEnd(words, { kind: 'manual' });
  if (first.text === 'by' && words.peek(1)?.text === 'hand') {
    words.take();
    words.take();
    return atEnd(words, { kind: 'manual' });
  }
  if (words.takeIf('continuous', 'continuously')) return readContinuous(words);
  if (words.takeIf('hourly')) return atEnd(words, { kind: 'every', minutes: 60 });
  if (isIntervalAhead(words)) return readInterval(words);
  if (words.takeIf('every', 'each')) {
    if (words.peek() === undefined) return words.fault({ kind: 'interval-missing' }, undefined);
    if (isIntervalAhead(words)) return readInterval(words);
  }
  return readTimes(words);
}

function atEnd(words: Words, schedule: Schedule): Result<Schedule, ScheduleFault> {
  const word = words.peek();
  return word === undefined ? ok(schedule) : words.fault({ kind: 'unknown-word' }, word);
}

/** Five words of a crontab's signs, the first of which is no time of day: `0 3 * * *` */
function looksLikeCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === 5 &&
    /^[\d*][\d*/,-]*$/.test(fields[0] ?? '') &&
    fields.some((each) => each.includes('*'))
  );
}

/** `offset`: where the expression begins in the whole text. */
function readCronText(words: Words, text: string, offset: number): Result<Schedule, ScheduleFault> {
  const fields = [...text.matchAll(/\S+/g)];
  const expression = fields.map(([field]) => field.toLowerCase()).join(' ');
  const read = readCron(expression);
  if (read.ok) return ok({ kind: 'cron', expression });
  const fault = read.error;
  const bad =
    fault.kind === 'field'
      ? fields.find(([field]) => field.toLowerCase() === fault.text)
      : fault.kind === 'field-count'
        ? fields[5]
        : undefined;
  const word =
    bad === undefined
      ? undefined
      : { text: bad[0], at: offset + bad.index, end: offset + bad.index + bad[0].length };
  return words.fault({ kind: 'cron', fault }, word);
}

/** `settle 10s`, `within 30s`, `full 04:30`, in any order. */
function readContinuous(words: Words): Result<Schedule, ScheduleFault> {
  let {
    settleSeconds,
    longestSeconds,
    fullPassAt,
  }: Record<'settleSeconds' | 'longestSeconds', number> & {
    fullPassAt: string;
  } = DEFAULT_CONTINUOUS;
  for (let word = words.take(); word !== undefined; word = words.take()) {
    if (word.text === 'settle' || word.text === 'within') {
      const seconds = takeSeconds(words);
      if (!seconds.ok) return seconds;
      if (word.text === 'settle') settleSeconds = seconds.value;
      else longestSeconds = seconds.value;
    } else if (word.text === 'full') {
      words.takeIf('pass');
      words.takeIf('at');
      const time = takeTime(words);
      if (time === undefined) return words.fault({ kind: 'time-missing' }, words.peek());
      if (!time.ok) return time;
      fullPassAt = time.value;
    } else return words.fault({ kind: 'unknown-word' }, word);
  }
  if (settleSeconds > longestSeconds) return words.fault({ kind: 'longest-below-settle' }, undefined);
  return ok({ kind: 'continuous', settleSeconds, longestSeconds, fullPassAt });
}
