import { calendarOf, formatTime, type CalendarTime, type TimeContext } from './times.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Beyond it a date says more than a number of days. */
const MOST_DAYS = 30;

/** For a glance: `just now`, `4 min ago`, `6 h ago`, `yesterday`, `12 days ago`, then as `formatTime`. Days are those of the calendar. */
export function relativeTime(iso: string, context: TimeContext): string {
  const at = Date.parse(iso);
  const ageMs = context.now - at;
  // Also what is no time, and what is dated in the future beyond what clocks differ by.
  if (Number.isNaN(at) || ageMs < -MINUTE_MS) return formatTime(iso, context);
  if (ageMs < MINUTE_MS) return 'just now';
  if (ageMs < HOUR_MS) return `${String(Math.floor(ageMs / MINUTE_MS))} min ago`;
  if (ageMs < DAY_MS) return `${String(Math.floor(ageMs / HOUR_MS))} h ago`;
  const days = dayOf(calendarOf(context.now, context.timeZone)) - dayOf(calendarOf(at, context.timeZone));
  if (days > MOST_DAYS) return formatTime(iso, context);
  return days <= 1 ? 'yesterday' : `${String(days)} days ago`;
}

/** Of what is to come: `today 18:00`, `tonight 03:00`, `tomorrow 07:00`, `Mon 07:00` within six days, then as `formatTime`. */
export function comingTime(iso: string, context: TimeContext): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return formatTime(iso, context);
  const then = calendarOf(at, context.timeZone);
  const now = calendarOf(context.now, context.timeZone);
  const days = dayOf(then) - dayOf(now);
  const clock = `${then.hour}:${then.minute}`;
  if (days === 0) return `today ${clock}`;
  if (days === 1) return isNight(then, now) ? `tonight ${clock}` : `tomorrow ${clock}`;
  return days > 1 && days < 7 ? `${then.weekday} ${clock}` : formatTime(iso, context);
}

/** From noon on, the night to come is the one before the next morning. */
function isNight(then: CalendarTime, now: CalendarTime): boolean {
  return Number(then.hour) < 5 && Number(now.hour) >= 12;
}

/** For whoever rests the pointer on it: `Mon 23 Nov 2026, 03:04:41`. */
export function absoluteTime(iso: string, { timeZone }: Pick<TimeContext, 'timeZone'>): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return 'an unknown time';
  const { weekday, day, month, year, hour, minute, second } = calendarOf(at, timeZone);
  return `${weekday} ${day} ${month} ${year}, ${hour}:${minute}:${second}`;
}

/** Days since 1970 of a date on the wall, whatever hour it is there. */
function dayOf({ year, monthNumber, day }: CalendarTime): number {
  return Date.UTC(Number(year), monthNumber - 1, Number(day)) / DAY_MS;
}
