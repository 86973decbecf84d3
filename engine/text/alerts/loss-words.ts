import type { WorkLoss } from '../../model/alert.ts';
import { countOf, formatAge } from '../amounts.ts';
import { calendarOf, type TimeContext } from '../times.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** For a subject: `26 hours of work would be lost`. Rounded up: never less than it is. */
export function lossHeadline(loss: WorkLoss, { now }: TimeContext): string {
  if (loss.kind === 'all') return 'everything would be lost';
  const ageMs = loss.kind === 'since' ? now - Date.parse(loss.at) : NaN;
  if (Number.isNaN(ageMs)) return 'nobody knows how much would be lost';
  return `${atLeast(loss)}${roughAge(Math.max(0, ageMs))} of work would be lost`;
}

/** Of a spare that may be of no use. */
function atLeast(loss: WorkLoss): string {
  return loss.kind === 'since' && loss.isAtLeast === true ? 'at least ' : '';
}

/** `1 minute`, `95 minutes`, `26 hours`, `5 days` */
function roughAge(ageMs: number): string {
  if (ageMs <= 100 * MINUTE_MS) return countOf(Math.max(1, Math.ceil(ageMs / MINUTE_MS)), 'minute');
  if (ageMs <= 72 * HOUR_MS) return countOf(Math.ceil(ageMs / HOUR_MS), 'hour');
  return countOf(Math.ceil(ageMs / DAY_MS), 'day');
}

/** A sentence for the body. */
export function lossSentence(loss: WorkLoss, context: TimeContext): string {
  if (loss.kind === 'all')
    return 'If the primary died now, everything would be lost: the spare holds no whole copy.';
  const ageMs = loss.kind === 'since' ? context.now - Date.parse(loss.at) : NaN;
  if (loss.kind === 'unknown' || Number.isNaN(ageMs))
    return 'If the primary died now, nobody knows how much would be lost: the date of the spare’s copy cannot be relied on.';
  return `If the primary died now, ${atLeast(loss)}all work since ${mailTime(loss.at, context)} would be lost (${formatAge(ageMs)}).`;
}

/** For whoever reads it days later: `Mon 23 Nov 2026, 03:04` on the sender's wall. */
export function mailTime(iso: string, { timeZone }: TimeContext): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return 'an unknown time';
  const { weekday, day, month, year, hour, minute } = calendarOf(at, timeZone);
  return `${weekday} ${day} ${month} ${year}, ${hour}:${minute}`;
}
