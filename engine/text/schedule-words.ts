import {
  DEFAULT_CONTINUOUS,
  WEEKDAYS,
  type Schedule,
  type ScheduleOf,
  type Weekday,
} from '../model/schedule.ts';
import type { QuietWindow, ScheduleConditions } from '../model/schedule-conditions.ts';
import { listed } from '../model/listed.ts';

/** A schedule as a person would say it, to go on within a sentence: `every day at 03:00`, `by hand only`. */
export function scheduleWords(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'manual':
      return 'by hand only';
    case 'times':
      return `${dayWords(schedule.weekdays)} at ${listed(schedule.times)}`;
    case 'every':
      return `every ${intervalWords(schedule.minutes)}`;
    case 'cron':
      return `by the cron expression ${schedule.expression}`;
    case 'continuous':
      return continuousWords(schedule);
  }
}

/** One line for each condition: `only on mains power`. None where there are none. */
export function conditionWords({ onMains, networks, quiet }: ScheduleConditions): readonly string[] {
  return [
    ...(onMains ? ['only on mains power'] : []),
    ...(networks.length > 0 ? [`only on the network ${listed(networks, 'or')}`] : []),
    ...quiet.map((window) => `not ${quietWords(window)}`),
  ];
}

/** `between 22:00 and 06:00 every day` */
export function quietWords({ from, to, weekdays }: QuietWindow): string {
  return `between ${from} and ${to} ${dayWords(weekdays)}`;
}

const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

export function dayName(day: Weekday): string {
  return DAY_NAMES[day];
}

/** `every day`, `on weekdays`, `on weekends`, `every Monday and Wednesday` */
function dayWords(days: readonly Weekday[]): string {
  if (days.length === WEEKDAYS.length) return 'every day';
  const list = days.join(' ');
  if (list === 'mon tue wed thu fri') return 'on weekdays';
  if (list === 'sat sun') return 'on weekends';
  return `every ${listed(days.map(dayName))}`;
}

/** `15 minutes`, `hour`, `2 hours`, `day` */
function intervalWords(minutes: number): string {
  const units = [
    [24 * 60, 'day'],
    [60, 'hour'],
    [1, 'minute'],
  ] as const;
  const [size, unit] = units.find(([each]) => minutes % each === 0) ?? units[2];
  return minutes === size ? unit : `${String(minutes / size)} ${unit}s`;
}

function continuousWords({ settleSeconds, longestSeconds, fullPassAt }: ScheduleOf<'continuous'>): string {
  const isUsual =
    settleSeconds === DEFAULT_CONTINUOUS.settleSeconds &&
    longestSeconds === DEFAULT_CONTINUOUS.longestSeconds;
  const pace = isUsual
    ? ''
    : `, after ${String(settleSeconds)} s of quiet and ${String(longestSeconds)} s at the latest`;
  return `continuously${pace}, and in full every day at ${fullPassAt}`;
}
