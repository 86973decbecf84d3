import type { Absence, DueRun, Lateness, WaitReason } from '../model/schedule-state.ts';
import { formatAge } from './amounts.ts';
import { formatTime, type TimeContext } from './times.ts';

/** What a due run waits for, to go on after `waits`. */
export const WAITS_FOR: Readonly<Record<WaitReason, string>> = {
  paused: 'until the schedule is resumed',
  settle: 'a moment, for disks and network',
  quiet: 'until the time of quiet is over',
  mains: 'for mains power',
  network: 'for one of its networks',
  standby: 'for the standby to be reachable',
  machine: 'for another run on one of its machines',
  limit: 'for other runs to end',
  'cannot-begin': 'since it could not begin, and is tried again',
  promoted: 'until the standby, which was promoted, gives the role back',
};

/** Why nobody began a run at its time. */
export const ABSENCES: Readonly<Record<Absence, string>> = {
  asleep: 'this machine was asleep',
  off: 'this machine was off',
  'not-running': 'Warmspare was not running',
  clock: 'the clock of this machine was put forward, or it slept',
  interrupted: 'the run of that time was interrupted',
};

const WAITED_FOR: Readonly<Record<WaitReason, string>> = {
  paused: 'the schedule was paused',
  settle: 'disks and network had a moment to come back',
  quiet: 'it was a time of quiet',
  mains: 'there was no mains power',
  network: 'this machine was on none of its networks',
  standby: 'the standby could not be reached',
  machine: 'another run was on one of its machines',
  limit: 'other runs had to end',
  'cannot-begin': 'it could not begin before',
  promoted: 'the standby was promoted',
};

export function latenessWords(late: Lateness): string {
  return late.kind === 'absent' ? ABSENCES[late.absence] : WAITED_FOR[late.for];
}

/** `due 03:00`, `due 03:00, began 4 h 12 min late: this machine was asleep` */
export function dueWords({ dueAt, late }: DueRun, startedAt: string, context: TimeContext): string {
  const due = `due ${formatTime(dueAt, context)}`;
  if (late === undefined) return due;
  const lateMs = Math.max(0, Date.parse(startedAt) - Date.parse(dueAt));
  return `${due}, began ${formatAge(lateMs)} late: ${latenessWords(late)}`;
}
