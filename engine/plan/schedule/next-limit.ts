import type { BandwidthRule } from '../../model/bandwidth.ts';
import { WEEKDAYS } from '../../model/schedule.ts';
import { limitAt } from './bandwidth.ts';
import { dueTimes } from './due-times.ts';

/** What holds from a moment on. */
export interface LimitFrom {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** As `limitAt` says it. */
  readonly kibPerSecond: number | undefined;
}

/** After it, all weeks are alike; a day more, since a change of the clock may leave a time out. */
const LONGEST_MS = 8 * 86_400_000;

/** When another limit than the one of this moment holds, and which; `undefined`: this one always does. */
export function nextLimit(
  rules: readonly BandwidthRule[],
  now: number,
  timeZone: string,
): LimitFrom | undefined {
  const edges = rules.flatMap(({ window }) => (window === undefined ? [] : [window.from, window.to]));
  if (edges.length === 0) return undefined;
  const limit = limitAt(rules, now, timeZone);
  const times = [...new Set(edges)].sort();
  for (const at of dueTimes({ kind: 'times', times, weekdays: [...WEEKDAYS] }, now, timeZone)) {
    if (at > now + LONGEST_MS) return undefined;
    const kibPerSecond = limitAt(rules, at, timeZone);
    if (kibPerSecond !== limit) return { at, kibPerSecond };
  }
  return undefined;
}
