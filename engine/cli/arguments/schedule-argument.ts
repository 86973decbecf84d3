import type { Schedule } from '../../model/schedule.ts';
import { parseSchedule } from '../../index.ts';
import { scheduleFaultText } from '../../text/schedule-fault.ts';
import { UsageError } from '../usage-error.ts';

/** `--schedule 'weekdays 12:30 and 18:00'`. Says what was understood and what was not. */
export function parseScheduleArgument(text: string): Schedule {
  const schedule = parseSchedule(text);
  if (schedule.ok) return schedule.value;
  throw new UsageError(`--schedule is no schedule: ${scheduleFaultText(schedule.error)}`);
}
