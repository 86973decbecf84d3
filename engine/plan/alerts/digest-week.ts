import { wallClock } from '../../model/wall-clock.ts';
import type { DigestTime } from '../../model/alert-settings.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 5 January 1970 was a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/**
 * The number of the digest that was due last, by the clock on the wall: it goes up by one a week. An hour that comes twice in autumn, or
 * never in spring, changes nothing: the first moment at or after the time counts.
 */
export function digestWeekAt(now: number, time: DigestTime, timeZone: string | undefined): number {
  return Math.floor((wallMs(now, timeZone) - anchorMs(time)) / WEEK_MS);
}

/** How long until the next one; where the clock is changed before that, up to an hour off. */
export function msToNextDigest(now: number, time: DigestTime, timeZone: string | undefined): number {
  const next = anchorMs(time) + (digestWeekAt(now, time, timeZone) + 1) * WEEK_MS;
  return next - wallMs(now, timeZone);
}

function anchorMs({ weekday, hour, minute }: DigestTime): number {
  return FIRST_MONDAY_MS + (weekday - 1) * DAY_MS + hour * 3_600_000 + minute * 60_000;
}

const readWall = wallClock('en-GB', {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
  hourCycle: 'h23',
});

/** The numbers on the wall's clock and calendar, as if they were UTC. */
function wallMs(now: number, timeZone: string | undefined): number {
  const parts = readWall(now, timeZone);
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** Whether one is to be sent. Nobody gets one for the week in which it was chosen; after a time off, one and not several. */
export function decideDigest(
  before: number | undefined,
  week: number,
): { readonly isDue: boolean; readonly week: number } {
  // The clock on the wall went back by an hour or a time zone, or by more than that.
  if (before !== undefined && week < before)
    return { isDue: false, week: week === before - 1 ? before : week };
  return { isDue: before !== undefined && week > before, week };
}
