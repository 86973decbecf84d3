import { isoOf } from './moments.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** From one word about the same thing to the next: an hour, four, a day, three, and from then on a week. */
export const REMINDER_GAPS_MS: readonly number[] = [HOUR_MS, 4 * HOUR_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS];

/** The wait after so many reminders. */
export function gapAfter(reminders: number): number {
  return REMINDER_GAPS_MS[Math.min(reminders, REMINDER_GAPS_MS.length - 1)] ?? 7 * DAY_MS;
}

/** The reminder that is due, or when the next one is. A clock that was set back makes nobody wait for longer than a gap. */
export function reminderAt(
  remindAt: string | undefined,
  reminders: number,
  now: number,
): { readonly isDue: boolean; readonly remindAt: string } {
  const gap = gapAfter(reminders);
  const at = Date.parse(remindAt ?? '');
  if (!(at <= now + gap)) return { isDue: false, remindAt: isoOf(now + gap) };
  return at <= now
    ? { isDue: true, remindAt: isoOf(now + gapAfter(reminders + 1)) }
    : { isDue: false, remindAt: isoOf(at) };
}
