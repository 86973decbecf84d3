import { Cron } from 'croner';
import { readCron } from '../../model/cron.ts';
import type { Schedule } from '../../model/schedule.ts';

/*
 * When runs are due. Moments are milliseconds since 1970, zones IANA names. The answers where the clock on the wall is odd:
 * - A time of day that the clock leaves out in spring (02:30) is due at the first moment after the gap; several such are one.
 * - A time that the clock has twice in autumn is due once, at the first.
 * - A date that a zone left out altogether (Samoa's 30 December 2011) has no due times.
 * - `every` is real time and knows no clock change.
 * - Cron names times of day, as above, when its hours are named. With `*` for hours it is due whenever the clock shows the
 *   minute: an hour that comes twice has its due times twice, one that is left out has none.
 */

const MINUTE_MS = 60_000;
const ALL_HOURS = 24;

/** The first due time after a moment; `undefined` when there is none. Throws RangeError for a zone that is not known. */
export function nextDue(schedule: Schedule, after: number, timeZone: string): number | undefined {
  return dueTimes(schedule, after, timeZone).next().value;
}

/** The next due times, for whoever wants to see them. */
export function nextDueTimes(schedule: Schedule, after: number, timeZone: string, count: number): number[] {
  const times: number[] = [];
  for (const at of dueTimes(schedule, after, timeZone)) {
    if (times.length >= count) break;
    times.push(at);
  }
  return times;
}

/** The due times after a moment, ascending, each once. Endless for most schedules. */
export function* dueTimes(schedule: Schedule, after: number, timeZone: string): Generator<number, undefined> {
  if (schedule.kind === 'every') return yield* everyFrom(schedule.minutes, after, timeZone);
  const heads = patternsOf(schedule).flatMap((pattern) => {
    const cron = cronOf(pattern, timeZone);
    const at = nextOf(cron, after);
    return at === undefined ? [] : [{ cron, at }];
  });
  for (let last = after; ;) {
    const at = Math.min(...heads.map((head) => head.at));
    if (!Number.isFinite(at)) return undefined;
    if (at > last) yield at;
    last = at;
    // Each that is due at this moment goes on from here.
    for (const head of heads) if (head.at === at) head.at = nextOf(head.cron, at) ?? Number.POSITIVE_INFINITY;
  }
}

function* everyFrom(minutes: number, after: number, timeZone: string): Generator<number, undefined> {
  const anchor = anchorOf(timeZone);
  const gap = minutes * MINUTE_MS;
  for (let at = anchor + (Math.floor((after - anchor) / gap) + 1) * gap; ; at += gap) yield at;
}

/** A midnight of the zone's, at the turn to 2001: what `every` counts from, so that it falls on whole hours there. */
function anchorOf(timeZone: string): number {
  let anchor = anchors.get(timeZone);
  if (anchor === undefined) {
    const from = Date.UTC(2000, 11, 31);
    anchor = nextOf(cronOf('0 0 * * *', timeZone), from) ?? from;
    anchors.set(timeZone, anchor);
  }
  return anchor;
}

const anchors = new Map<string, number>();

/** One pattern for each time of day: the library answers for a single time as is said above, and for lists not. */
function patternsOf(schedule: Exclude<Schedule, { kind: 'every' }>): readonly string[] {
  switch (schedule.kind) {
    case 'manual':
      return [];
    case 'times':
      return schedule.times.map((time) => patternAt(time, `* * ${schedule.weekdays.join(',')}`));
    case 'continuous':
      return [patternAt(schedule.fullPassAt, '* * *')];
    case 'cron':
      return cronPatterns(schedule.expression);
  }
}

function patternAt(time: string, days: string): string {
  const [hour, minute] = time.split(':').map(Number);
  return `${String(minute)} ${String(hour)} ${days}`;
}

function cronPatterns(expression: string): readonly string[] {
  const fields = readCron(expression);
  if (!fields.ok) return [];
  const { hour, minute } = fields.value;
  if (hour.length === ALL_HOURS) return [expression];
  const days = expression.split(' ').slice(2).join(' ');
  return hour.flatMap((each) => minute.map((at) => `${String(at)} ${String(each)} ${days}`));
}

/** Making one costs more than asking it. Without a function to call, it starts no timer. */
const crons = new Map<string, Cron>();
const MOST_KEPT = 3000;

function cronOf(pattern: string, timeZone: string): Cron {
  const key = `${pattern} ${timeZone}`;
  let cron = crons.get(key);
  if (cron === undefined) {
    cron = new Cron(pattern, { timezone: timeZone, mode: '5-part' });
    if (crons.size >= MOST_KEPT) crons.clear();
    crons.set(key, cron);
  }
  return cron;
}

function nextOf(cron: Cron, after: number): number | undefined {
  return cron.nextRun(new Date(after))?.getTime();
}
