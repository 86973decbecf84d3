import type { KnownHint } from '../../../engine/api/engine.ts';
import type { PresetName } from '../../../engine/model/pair.ts';
import { countOf } from '../../../engine/text/amounts.ts';
import type { Progress, Step } from './steps.ts';

/** How a machine shows its own key. */
export const ON_THAT_MACHINE = 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub';

/** The short names in the row of steps. */
export const STEP_NAMES: Readonly<Record<Step, string>> = {
  find: 'Find',
  'host-key': 'Compare',
  volumes: 'Choose',
  'sign-in': 'Sign in',
  install: 'Install',
  report: 'Look',
  preview: 'Preview',
  when: 'When',
  clone: 'Clone',
};

export const STEP_TITLES: Readonly<Record<Step, string>> = {
  find: 'Find the spare',
  'host-key': 'Is this the right machine?',
  volumes: 'What to copy',
  'sign-in': 'Sign in once',
  install: 'Make the key and prove it',
  report: 'What is there',
  preview: 'Preview',
  when: 'When to copy',
  clone: 'First clone',
};

export const PROGRESS_WORDS: Readonly<Record<Progress, string>> = {
  done: 'done',
  current: 'now',
  ahead: 'to come',
};

export const COMMON = {
  newSpare: 'New spare',
  setUp: (name: string) => `Set up ${name}`,
  rotate: (name: string) => `New key for ${name}`,
  revoke: (name: string) => `Revoke the key of ${name}`,
  steps: 'Steps',
  back: 'Back',
  continue: 'Continue',
  stop: 'Stop',
  again: 'Try Again',
  done: 'Done',
  loading: 'One moment',
  said: 'What was said there',
  copy: 'Copy',
  copied: 'Copied',
} as const;

export const FIND = {
  lead: 'The machine that is to take over when this one dies. It needs Remote Login: System Settings > General > Sharing.',
  onNetwork: 'On this network',
  looking: 'Looking for machines that offer Remote Login…',
  found: (count: number) => `${countOf(count, 'machine')} found.`,
  none: 'No machine of this network offers Remote Login by itself. Type its name or address.',
  isCut: 'More machines answered than are listed. Type the name of one that is missing.',
  again: 'Look Again',
  demo: 'Demo spare on this machine',
  demoDetail: 'To try everything with. Holds nothing of value.',
  host: 'Name or address',
  hostHint: 'A Mac shows its own under System Settings > General > Sharing > Local hostname.',
  advanced: 'Advanced',
  user: 'User',
  userHint:
    'Whom the key is for. Root can keep owners and permissions of everybody; others keep only their own.',
  port: 'Port',
  reaching: (host: string) => `Reaching ${host}…`,
} as const;

export const HOST_KEY = {
  lead: (host: string) =>
    `Any machine could answer to ${host}. Its host key cannot be imitated: compare the fingerprint with the one on its own screen.`,
  reading: 'Reading its host key…',
  fingerprint: 'Fingerprint',
  picture: (pin: string) => `Picture of the key ${pin}`,
  yours: (hint: KnownHint): string | undefined => {
    if (hint === undefined)
      return 'You have not connected to it with ssh before: your known_hosts has nothing about it.';
    return hint === 'same'
      ? 'Your own known_hosts has this very key for it.'
      : 'Your own known_hosts has another key for it: it may be another machine.';
  },
  there: 'On the spare, open Terminal and type this. It prints the same fingerprint:',
  command: 'Command for the spare',
  compare: 'Fingerprint from the other screen',
  compareHint: 'If you can copy it here, it is compared letter by letter. Otherwise compare by eye.',
  compared: {
    same: 'The same. This is your spare.',
    other: 'Not the same. Do not go on: another machine answers.',
    unreadable: 'No fingerprint is in this. It begins with SHA256: and has 43 more characters.',
  },
  others: 'Its other keys',
  yes: 'This Is My Spare',
  no: 'No',
  pinned: 'This is the key that you vouched for. It is pinned: another one will be a stop.',
  changed: 'It shows another host key than the pinned one.',
  changedMeans:
    'Either that machine was set up anew, or another machine answers in its place. Nothing was sent to it. Go on only if you know why the key is another.',
  wasPinned: 'Pinned',
  isShown: 'Shown now',
  given: 'You vouched for',
  vouch: 'I have compared the new fingerprint on the spare’s own screen',
  trust: 'Trust the New Key',
} as const;

export const VOLUMES = {
  lead: 'Each row is kept the same on the spare. The key will be allowed to write to these places and nowhere else.',
  here: 'On this machine',
  looking: 'Looking at the disks of this machine…',
  none: 'No disk of this machine was found. Add a folder yourself.',
  copy: (name: string) => `Copy ${name}`,
  used: (used: string) => `${used} used`,
  runsFrom: 'this machine runs from it',
  destination: 'To, on the spare',
  source: 'From, on this machine',
  role: 'Holds',
  roles: { data: 'Files', system: 'A system to start from' },
  systemNote:
    'A system needs a disk of its own on the spare. It never lands on the one that the spare runs from.',
  others: 'Other folders',
  add: 'Add a Folder',
  remove: (path: string) => `Remove ${path === '' ? 'this row' : path}`,
  removeShort: 'Remove',
  leftOut: 'What stays out',
  reasons: (count: number) => `Show all ${countOf(count, 'pattern')} and why`,
  excludes: 'Leave out as well',
  excludesHint: 'rsync patterns, one a line: *.tmp  /scratch/',
  name: 'Name of the pair',
  nameHint: 'What you will see in the menu bar, in history and in messages.',
  asRoot: 'Read this machine as root',
  asRootDetail:
    'Needed for a system and for what belongs to other people. You will sign in once to this machine, too; it needs Remote Login.',
  deletions:
    'What you delete here goes from the spare as well. A run that would delete more than 1,000 entries or 10\u00a0%, whichever is more, waits for you.',
} as const;

export const PRESET_WORDS: Readonly<Record<PresetName, { readonly name: string; readonly detail: string }>> =
  {
    'macos-data': {
      name: 'What belongs to one disk',
      detail: 'Search indexes, trashes, snapshots. Right for disks and folders with files.',
    },
    'macos-system': {
      name: 'That, and what belongs to one system',
      detail: 'Swap, caches, leases, logs as well. Right for a system to start from.',
    },
    none: { name: 'Nothing', detail: 'Every file is copied.' },
  };

export const PREVIEW = {
  lead: 'Compares both sides and shows what a clone would do. Nothing has been written yet, and a preview writes nothing.',
  start: 'Start the Preview',
  again: 'Preview Again',
  skip: 'Continue',
  nothingWritten: 'Nothing has been written.',
  would: 'A clone would',
  copied: 'Copy',
  deleted: 'Delete',
  size: 'Size of all of it',
  largest: 'The largest',
  largestNote: 'At the top of each volume, with all that is in it.',
  perVolume: 'By volume',
  everythingThere: 'Everything is there already: nothing would be copied.',
  held: 'It would wait for you to approve it.',
  refused: 'It would not be started.',
  failed: 'The preview did not succeed.',
  cancelled: 'The preview was cancelled.',
} as const;

export const WHEN = {
  suggested:
    'Every night at 03:00 is suggested: nothing is stored until you keep it. Then runs begin by themselves, also if you leave before the first clone.',
  stored: 'This pair has a schedule already. What you change is stored when you go on.',
  keep: 'Keep This Schedule',
  byHand: 'Go On by Hand',
  mendFirst: 'Mend what is marked in red first.',
  alerts: 'Alerts',
  nobody: 'Nobody is told when a run fails or stays away, but on this machine.',
  told: (ways: string) => `Whoever is to know is told by ${ways}.`,
  mail: 'mail',
  webhook: 'a webhook',
  both: 'mail and a webhook',
  setUpAlerts: 'Set Up Alerts…',
  openAlerts: 'Open Alerts',
} as const;

export const CLONE = {
  lead: 'Copies everything for the first time. It takes longest; every later run copies only what is new. You may close this window meanwhile.',
  start: 'Start the First Clone',
  again: 'Start Again',
  cancel: 'Cancel the Clone',
  succeeded: 'The spare is warm.',
  succeededDetail: 'Everything that was chosen is on it.',
  partial: 'Most of it is on the spare.',
  failed: 'The clone did not succeed.',
  cancelled: 'The clone was cancelled. What is copied stays; the next one goes on from there.',
  held: 'The clone waits for you. Nothing was copied.',
  refused: 'The clone was not started. Nothing was copied.',
} as const;
