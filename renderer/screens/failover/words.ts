import type { CheckState } from '../../../engine/model/readiness.ts';
import { countOf } from '../../../engine/text/amounts.ts';
import type { MarkState } from '../../parts/Mark.tsx';

/** What the page of failover says. */
export const WORDS = {
  title: 'Failover',
  toRunbook: 'Go to the Runbook',
  notKnown: 'The readiness cannot be shown',

  readiness: 'Readiness',
  way: (strategy: string, reason: string) => `The way: ${strategy}, because ${reason}.`,
  primarySeen: 'Primary looked at',
  standbySeen: 'Standby looked at',
  never: 'never',
  lookAgain: 'Look Again',
  lookFirst: 'Look at Both Machines',
  looking: 'Looking at both machines…',
  neverLooked: 'Nobody has looked at the two machines yet: a look takes a minute, and changes nothing.',
  looked: 'Both machines were looked at.',
  notLookedAt: {
    primary: 'The primary could not be looked at',
    standby: 'The standby could not be looked at',
  },
  checks: 'Checks',
  seen: 'Seen',
  showBelow: 'Show Below',
  passed: (count: number) => `${countOf(count, 'check')} passed`,
  wait: (count: number) => `${countOf(count, 'check')} not known until the machines are looked at`,

  takingOver: 'How it is to take over',
  strategy: 'Way of taking over',
  auto: 'As the machines allow',
  autoWhy: (strategy: string) => `What is known of the two machines decides. Now that is to ${strategy}.`,
  notes: 'Whom to call, and what else to know',
  notesHint: 'Goes into the runbook as it is: names and telephone numbers, where the keys and passwords lie.',
  notesTooLong: (most: string) => `It is longer than ${most} letters.`,
  shared: 'Address that people reach the primary by',
  sharedHint: 'A name or an IP address. Empty: the one that the primary has.',

  boot: 'Boot of the clone',
  unproved: 'Nobody has said that the clone boots on the standby.',
  unprovedWhy: 'Start the standby from it once, with its network cable out, and say so here.',
  proved: (when: string) => `The clone was seen to boot on the standby, ${when}.`,
  provedWhy: 'It counts until there is another macOS on either of the two.',
  booted: 'The Clone Booted…',
  bootedTitle: 'Did you see the clone boot on the standby?',
  bootedText:
    'Say so only if the standby started from the clone up to its login window, as both are now. The readiness relies on it.',
  bootedAction: 'It Booted',

  runbook: 'The runbook',
  noRunbook: 'The runbook cannot be shown',
  takes: (minutes: string) => `It takes about ${minutes} until people work again.`,
  warnings: 'Warnings',
  changes: 'Changed since the last one',
  undelivered: 'It does not lie on the standby',
  undeliveredWhy: 'The primary may be dead when it is needed: bring it to the standby, or keep it on paper.',
  delivered: (when: string) => `On the standby since ${when}`,
  outdated: (when: string) => `What lies on the standby is of ${when}, and says something else by now`,
  deliver: 'Bring to the Standby',
  delivering: 'Bringing…',
  broughtNow: 'It lies on the standby now.',
  print: 'Print…',
  notPrinted: 'Nothing was printed.',
  printed: 'It was handed to the printer.',
  saveAs: 'Save As…',
  saved: (path: string) => `Saved: ${path}`,

  steps: 'Steps',
  stepsNote: 'What is ticked here is forgotten when you leave this page. On paper it stays.',
  done: (done: number, all: number) => `${String(done)} of ${String(all)} done`,
  tickAll: (title: string) => `Done: ${title}`,
  proof: 'It worked if',
  ifNot: 'If not',
  command: (number: number, title: string) => `Command of step ${String(number)}, ${title}`,
  facts: 'The machines and what is copied',
  notInClone: (count: number) => `Not in the clone: ${countOf(count, 'kind of thing', 'kinds of things')}`,
  call: 'Whom to call',
} as const;

export const CHECK_MARKS: Readonly<Record<CheckState, MarkState>> = {
  pass: 'good',
  warn: 'warn',
  fail: 'bad',
  unknown: 'unknown',
};

/** Where a button of the page leads on it. */
export const ANCHORS = { takingOver: 'taking-over', runbook: 'runbook', drill: 'drill' } as const;
