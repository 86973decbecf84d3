import type { ScheduleFault } from '../../model/schedule-fault.ts';
import { MOST_MINUTES, MOST_SETTLE_SECONDS, type Schedule } from '../../model/schedule.ts';
import { ok, type Result } from '../../model/result.ts';
import type { Words } from './words.ts';

const MINUTES_OF = new Map([
  ...['m', 'min', 'mins', 'minute', 'minutes'].map((unit) => [unit, 1] as const),
  ...['h', 'hr', 'hrs', 'hour', 'hours'].map((unit) => [unit, 60] as const),
  ...['d', 'day', 'days'].map((unit) => [unit, 24 * 60] as const),
  ...['w', 'week', 'weeks'].map((unit) => [unit, 7 * 24 * 60] as const),
]);
const SECONDS_OF = new Map([
  ...['s', 'sec', 'secs', 'second', 'seconds'].map((unit) => [unit, 1] as const),
  ...['m', 'min', 'mins', 'minute', 'minutes'].map((unit) => [unit, 60] as const),
]);

/** Does an interval follow `every`? A day without a number is a day of the week's, not an interval. */
export function isIntervalAhead(words: Words): boolean {
  const text = words.peek()?.text ?? '';
  if (['hour', 'minute'].includes(text)) return true;
  // 15m   2hours, but not 3am   15 minutes, but not 07:00
  const match = /^\d+([a-z]*)$/.exec(text);
  if (match === null) return false;
  return MINUTES_OF.has(match[1] === '' ? (words.peek(1)?.text ?? '') : (match[1] ?? ''));
}

/** Reads what follows `every`: `15m`, `2 hours`, `hour`. */
export function readInterval(words: Words): Result<Schedule, ScheduleFault> {
  const minutes = takeAmount(words, MINUTES_OF, { most: MOST_MINUTES, unit: 'minutes' });
  if (!minutes.ok) return minutes;
  const after = words.peek();
  if (after !== undefined) return words.fault({ kind: 'unknown-word' }, after);
  return ok({ kind: 'every', minutes: minutes.value });
}

/** Takes `10s`, `10 s` or `10 seconds`. */
export function takeSeconds(words: Words): Result<number, ScheduleFault> {
  return takeAmount(words, SECONDS_OF, { most: MOST_SETTLE_SECONDS, unit: 'seconds' });
}

function takeAmount(
  words: Words,
  sizes: ReadonlyMap<string, number>,
  range: { readonly most: number; readonly unit: 'minutes' | 'seconds' },
): Result<number, ScheduleFault> {
  const word = words.take();
  // 15   15m   hour
  const match = /^(\d*)([a-z]*)$/.exec(word?.text ?? '');
  if (word === undefined || match === null) return words.fault({ kind: 'interval-missing' }, word);
  const unit = match[2] === '' ? words.take() : { ...word, text: match[2] ?? '' };
  const size = sizes.get(unit?.text ?? '');
  if (size === undefined) return words.fault({ kind: 'interval-missing' }, match[2] === '' ? unit : word);
  const amount = (match[1] === '' ? 1 : Number(match[1])) * size;
  if (amount < 1 || amount > range.most)
    return words.fault({ kind: 'out-of-range', least: 1, ...range }, word);
  return ok(amount);
}
