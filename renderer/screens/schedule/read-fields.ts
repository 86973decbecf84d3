import { err, ok, type Result } from '../../../engine/model/result.ts';
import { MOST_TIMES_A_DAY, type Schedule } from '../../../engine/model/schedule.ts';
import type { ScheduleFault } from '../../../engine/model/schedule-fault.ts';
import { parseSchedule } from '../../../engine/plan/schedule/parse.ts';
import { readInterval } from '../../../engine/plan/schedule/read-interval.ts';
import { takeTime } from '../../../engine/plan/schedule/read-time.ts';
import { Words } from '../../../engine/plan/schedule/words.ts';
import type { Unit } from './draft.ts';

/** Times of day alone: `03:00`, `3am and noon`. */
export function readTimesField(text: string): Result<readonly string[], ScheduleFault> {
  const words = new Words(text);
  const times: string[] = [];
  for (let word = words.peek(); word !== undefined; word = words.peek()) {
    if (words.takeIf('and', '&', 'at')) continue;
    const time = takeTime(words);
    if (time === undefined) return words.fault({ kind: 'unknown-word' }, word);
    if (!time.ok) return time;
    if (times.length === MOST_TIMES_A_DAY)
      return words.fault({ kind: 'too-many-times', most: MOST_TIMES_A_DAY }, word);
    times.push(time.value);
  }
  return times.length === 0 ? words.fault({ kind: 'time-missing' }, undefined) : ok(times);
}

/** One time of day. */
export function readTimeField(text: string): Result<string, ScheduleFault> {
  const words = new Words(text);
  const time = takeTime(words);
  if (time === undefined)
    return words.fault({ kind: words.peek() === undefined ? 'time-missing' : 'unknown-word' }, words.peek());
  const after = words.peek();
  return time.ok && after !== undefined ? words.fault({ kind: 'unknown-word' }, after) : time;
}

/** A number of the unit beside it; a unit that is typed counts instead. */
export function readEveryField(amount: string, unit: Unit): Result<Schedule, ScheduleFault> {
  return readInterval(new Words(/^\s*\d+\s*$/.test(amount) ? `${amount} ${unit}` : amount));
}

const MARK = 'cron ';

/** The five fields; faults are told of what was typed alone. */
export function readCronField(text: string): Result<Schedule, ScheduleFault> {
  const read = parseSchedule(MARK + text);
  if (read.ok) return read;
  const { understood, at, ...fault } = read.error;
  return err({ ...fault, understood: understood.replace(/^cron\s*/, ''), at: Math.max(0, at - MARK.length) });
}
