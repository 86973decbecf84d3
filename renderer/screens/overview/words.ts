import type { Hold } from '../../../engine/model/plan.ts';
import { countOf } from '../../../engine/text/amounts.ts';

/** What the overview says. */
export const OVERVIEW_WORDS = {
  title: 'Overview',
  route: (standby: string) => `to ${standby}`,
  syncNow: 'Sync Now',
  preview: 'Preview…',
  verify: 'Verify',
  underWay: 'Under way',

  volumes: 'Volumes',
  last: 'Last runs',
  lastSync: 'Last sync',
  lastVerify: 'Last verify',
  took: (duration: string) => `took ${duration}`,
  copied: (bytes: string) => `${bytes} copied`,
  showRun: 'Show in History',

  past: 'How old the copy was',
  pastNote:
    'The line rises with time and falls with each whole copy. Its peaks are what was at risk. Above the dashed line it was overdue.',
  days: (days: string) => `${days} days`,
  span: 'How far back',
  highest: (age: string, when: string) => `At most ${age} were at risk, until ${when}.`,
  ageChart: 'Age of the copy over time.',
  ageTable: 'Ages as a table',
  ageColumns: ['Until', 'Age of the copy'],
  bytes: 'Copied in each sync',
  bytesChart: 'Size of what each sync copied.',
  duration: 'Duration of each sync',
  durationChart: 'Duration of each sync.',
  hollow: 'Hollow bars: syncs that did not succeed.',
  runTable: 'Syncs as a table',
  runColumns: ['Begun', 'Outcome', 'Duration', 'Copied'],
  noPast: 'No run in this time',
  noPastWhy: 'From the first sync on, this shows what runs do and how old the copy is.',
  pastFailed: 'The history cannot be shown',

  review: 'Waits for your approval',
  reviewNote: 'Nothing happens until you approve it. A later run looks at everything anew.',
  wouldGo: (count: number) => `Would be deleted: ${countOf(count, 'entry', 'entries')}`,
  wouldChange: (count: number) => `Would be deleted or replaced: ${countOf(count, 'entry', 'entries')}`,
  andMore: (count: number) => `and ${countOf(count, 'more', 'more')}`,
  showAll: 'Show All in History',
  approve: 'Approve and Run…',
  approveAction: 'Approve and Run',
  approveTitle: (holds: readonly Hold[]) => {
    const count = holds.reduce((sum, hold) => sum + hold.count, 0);
    const isDeleting = holds.every(({ reason }) => reason === 'deletes');
    return `${isDeleting ? 'Delete' : 'Delete or replace'} ${countOf(count, 'entry', 'entries')} on the spare?`;
  },
  approveAnyway: 'Run although the source looks emptied?',
  approveText:
    'The spare is made like the primary, and what goes there cannot be brought back by Warmspare. If anything has changed since, the run stops and asks again.',

  previewed: 'Preview',
  previewNote: 'Nothing has been written. A sync looks at everything anew.',
  wouldDo: 'A sync would do this',
  wouldNothing: 'A sync would change nothing',
  wouldCopy: (bytes: string) => `${bytes} to copy`,
  largest: 'Largest changes',
  looksFailed: 'The changes cannot be shown',

  pair: 'Pair',
  name: 'Name',
  rename: 'Rename',
  exportPair: 'Export Configuration…',
  exportWhy: 'Without keys and passwords: a file to set up this pair on another machine.',
  exported: (path: string) => `Saved as ${path}`,
  remove: 'Remove Pair…',
  removeWhy: 'Its history, and everything on the spare, stay.',
  removeTitle: (name: string) => `Remove the pair ${name}?`,
  removeText: 'It is no longer copied. Its history, and everything on the spare, stay.',
  removeAction: 'Remove Pair',
} as const;
