import type { PairView } from '../api/snapshot.ts';
import type { Doubt, RunScope, WholeReason } from '../model/changed-paths.ts';
import type { FollowStanding, ScheduleStanding } from '../model/schedule-standing.ts';
import type { ScheduleAnswer } from '../model/schedule-state.ts';
import { formatCount } from './amounts.ts';
import { ABSENCES, latenessWords, WAITS_FOR } from './lateness.ts';
import { comingTime } from './relative-time.ts';
import { formatTime, type TimeContext } from './times.ts';

/** In a few words, for a glance: `next: tonight 03:00`. `undefined` where runs are begun by hand alone. */
export function nextRunWords(
  { pair, standing }: Pick<PairView, 'pair' | 'standing'>,
  context: TimeContext,
): string | undefined {
  if (pair.schedule.kind === 'manual') return undefined;
  if (standing?.pause !== undefined) return pauseWords(standing.pause, context);
  if (standing === undefined) return 'nothing begins by itself';
  const { waits, nextDueAt, follow } = standing;
  if (follow !== undefined) return followWords(follow);
  if (waits !== undefined) return `due, waits ${WAITS_FOR[waits.for]}`;
  return nextDueAt === undefined ? undefined : `next: ${comingTime(nextDueAt, context)}`;
}

/** How changes are followed, in a few words: `follows changes`. */
export function followWords({ state, why, waiting, waitsFor }: FollowStanding): string {
  const wait = waitsFor === undefined ? '' : `, waits ${WAITS_FOR[waitsFor]}`;
  switch (state) {
    case 'beginning':
      return 'begins to follow changes';
    case 'not-following':
      return `goes through everything, since ${WHOLE_REASON_WORDS[why ?? 'first']}${wait}`;
    case 'following': {
      if (waiting === 0) return 'follows changes';
      return `follows changes, ${waiting === 1 ? '1 on its way' : `${formatCount(waiting)} on their way`}${wait}`;
    }
  }
}

/** Why everything has to be gone through, to go on after `since`. */
export const WHOLE_REASON_WORDS: Readonly<Record<WholeReason, string>> = {
  first: 'nothing was followed before',
  overflow: 'the system could not keep up with telling what changes',
  'too-many': 'too much has changed for a list',
  lost: 'the system no longer knows what changed since',
  moved: 'what is followed was moved, or its disk went away',
  limit: 'the system follows no more folders (on Linux: fs.inotify.max_user_watches)',
  failed: 'its changes cannot be followed here',
  asked: 'it was asked for',
  doubt: 'what changed alone was not enough to decide by',
};

/** What made a list of changes not enough, to go on after `since`. */
const DOUBT_WORDS: Readonly<Record<Doubt, string>> = {
  'no-list': 'changes cannot be copied by a list here',
  root: 'the source itself is another',
  unreadable: 'something that changed could not be looked at',
  'too-many': 'too much has changed for a list',
  links: 'too many files with several names have changed',
  names: 'the filters cannot be asked about a name that changed',
  changing: 'files and folders took each other’s places all the time',
  size: 'it was not known how much there is altogether',
  limits: 'a person may have to look at the deletions or the space of it',
};

/** What a run looked at, of a pair whose changes are followed. */
export function scopeWords(scope: RunScope): string {
  if (scope.kind === 'changed') {
    const { paths, left = 0 } = scope;
    const all =
      paths === 1 ? 'the 1 path that had changed' : `the ${formatCount(paths)} paths that had changed`;
    return left === 0 ? all : `${all}; ${formatCount(left)} changed again meanwhile and are for the next run`;
  }
  const { misses } = scope;
  const missed =
    misses === undefined
      ? ''
      : misses === 0
        ? '; nothing had changed that was not known'
        : `; ${formatCount(misses)} changes had not been known`;
  const why = scope.doubt === undefined ? WHOLE_REASON_WORDS[scope.why] : DOUBT_WORDS[scope.doubt];
  return `everything, since ${why}${missed}`;
}

/** Something would begin by itself, and does not for now. */
export function isPaused({ pair, standing }: Pick<PairView, 'pair' | 'standing'>): boolean {
  return pair.schedule.kind !== 'manual' && standing?.pause !== undefined;
}

/** `paused until tomorrow 07:00`, `paused until you resume` */
export function pauseWords({ until }: { readonly until?: string | undefined }, context: TimeContext): string {
  return `paused until ${until === undefined ? 'you resume' : comingTime(until, context)}`;
}

/** A sentence about a due run that has not begun; `undefined` where there is none. */
export function waitingWords(
  { waits, nextDueAt, absence }: ScheduleStanding,
  context: TimeContext,
): string | undefined {
  if (waits === undefined || nextDueAt === undefined) return undefined;
  const until = waits.until === undefined ? '' : `, until ${comingTime(waits.until, context)}`;
  const why = absence === undefined ? '' : ` At its time ${ABSENCES[absence]}.`;
  return `A run is due since ${formatTime(nextDueAt, context)} and waits ${WAITS_FOR[waits.for]}${until}.${why}`;
}

/** What became of the due time before: `03:00: ran, 4 h late because …`. */
export function answerWords(answer: ScheduleAnswer, context: TimeContext): string {
  if (answer.kind === 'clock-set-back')
    return `The clock was put back at ${formatTime(answer.at, context)}: what was due after that counts anew.`;
  const times = answer.dueTimes === 1 ? '' : ` (and ${String(answer.dueTimes - 1)} more)`;
  const due = `${formatTime(answer.firstDueAt, context)}${times}`;
  if (answer.kind === 'skip') return `Due ${due}: left out, since ${SKIP_REASONS[answer.reason]}.`;
  if (answer.late === undefined) return `Due ${due}: a run began on time.`;
  return `Due ${due}: a run began ${formatTime(answer.at, context)}, since ${latenessWords(answer.late)}.`;
}

const SKIP_REASONS = {
  'previous-run': 'a run of the pair was under way',
  'schedule-changed': 'the schedule was changed',
} as const;
