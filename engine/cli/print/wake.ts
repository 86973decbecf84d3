import type { Pair } from '../../model/pair.ts';
import { printable } from '../../model/path-text.ts';
import type { ScheduleStanding } from '../../model/schedule-standing.ts';
import { wakeWords } from '../../text/wake-words.ts';
import type { PrintContext } from './context.ts';

/** The field of a pair that this machine is to wake up for; none of others, and none where nobody sees to it. */
export function wakeField(
  pair: Pair,
  standing: ScheduleStanding | undefined,
  context: PrintContext,
): readonly (readonly [string, string])[] {
  const wake = standing?.wake;
  if (!pair.wake || wake === undefined) return [];
  const line = wake.kind === 'not-permitted' ? [`by hand: ${wake.command}`] : [];
  return [['Wake', [printable(wakeWords(wake, context)), ...line].join('\n')]];
}
