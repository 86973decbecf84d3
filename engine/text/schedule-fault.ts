import type { CronFault, CronFieldName } from '../model/cron.ts';
import { printable } from '../model/path-text.ts';
import type { ScheduleFault } from '../model/schedule-fault.ts';

/** What of a schedule's text was understood, and what was not: `"weekdays at" was understood; then "7" could be many things: write 07:00 or 7pm`. */
export function scheduleFaultText(fault: ScheduleFault): string {
  const what = reasonText(fault);
  return fault.understood === '' ? what : `"${printable(fault.understood)}" was understood; then ${what}`;
}

function reasonText({ reason, word }: ScheduleFault): string {
  const quoted = `"${printable(word)}"`;
  switch (reason.kind) {
    case 'empty':
      return 'no schedule was given, like daily 03:00, every 15m or manual';
    case 'unknown-word':
      return `${quoted} has no meaning here`;
    case 'no-such-time':
      return `${quoted} is no time of day`;
    case 'ambiguous-time':
      return `${quoted} could be many things: write ${clockForms(word)}`;
    case 'time-missing':
      return 'a time of day is missing, like 03:00';
    case 'days-after-times':
      return `${quoted} begins other days: the times have to be the same on all of them`;
    case 'days-contradict':
      return `${quoted} does not go together with it`;
    case 'too-many-times':
      return `${quoted} is more than the ${String(reason.most)} times a day that there may be`;
    case 'interval-missing':
      return word === ''
        ? 'a length of time is missing, like 15m or 2h'
        : `${quoted} is no length of time, like 15m or 2h`;
    case 'out-of-range':
      return `${quoted} is not between ${String(reason.least)} and ${reason.most.toLocaleString('en')} ${reason.unit}`;
    case 'longest-below-settle':
      return 'the longest wait is shorter than the settling';
    case 'cron':
      return cronText(reason.fault);
  }
}

/** `07:00 or 7pm`, `18:00` */
function clockForms(hour: string): string {
  const half = Number(hour) >= 1 && Number(hour) <= 12 ? ` or ${String(Number(hour))}pm` : '';
  return `${hour.padStart(2, '0')}:00${half}`;
}

const FIELDS: Readonly<Record<CronFieldName, string>> = {
  minute: 'minutes (0-59)',
  hour: 'hours (0-23)',
  day: 'days of the month (1-31)',
  month: 'months (1-12)',
  weekday: 'days of the week (0-7 or sun-sat)',
};

function cronText(fault: CronFault): string {
  if (fault.kind === 'never') return 'there is no such date in any year';
  if (fault.kind === 'field')
    return `"${printable(fault.text)}" is nothing that cron has for ${FIELDS[fault.name]}`;
  return `cron has five fields, and here are ${String(fault.count)}`;
}
