import type { AlertState, StandingAlert } from '../../model/alert.ts';
import type { AlertLimits } from '../../model/alert-settings.ts';
import type { AlertInput } from './decide-alerts.ts';
import { msToNextDigest } from './digest-week.ts';
import { copySeen, silentAtMs } from './observe.ts';

/**
 * When time alone makes something due after a decision that came to `state`: a silence, a reminder, an end of patience, a digest.
 * Milliseconds since 1970; `undefined`: never.
 */
export function nextLookAt(
  state: AlertState,
  { pairs, limits, digest, now, timeZone }: AlertInput,
): number | undefined {
  const times = pairs.flatMap((watched) => {
    const before = state.pairs.find(({ pairId }) => pairId === watched.pair.id);
    const copy = copySeen(before, watched.recoveryPoint, now);
    return [
      silentAtMs(watched, copy, limits, now),
      ...(before?.standing ?? []).map((alert) => dueAt(alert, limits)),
    ];
  });
  if (digest !== undefined) times.push(now + msToNextDigest(now, digest, timeZone));
  // What was due has been answered, and what has not waits for something else.
  const coming = times.filter((at) => at > now);
  return coming.length === 0 ? undefined : Math.min(...coming);
}

function dueAt({ toldAt, remindAt, since }: StandingAlert, { unreachableAfterMs }: AlertLimits): number {
  return toldAt === undefined ? Date.parse(since) + unreachableAfterMs : Date.parse(remindAt ?? '');
}
