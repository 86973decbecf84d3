import type { ScheduleFault } from '../../model/schedule-fault.ts';
import {
  MOST_TIMES_A_DAY,
  TimesSchedule,
  WEEKDAYS,
  type Schedule,
  type Weekday,
} from '../../model/schedule.ts';
import { ok, type Result } from '../../model/result.ts';
import { takeTime } from './read-time.ts';
import type { Word, Words } from './words.ts';

const FILLERS = ['at', 'on', 'and', '&', 'every', 'each', 'the'];
const ALL_DAYS = ['daily', 'day', 'days', 'everyday', 'night', 'nights', 'nightly'];
const GROUPS = new Map<string, readonly Weekday[]>([
  ['weekdays', ['mon', 'tue', 'wed', 'thu', 'fri']],
  ['weekends', ['sat', 'sun']],
]);
// mon   mondays   tues   thurs
const DAY =
  /^(mon(?:days?)?|tue(?:s|sdays?)?|wed(?:s|nesdays?)?|thu(?:rs?|rsdays?)?|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)$/;

/** Reads days and times of day, in either order: `daily 03:00`, `every night at 3am`, `mon-fri 12:30 and 18:00`, `07:00 on mondays`. */
export function readTimes(words: Words): Result<Schedule, ScheduleFault> {
  const days = new Set<Weekday>();
  const times = new Set<string>();
  /** Days came first and times after them: from there on, days would begin another schedule. */
  let isDaysClosed = false;
  for (;;) {
    const word = words.peek();
    if (word === undefined) break;
    if (words.takeIf(...FILLERS)) continue;
    const time = takeTime(words);
    if (time !== undefined) {
      if (!time.ok) return time;
      times.add(time.value);
      if (times.size > MOST_TIMES_A_DAY)
        return words.fault({ kind: 'too-many-times', most: MOST_TIMES_A_DAY }, word);
      isDaysClosed = days.size > 0;
      continue;
    }
    const more = takeDays(words);
    if (more === undefined) return words.fault({ kind: 'unknown-word' }, word);
    if (isDaysClosed) return words.fault({ kind: 'days-after-times' }, word);
    if (days.size > 0 && (more.length === WEEKDAYS.length || days.size === WEEKDAYS.length))
      return words.fault({ kind: 'days-contradict' }, word);
    for (const day of more) days.add(day);
  }
  if (times.size === 0) return words.fault({ kind: 'time-missing' }, undefined);
  const weekdays = days.size === 0 ? [...WEEKDAYS] : [...days];
  return ok(TimesSchedule.parse({ kind: 'times', times: [...times], weekdays }));
}

/** Takes a day, a range of days or a group; `undefined`, with nothing taken, when the next word is none. */
function takeDays(words: Words): readonly Weekday[] | undefined {
  const text = words.peek()?.text ?? '';
  const group = ALL_DAYS.includes(text) ? WEEKDAYS : (GROUPS.get(text) ?? GROUPS.get(`${text}s`));
  // mon-fri   mon–fri
  const [first, last, ...rest] = group === undefined ? text.split(/[-–]/).map(weekdayOf) : [];
  const apart = last === undefined && rest.length === 0 ? rangeAhead(words) : undefined;
  if (group === undefined && (first === undefined || rest.length > 0)) return undefined;
  if (/[-–]/.test(text) && last === undefined) return undefined;
  words.take();
  if (group !== undefined) return group;
  if (apart !== undefined) {
    words.take();
    words.take();
  }
  const end = last ?? apart;
  return end === undefined || first === undefined ? [first ?? 'mon'] : daysFrom(first, end);
}

/** `mon to fri`: the last of them, when the next word but one says so. */
function rangeAhead(words: Words): Weekday | undefined {
  const isRange = ['to', 'through', '-', '–'].includes(words.peek(1)?.text ?? '');
  const last: Word | undefined = words.peek(2);
  return isRange && last !== undefined ? weekdayOf(last.text) : undefined;
}

function weekdayOf(text: string): Weekday | undefined {
  return DAY.test(text) ? WEEKDAYS.find((day) => text.startsWith(day)) : undefined;
}

/** Past the week's end when it has to: `fri-mon` is four days. */
function daysFrom(first: Weekday, last: Weekday): readonly Weekday[] {
  const from = WEEKDAYS.indexOf(first);
  const count = ((WEEKDAYS.indexOf(last) - from + 7) % 7) + 1;
  return [...WEEKDAYS, ...WEEKDAYS].slice(from, from + count);
}
