import type { LeftOutSource } from '../../../engine/api/left-out.ts';
import { printable } from '../../../engine/model/path-text.ts';
import type { PresetName } from '../../../engine/model/pair.ts';
import { countOf, formatBytes, formatCount } from '../../../engine/text/amounts.ts';
import type { Consequence } from './consequences.ts';
import { limitNumber, type DeletionDraft } from './draft.ts';
import type { PathFault } from './draft-faults.ts';
import type { Finding } from './left-out-findings.ts';
import type { PlaceFigures } from './place-figures.ts';

export const WORDS = {
  title: 'Volumes',
  mappings: 'What is copied where',
  onPrimary: 'On the primary',
  onSpare: 'On the spare',
  addVolume: 'Add a Volume',
  edit: 'Edit',
  done: 'Done',
  remove: 'Remove from the pair',
  moveUp: 'Move up',
  moveDown: 'Move down',
  source: 'Folder or disk on the primary',
  destination: 'Its place on the spare',
  suggestions: 'Disks and folders of this Mac',
  noVolumes: 'Nothing is copied. Add at least one volume.',
  isNew: 'new',
  isChanged: 'changed',
  unnamed: 'not chosen yet',
  leftOut: 'What is left out',
  preset: 'Left out: a ready list',
  presetNote: 'Every pattern of these lists has a reason.',
  pattern: 'Pattern',
  why: 'Why',
  leavesOut: 'Leaves out',
  suchAs: 'Such as',
  own: 'Left out: patterns of yours',
  ownNote:
    'As rsync reads them: *.tmp anywhere, /Scratch at the top of a volume. The first that matches decides; “+ ” in front copies something in spite of those below it.',
  noOwn: 'None yet.',
  addPattern: 'Add a Pattern',
  removePattern: 'Remove',
  preview: 'What would be left out now',
  previewNote:
    'rsync on the primary goes through the folders and says what these patterns leave out. Nothing is copied or changed.',
  previewEmpty:
    'See what these patterns leave out, and how much it weighs. With a large disk that takes a while.',
  looking: 'The primary is being gone through…',
  look: 'Look',
  lookAgain: 'Look Again',
  unread: 'Something in it could not be read, and is not counted here.',
  unreadRemedy: 'On a Mac, Warmspare may need Full Disk Access.',
  stop: 'Stop',
  where: 'Look in',
  allVolumes: 'All volumes',
  allSavedVolumes: 'All volumes as saved',
  waitForRun: 'A run is under way. You can save when it has ended.',
  checkAgain: 'Check Again',
  check: 'Check Both Machines',
  checking: 'Asking both machines…',
  foundAt: 'Sizes and free space as of',
  checkWaits: 'Sizes are asked for when the run has ended.',
  checkNever: 'Sizes and free space are not known yet.',
  accept: 'Take these disks for the right ones?',
  acceptText:
    'Do this only if a disk was replaced on purpose. The next run counts as a first run: what lies on the spare is not deleted or replaced without you.',
  acceptAction: 'They Are Right',
  setUpAgain: 'Set Up Again…',
  tellGuard:
    'Saved. The spare’s key does not know the new place yet: until you set up again, runs are refused.',
} as const;

export const PATH_FAULTS: Readonly<Record<PathFault, string>> = {
  empty: 'Type a path, like /Volumes/Users.',
  'not-absolute': 'Begin with a slash, like /Volumes/Users.',
  dots: 'A path without . and .. is needed.',
  'too-long': 'This is longer than a path can be.',
  'not-a-path': 'This cannot be a path.',
  taken: 'Another volume of this pair goes there already.',
};

export const LIMIT_FAULTS = {
  entries: 'Type a whole number, like 1,000.',
  percent: 'Type a number from 0 to 100.',
} as const;

export const PRESET_TITLES: Readonly<
  Record<PresetName, { readonly title: string; readonly detail: string }>
> = {
  'macos-system': {
    title: 'For a system that starts from the copy',
    detail: 'Caches, logs, swap, what belongs to one machine or one disk, and trash',
  },
  'macos-data': {
    title: 'For data',
    detail: 'Trash, search indexes, Time Machine’s own, and what belongs to one disk',
  },
  none: { title: 'None', detail: 'Everything is copied, but for patterns of yours' },
};

export const DELETION_TITLES = {
  label: 'When something is deleted on the primary',
  default: {
    title: 'Delete it on the spare, too, within the usual limit',
    detail: 'More than 1,000 deletions or 10 % of what is there, whichever is more, wait for you.',
  },
  entries: {
    title: 'Delete it, but ask from a number on',
    detail: 'A run that would delete more waits for you.',
  },
  percent: {
    title: 'Delete it, but ask from a share on',
    detail: 'A run that would delete more waits for you.',
  },
  keep: {
    title: 'Keep it on the spare: only add',
    detail: 'Nothing is ever deleted there; the spare fills up with time.',
  },
  entriesField: 'Most deletions in one run',
  percentField: 'Most per cent of what is there',
} as const;

/** In a row: what of it is deleted. */
export function deletionText({ kind, entries, percent }: DeletionDraft): string {
  switch (kind) {
    case 'keep':
      return 'Only adds: nothing is deleted on the spare';
    case 'default':
      return 'Mirrors; more than 1,000 deletions or 10 % wait for you';
    case 'entries': {
      const number = limitNumber(kind, entries);
      if (number === undefined) return 'Mirrors; the limit is not a number';
      return number === 0
        ? 'Mirrors; every deletion waits for you'
        : `Mirrors; more than ${countOf(number, 'deletion')} wait for you`;
    }
    case 'percent': {
      const number = limitNumber(kind, percent);
      return number === undefined
        ? 'Mirrors; the limit is not a number'
        : `Mirrors; deleting more than ${String(number)} % waits for you`;
    }
  }
}

/** What is known of a place beside its path. */
export function figuresText(
  figures: PlaceFigures | undefined,
  side: 'primary' | 'standby',
): string | undefined {
  if (figures === undefined) return undefined;
  if (figures.state === 'missing') return 'is not there';
  if (figures.state === 'not-a-directory') return 'is not a folder';
  const free = `${formatBytes(figures.freeBytes)} free`;
  const sizes = side === 'primary' ? `${formatBytes(figures.usedBytes)} used, ${free}` : free;
  return figures.diskAt === undefined ? sizes : `disk at ${printable(figures.diskAt)}: ${sizes}`;
}

export function consequenceText(it: Consequence): string {
  switch (it.kind) {
    case 'no-recovery-point':
      return 'There is no recovery point until the next complete run.';
    case 'first-run-again':
      return `The next run is a first run again for ${printable(it.source)}: what lies in ${printable(it.destination)} on the spare is not deleted or replaced without you.`;
    case 'first-copy':
      return `${printable(it.source)} is copied for the first time with the next run. If ${printable(it.destination)} on the spare is not empty, the run waits for you.`;
    case 'no-longer-copied':
      return `${printable(it.source)} is no longer copied. What lies in ${printable(it.destination)} on the spare stays there.`;
    case 'deletes-from-now-on':
      return `In ${printable(it.destination)} on the spare, what is missing on the primary is deleted from the next run on.`;
    case 'guard-needs-telling':
      return `The spare’s key does not know ${list(it.destinations)} yet. Set up again after saving; until then runs are refused.`;
    case 'patterns-changed':
      return 'What is left out from now on stays on the spare as it is, no longer kept up to date.';
  }
}

function list(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map(printable);
  const rest = paths.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${formatCount(rest)} more` : shown.join(' and ');
}

/** Of one pattern, in a few words; `undefined`: nothing worth saying yet. */
export function findingText(finding: Finding | undefined): string | undefined {
  if (finding === undefined || finding.matches === 0)
    return finding?.isComplete === true ? 'leaves out nothing' : undefined;
  if (finding.weight === undefined) return `${countOf(finding.matches, 'match', 'matches')}, being weighed`;
  return `${countOf(finding.weight.entries, 'entry', 'entries')}, ${formatBytes(finding.weight.bytes)}`;
}

export function sourceStateText({ state, kept, rsync }: LeftOutSource): string {
  switch (state) {
    case 'waiting':
      return 'waits for its turn';
    case 'looking':
      return 'being gone through';
    case 'weighing':
      return kept === undefined ? 'being weighed' : `${keptText(kept)}; what is left out is being weighed`;
    case 'done':
      return kept === undefined ? 'gone through' : keptText(kept);
    case 'failed':
      return 'could not be gone through';
    case 'untold':
      return rsync === undefined
        ? 'There is no rsync on the primary to ask. Install rsync 3.1 or later there, on a Mac for example with Homebrew.'
        : `The primary’s rsync (${rsync.flavour} ${printable(rsync.version)}) does not say what it leaves out. With rsync 3.1 or later there, on a Mac for example from Homebrew, it can be seen here.`;
  }
}

function keptText({ entries, bytes }: { readonly entries: number; readonly bytes: number }): string {
  return `${countOf(entries, 'entry', 'entries')}, ${formatBytes(bytes)} would be copied`;
}

export function presetCountText(count: number): string {
  return `The ${countOf(count, 'pattern')} of this list, and why`;
}

export function patternLabel(at: number): string {
  return `Pattern ${String(at + 1)}`;
}

export function patternFaultText(fault: string): string {
  return `This pattern cannot be used: ${fault}.`;
}

export function saveTitle(pairName: string): string {
  return `Save the volumes of ${pairName}?`;
}

export function editLabel(source: string): string {
  return `Edit ${source === '' ? 'the new volume' : printable(source)}`;
}

export function leftOutSummary(weight: { readonly entries: number; readonly bytes: number }): string {
  if (weight.entries === 0) return 'nothing is left out';
  return `${countOf(weight.entries, 'entry', 'entries')}, ${formatBytes(weight.bytes)} left out`;
}

export const ORIGINS = { person: 'yours', app: 'always', preset: 'list' } as const;
