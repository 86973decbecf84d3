import type { ScheduleConditions } from '../../../engine/model/schedule-conditions.ts';
import type { ScheduleFault } from '../../../engine/model/schedule-fault.ts';
import type { Schedule, Weekday } from '../../../engine/model/schedule.ts';
import { scheduleFaultText } from '../../../engine/text/schedule-fault.ts';
import { conditionWords, dayName, scheduleWords } from '../../../engine/text/schedule-words.ts';
import { calendarOf, type TimeContext } from '../../../engine/text/times.ts';
import { capitalised } from '../../../engine/text/words.ts';
import type { Unit } from './draft.ts';
import type { NetworkFault } from './read-draft.ts';

/** What the page of a pair's schedule says. */
export const WORDS = {
  title: 'Schedule',

  now: 'Now',
  byHand: 'Nothing begins by itself',
  byHandWhy: 'This pair is copied when you start a run.',
  unkept: 'Nothing begins by itself now',
  unkeptWhy: 'This pair has a schedule, but nobody keeps it: runs begin only when you start them.',
  nothingDue: 'No run will be due',
  next: (when: string) => `Next run ${when}`,
  due: 'A run is due, and waits',
  pausedWhy: 'What is due meanwhile is caught up by one run afterwards. You can start runs yourself.',
  last: 'Last time',
  pause: 'Pause the schedule',
  pauseWhy: 'You can still start runs yourself.',
  resume: 'Resume',

  when: 'When a run begins',
  times: 'Times of day',
  timesHint: 'One or several, like 03:00 or 12:30 and 18:00.',
  days: 'Days',
  quickDays: 'Choose days',
  noDays: 'Choose at least one day.',
  amount: 'Every',
  unit: 'Unit',
  everyHint: 'Counted from midnight, so that it stays on even hours.',
  cron: 'Expression',
  cronHint: 'Minute, hour, day of the month, month, day of the week.',

  means: 'What that means',
  mendFirst: 'Mend what is marked in red, and this says what it means.',
  coming: 'The next five times',
  quietUntil: (time: string) => `a time of quiet: waits until ${time}`,
  zone: (zone: string) => `By the clock of this machine, in ${zone}.`,
  catchUp:
    'If this machine is asleep or off at such a time, or Warmspare is not running, one run catches up a moment after it is back: one, however many times were missed.',

  conditions: 'Only if',
  conditionsNote: 'A due run waits until this is so. Runs that you start yourself do not wait.',
  onMains: 'On mains power',
  onMainsWhy: 'A machine without a battery always is.',
  networks: 'On one of these networks',
  networksWhy: 'By the network’s name. Where it cannot be told, a due run waits.',
  anyNetwork: 'Any network will do.',
  network: (at: number) => `Network ${String(at + 1)}`,
  addNetwork: 'Add a Network',
  remove: (what: string) => `Remove: ${what}`,
  quiet: 'Times of quiet',
  quietWhy: 'What is due in one begins when it is over. A run that is under way goes on.',
  follow: 'What changes',
  noQuiet: 'None.',
  quietOf: (at: number) => `Time of quiet ${String(at + 1)}`,
  from: 'From',
  to: 'To',
  quietDays: 'It begins on',
  sameTime: 'It has to end at another time than it begins.',
  addQuiet: 'Add a Time of Quiet',
} as const;

export const KIND_TITLES: Readonly<
  Record<Schedule['kind'], { readonly title: string; readonly detail?: string }>
> = {
  times: { title: 'At times of day' },
  every: { title: 'Every so often' },
  cron: { title: 'By a cron expression', detail: 'For those who want it.' },
  manual: { title: 'By hand', detail: 'Only when you start a run.' },
  continuous: {
    title: 'Continuously',
    detail:
      'What changes is copied a few seconds later, and once a day everything is gone through. Only for a primary that is this Mac.',
  },
};

export const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  minutes: 'minutes',
  hours: 'hours',
  days: 'days',
};

export const DAY_GROUPS: readonly { readonly label: string; readonly days: readonly Weekday[] }[] = [
  { label: 'Every Day', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
  { label: 'Weekdays', days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
  { label: 'Weekends', days: ['sat', 'sun'] },
];

export const NETWORK_FAULTS: Readonly<Record<NetworkFault, string>> = {
  empty: 'Type the name of a network.',
  'too-long': 'This is longer than a network’s name can be.',
};

export function shortDay(day: Weekday): string {
  return dayName(day).slice(0, 3);
}

export function faultText(fault: ScheduleFault): string {
  return `${capitalised(scheduleFaultText(fault))}.`;
}

/** `Every day at 03:00, only on mains power.` */
export function meaning(schedule: Schedule, conditions: ScheduleConditions | undefined): string {
  const ifs = schedule.kind === 'manual' || conditions === undefined ? [] : conditionWords(conditions);
  return `${capitalised([scheduleWords(schedule), ...ifs].join(', '))}.`;
}

/** `Fri 27 Nov, 03:00`, with its year where that is another one. */
export function dateAndTime(at: number, { now, timeZone }: TimeContext): string {
  const { weekday, day, month, year, hour, minute } = calendarOf(at, timeZone);
  const ofYear = year === calendarOf(now, timeZone).year ? '' : ` ${year}`;
  return `${weekday} ${day} ${month}${ofYear}, ${hour}:${minute}`;
}

export function clockTime(at: number, timeZone: string): string {
  const { hour, minute } = calendarOf(at, timeZone);
  return `${hour}:${minute}`;
}
