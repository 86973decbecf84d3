import type { WakeStanding } from '../model/schedule-standing.ts';
import { comingTime } from './relative-time.ts';
import type { TimeContext } from './times.ts';

/** A sentence or two on whether this machine wakes up for a pair that wants it. The line to paste, where there is one, is not in them. */
export function wakeWords(wake: WakeStanding, context: TimeContext): string {
  switch (wake.kind) {
    case 'unsupported':
      return 'This machine is not woken up: Warmspare can have only a Mac do that.';
    case 'none':
      return 'Nothing is to come that this machine would wake up for.';
    case 'scheduled':
      return `This machine wakes up ${comingTime(wake.at, context)}.`;
    case 'not-permitted':
      return `This machine is not woken up ${comingTime(wake.at, context)}: waking a Mac needs root. Where root keeps the pairs, as with warmspare serve as a service of root’s, it is done each time; for this once, an administrator can paste a line.`;
    case 'failed':
      return `This machine is not woken up ${comingTime(wake.at, context)}: the system did not take it (${wake.text}).`;
  }
}
