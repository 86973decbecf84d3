import type { KindCounts } from '../../../engine/model/browse.ts';
import type { ChangeKind, EntryType, Outcome, RunMode, RunRecord } from '../../../engine/model/run.ts';
import { countOf, formatCount } from '../../../engine/text/amounts.ts';
import { OUTCOME_WORDS } from '../../../engine/text/run-words.ts';
import { calendarOf, formatTime, type TimeContext } from '../../../engine/text/times.ts';
import { capitalised } from '../../../engine/text/words.ts';
import type { ModeChoice, OutcomeChoice, SinceChoice } from './runs/filter.ts';

/** All that the history says, in one place. */
export const WORDS = {
  title: 'History',
  runs: 'Runs',
  columns: {
    when: 'When',
    what: 'What',
    outcome: 'Outcome',
    took: 'Took',
    changes: 'Changes',
    bytes: 'Size',
  },
  filters: 'Which runs',
  outcome: 'Outcome',
  mode: 'What',
  since: 'When',
  showAll: 'Show All Runs',
  reading: 'Reading the history…',
  readingOlder: 'Reading older runs…',
  noOlder: (runs: number) =>
    runs === 1 ? 'This is the only run.' : `${formatCount(runs)} runs. There are no older ones.`,
  notReadOlder: 'Older runs could not be read.',
  notRead: 'The history cannot be shown',
  noRuns: 'No run yet',
  noRunsWhy:
    'Each preview, sync and verify of this spare will stand here: when it was, what it changed, and how it ended.',
  noneFits: 'No run is like that',
  noneFitsWhy: 'There are runs of this spare, but none that you asked for.',
  would: 'would',
  startedElsewhere: 'Under way, started elsewhere',
  export: 'Export…',
  csv: 'As a table (CSV)',
  json: 'As data (JSON)',
  saved: (path: string) => `Saved to ${path}`,
  back: 'All Runs',
  runNotRead: 'This run cannot be shown',
  views: 'Parts of this run',
  summary: 'Summary',
  log: 'Log',
  scope: 'What it looked at',
  onSchedule: 'Begun by the schedule',
  lateSchedule: 'Begun by the schedule, late',
  late: 'late',
  phases: 'Time',
  took: (duration: string) => `Took ${duration}`,
  phaseShare: (percent: number) => (percent < 1 ? 'under 1 %' : `${String(percent)} %`),
  otherTime: 'Between them',
  totals: 'Figures',
  scanned: 'Looked at',
  fileBytes: 'Size of the files copied',
  fileBytesPlanned: 'Size of the files to copy',
  wireBytes: 'Sent over the line',
  totalBytes: 'Size of everything',
  volumes: 'Volumes',
  doneAt: (time: string) => `done ${time}`,
  problems: 'What went wrong',
  holds: 'Why it waits',
  refusals: 'Why it was not started',
  times: (count: number) => `${formatCount(count)} times`,
  filesConcerned: (count: number) => countOf(count, 'file'),
  filesListed: (listed: number, count: number) =>
    listed < count ? `${formatCount(listed)} of ${countOf(count, 'file')}` : countOf(count, 'file'),
  samplePaths: 'Some of them',
  whatTheToolSaid: 'What the tool said',
  losses: 'What this pair cannot keep',
  lossesWhy: 'The files’ contents are not concerned.',
  verify: 'What was compared',
  verifyFull: 'Every file was read on both sides.',
  verifySample: (files: number) => `A sample of ${countOf(files, 'file')} was read on both sides.`,
  tree: 'Changed files, by folder',
  treeHelp: 'Arrow keys move, right opens a folder, left closes it.',
  found: 'Changed files that were found',
  search: 'Search names and folders',
  clear: 'Clear the search',
  kinds: 'Kinds of changes',
  searching: 'Searching…',
  foundCount: (count: number) => (count === 0 ? 'Nothing found' : `${countOf(count, 'change')} found`),
  nothingFound: 'Nothing like that was changed',
  nothingFoundWhy: 'Search for a part of a name or of a folder, or for other kinds of changes.',
  notSearched: 'The search could not be done',
  noChanges: 'Nothing was changed',
  noChangesWhy: 'The spare was as the primary already.',
  noChangesYet: 'The changes are listed when this run has ended',
  noDifferences: 'No difference was found',
  noDifferencesWhy: 'What was compared is the same on both machines.',
  noPlan: 'Nothing would be changed',
  readingChanges: 'Reading the changes…',
  notReadHere: 'This part could not be read.',
  tryAgain: 'Try Again',
  folder: 'folder',
  inIt: 'in it',
  folderUntouched: 'Folder, itself not changed',
  pickOne: 'Choose a file to see what was done to it.',
  copyPath: 'Copy Path',
  itemized: (flags: string) => `rsync: ${flags}`,
  logLabel: 'Log of this run',
  readingLog: 'Reading the log…',
  noLog: 'The log is empty',
  noLogWhy: 'Nothing was said in this run.',
  notReadLog: 'The log could not be read',
  lines: (lines: number, isEnd: boolean) =>
    isEnd ? countOf(lines, 'line') : `The first ${countOf(lines, 'line')}`,
  toEnd: 'Read to the End',
  stopReading: 'Stop',
  copyLines: 'Copy',
  copied: (first: number, last: number) =>
    last === 0 ? 'There is nothing to copy' : `Lines ${formatCount(first)} to ${formatCount(last)} copied`,
} as const;

export const MODE_NAMES: Readonly<Record<RunMode, string>> = {
  sync: 'Sync',
  preview: 'Preview',
  verify: 'Verify',
};

export function outcomeName(outcome: Outcome): string {
  return capitalised(OUTCOME_WORDS[outcome]);
}

export const OUTCOME_OPTIONS: Readonly<Record<OutcomeChoice, string>> = {
  any: 'Any',
  succeeded: 'Succeeded',
  trouble: 'Any trouble',
  partial: 'Partial',
  failed: 'Failed',
  held: 'Held',
  refused: 'Refused',
  cancelled: 'Cancelled',
};

export const MODE_OPTIONS: Readonly<Record<ModeChoice, string>> = { any: 'Everything', ...MODE_NAMES };

export const SINCE_OPTIONS: Readonly<Record<SinceChoice, string>> = {
  all: 'Ever',
  '7': 'Last 7 days',
  '30': 'Last 30 days',
};

/** What a run's list of changes says: what was done, what a sync would do, or how the two machines differ. */
export type Manner = 'done' | 'planned' | 'differs';

export function mannerOf({ mode, outcome }: Pick<RunRecord, 'mode' | 'outcome'>): Manner {
  if (mode === 'verify') return 'differs';
  return mode === 'preview' || outcome === 'held' || outcome === 'refused' ? 'planned' : 'done';
}

export const CHANGES_NAMES: Readonly<Record<Manner, string>> = {
  done: 'Changes',
  planned: 'Planned Changes',
  differs: 'Differences',
};

export const KIND_NAMES: Readonly<Record<Manner, Readonly<Record<ChangeKind, string>>>> = {
  done: {
    created: 'Created',
    updated: 'Updated',
    attributes: 'Attributes changed',
    deleted: 'Deleted',
  },
  planned: {
    created: 'Would be created',
    updated: 'Would be updated',
    attributes: 'Attributes would change',
    deleted: 'Would be deleted',
  },
  differs: {
    created: 'Missing on the spare',
    updated: 'Different',
    attributes: 'Other attributes',
    deleted: 'Only on the spare',
  },
};

/** For eyes, and told apart by shape; the words are said to whoever does not see them. */
export const KIND_MARKS: Readonly<Record<ChangeKind, string>> = {
  created: '+',
  updated: '~',
  attributes: '·',
  deleted: '−',
};

export const KINDS: readonly ChangeKind[] = ['created', 'updated', 'attributes', 'deleted'];

export const TYPE_NAMES: Readonly<Record<EntryType, string>> = {
  file: 'file',
  directory: 'folder',
  symlink: 'symbolic link',
  device: 'device file',
  special: 'special file',
  unknown: 'entry',
};

const COUNT_NAMES: Readonly<Record<Manner, Readonly<Record<ChangeKind, string>>>> = {
  done: {
    created: 'created',
    updated: 'updated',
    attributes: 'with changed attributes',
    deleted: 'deleted',
  },
  planned: {
    created: 'would be created',
    updated: 'would be updated',
    attributes: 'would get other attributes',
    deleted: 'would be deleted',
  },
  differs: {
    created: 'missing on the spare',
    updated: 'different',
    attributes: 'with other attributes',
    deleted: 'only on the spare',
  },
};

/** `12 created, 1 deleted` */
export function countsText(counts: Partial<KindCounts>, manner: Manner): string {
  return KINDS.filter((kind) => (counts[kind] ?? 0) > 0)
    .map((kind) => `${formatCount(counts[kind] ?? 0)} ${COUNT_NAMES[manner][kind]}`)
    .join(', ');
}

/** `today 03:04`, `22 Nov 03:04` */
export function whenText(iso: string, context: TimeContext): string {
  const text = formatTime(iso, context);
  const [then, today] = [Date.parse(iso), context.now].map((at) => calendarOf(at, context.timeZone));
  const isToday = then?.day === today?.day && then?.month === today?.month && then?.year === today?.year;
  return isToday ? `today ${text}` : text;
}
