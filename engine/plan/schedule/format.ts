import { listed } from '../../model/listed.ts';
import {
  DEFAULT_CONTINUOUS,
  WEEKDAYS,
  type Schedule,
  type ScheduleOf,
  type Weekday,
} from '../../model/schedule.ts';

const DAY_MINUTES = 24 * 60;

/** The one text form, which `parseSchedule` reads: `daily 03:00`, `every 15m`, `mon,wed 07:00`, `cron 0 3 * * *`, `manual`. */
export function formatSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'manual':
      return 'manual';
    case 'times':
      return `${formatDays(schedule.weekdays)} ${listed(schedule.times)}`;
    case 'every':
      return `every ${formatMinutes(schedule.minutes)}`;
    case 'cron':
      return `cron ${schedule.expression}`;
    case 'continuous':
      return formatContinuous(schedule);
  }
}

/** `daily`, `weekdays`, `weekends`, or `mon,wed` */
export function formatDays(days: readonly Weekday[]): string {
  if (days.length === WEEKDAYS.length) return 'daily';
  const list = days.join(',');
  if (list === 'mon,tue,wed,thu,fri') return 'weekdays';
  return list === 'sat,sun' ? 'weekends' : list;
}

/** In the largest unit that is whole: `90m`, `2h`, `7d` */
function formatMinutes(minutes: number): string {
  if (minutes % DAY_MINUTES === 0) return `${String(minutes / DAY_MINUTES)}d`;
  return minutes % 60 === 0 ? `${String(minutes / 60)}h` : `${String(minutes)}m`;
}

/** What is as usual is not said: `continuous`, `continuous settle 10s within 30s full 04:30` */
function formatContinuous({ settleSeconds, longestSeconds, fullPassAt }: ScheduleOf<'continuous'>): string {
  return [
    'continuous',
    settleSeconds === DEFAULT_CONTINUOUS.settleSeconds ? '' : `settle ${String(settleSeconds)}s`,
    longestSeconds === DEFAULT_CONTINUOUS.longestSeconds ? '' : `within ${String(longestSeconds)}s`,
    fullPassAt === DEFAULT_CONTINUOUS.fullPassAt ? '' : `full ${fullPassAt}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
