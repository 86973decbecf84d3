import { printable } from '../model/path-text.ts';
import type { Problem, ProblemCode } from '../model/problem.ts';
import type { RunCommand } from '../model/run-command.ts';
import { formatDuration } from './amounts.ts';
import { ALERT_WORDS } from './alert-problems.ts';
import { FAILOVER_WORDS } from './failover-problems.ts';
import { ENDPOINT_WORDS } from './endpoint-problems.ts';
import { PROMOTION_WORDS } from './promotion-problems.ts';
import { RSYNC_WORDS } from './rsync-problems.ts';
import { because, named, said, type Said } from './said.ts';
import { SETUP_WORDS } from './setup-problems.ts';
import { SIGN_IN_WORDS } from './sign-in-problems.ts';
import type { PairNamed, Ways } from './ways.ts';
import { when, words, type Words } from './words.ts';

/** Every problem has words, or this does not compile. */
const WORDS: Readonly<Record<ProblemCode, (it: Said) => Words>> = {
  'config.unreadable': (it) =>
    words(
      `the configuration${named(it)} cannot be read${because(it)}.`,
      'Nothing was changed. Mend the file or put back a copy of it.',
      'reveal-config',
    ),
  'config.newer': (it) =>
    words(
      `the configuration${named(it)} was written by a newer Warmspare${when(it.details.found, (found) => ` (version ${printable(found)})`)}.`,
      'Use that version; this one would lose what it does not know.',
    ),
  'config.unwritable': (it) =>
    words(
      `the configuration${named(it)} cannot be written${because(it)}.`,
      'Nothing was changed. Check who owns the folder and whether its disk is full.',
      'reveal-config',
    ),
  'pair.unknown': (it) =>
    words(
      `there is no pair ${when(it.pairName ?? it.details.text, printable, 'of that name')}.`,
      it.ways.listPairs(),
    ),
  'pair.exists': (it) =>
    words(
      `there is a pair ${when(it.details.text ?? it.pairName, printable, 'of that name')} already.`,
      'Choose another name, or remove that pair first.',
    ),
  'pair.busy': (it) =>
    words(
      `${it.pair} is busy: another run is under way${when(it.details.count, (pid) => ` (process ${String(pid)})`)}.`,
      `Nothing was done. ${it.ways.lookAtRun(it.pairName)}`,
      'try-again',
    ),
  'pair.invalid': (it) =>
    words(
      `${when(it.details.text, printable, 'this is not a pair that can be stored')}.`,
      'Nothing was stored.',
    ),
  'history.unreadable': (it) =>
    words(
      `the history${named(it)} cannot be read${because(it)}.`,
      'Check who owns the folder. What is copied is not changed by that.',
      'reveal-history',
    ),
  'history.unwritable': (it) =>
    words(
      `the history${named(it)} cannot be written${because(it)}.`,
      'Check who owns the folder and whether its disk is full.',
      'reveal-history',
    ),
  'history.unknown-run': (it) =>
    words(
      `there is no run ${when(it.details.found ?? it.details.text, printable, 'with that id')} in the history, or more than one begins so.`,
      it.ways.listRuns(),
      'open-history',
    ),
  ...ENDPOINT_WORDS,
  ...SIGN_IN_WORDS,
  ...SETUP_WORDS,
  ...RSYNC_WORDS,
  ...ALERT_WORDS,
  ...FAILOVER_WORDS,
  ...PROMOTION_WORDS,
  'keyring.unavailable': (it) =>
    words(
      `there is no keyring on this machine to keep a passphrase in${because(it)}.`,
      `Nothing was stored. Sign in to the desktop (Linux: install a secret service such as gnome-keyring), ${it.ways.orUnattended()}`,
      'try-again',
    ),
  'keyring.locked': (it) =>
    words(
      `the keyring is locked${because(it)}.`,
      `Sign in to the desktop, or unlock it${it.ways.typed('on a Mac: security unlock-keychain')}, and try again.`,
      'try-again',
    ),
  'keyring.denied': (it) =>
    words(
      `the keyring did not give Warmspare access${because(it)}.`,
      'Try again and allow it when the system asks.',
      'try-again',
    ),
  'command.failed': (it) => words(`${commandOf(it)} failed${it.status}.`, afterCommand(it), 'open-log'),
  'command.timed-out': (it) =>
    words(
      `${commandOf(it)} was not done after ${when(it.details.count, (seconds) => formatDuration(seconds * 1_000), 'its time')}, and was ended.`,
      afterCommand(it),
      'open-log',
    ),
  'volume.gone-during-run': (it) =>
    words(
      `the volume at ${it.path} on ${it.side} went away during the run.`,
      'Mount the disk and run again; nothing else was touched.',
      'try-again',
    ),
  'volume.unclaimable': (it) =>
    words(
      `the destination ${it.path} cannot be marked as this pair's${because(it)}.`,
      'Sign in to the standby as a user who may write there; nothing was copied.',
      'set-up',
    ),
  'run.interrupted': (it) =>
    words(
      `the run ended without finishing: its process is gone${because(it)}.`,
      'Run again; it goes on from what is copied.',
      'try-again',
    ),
  'run.cancelled': () =>
    words('the run was cancelled.', 'What is copied stays; the next run goes on from there.', 'sync'),
  'request.invalid': (it) =>
    words(
      `what was entered cannot be taken as it is${because(it)}.`,
      'Nothing was changed. Look at what was entered, and try again.',
    ),
  'host.gone': () =>
    words(
      'Warmspare ended before it answered.',
      'What was under way may have ended with it. Look at the history, and try again.',
      'open-history',
    ),
  'host.none': () =>
    words('no Warmspare keeps these pairs now, so nothing begins by itself.', 'Start it, and try again.'),
  'service.unsupported': () =>
    words('this system has nothing that Warmspare could be kept by.', 'Keep the app open instead.'),
  'service.not-root': () =>
    words('only root can have the system keep Warmspare.', 'Try again as root, as with sudo.'),
  'service.refused': (it) =>
    words(
      `the system did not take Warmspare for a service${because(it)}.`,
      'Everything is as it was before. What it said stands below.',
    ),
  'host.silent': (it) =>
    words(
      `another Warmspare keeps this data folder and does not answer${because(it)}.`,
      'End that process, and try again. A run that it has begun goes on the next time from what is copied.',
    ),
  'file.unreadable': (it) =>
    words(`the file${named(it)} cannot be read${because(it)}.`, 'Nothing was changed. Choose another file.'),
  'file.unwritable': (it) =>
    words(
      `the file${named(it)} cannot be written${because(it)}.`,
      'What was there before is still there. Choose another place, or look whether its disk is full.',
    ),
  bug: (it) =>
    words(
      `this is a bug in Warmspare${because(it)}.`,
      `Please report it${when(it.details.path, (path) => `, with the file ${printable(path)}`, ', with what is written above')}.`,
      it.details.path === undefined ? undefined : 'reveal-report',
    ),
};

/** When a command runs, and what is so once it has failed; `details.found`. */
const COMMAND_TIMES: Readonly<Record<RunCommand['when'], readonly [when: string, then: string]>> = {
  before: [
    'before the run',
    'Where it may not stop the run, the copy was made all the same, perhaps without what the command makes.',
  ],
  after: ['after the run', 'What was copied before it counts.'],
  promote: [
    'of the promotion',
    'Nothing that comes after it was done. Promote again to go on with it, or undo the promotion.',
  ],
  demote: ['that ends the serving', 'Nothing that comes after it was done. Try again to go on with it.'],
  drill: ['of the drill', 'The drill went on, and has failed.'],
};

function timeOf({ details }: Said): readonly [when: string, then: string] {
  const [, words] = Object.entries(COMMAND_TIMES).find(([time]) => time === details.found) ?? [];
  return words ?? COMMAND_TIMES.before;
}

/** `the command pg_dump before the run, on the primary,` */
function commandOf(it: Said): string {
  const named = when(it.details.text, (text) => (text === 'a command' ? '' : ` ${printable(text)}`));
  return `the command${named} ${timeOf(it)[0]}, on ${it.side},`;
}

function afterCommand(it: Said): string {
  const isOfRun = !['promote', 'demote', 'drill'].includes(it.details.found ?? '');
  return isOfRun ? `${timeOf(it)[1]} ${it.ways.readLog()}` : timeOf(it)[1];
}

/** Why something failed, and what to do. The tool's own words and the files are printed apart. */
export function problemWords(problem: Problem, ways: Ways, pairName: PairNamed): Words {
  return WORDS[problem.code](said(problem.details, ways, pairName));
}
