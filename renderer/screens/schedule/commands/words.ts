import type { Endpoint } from '../../../../engine/model/endpoint.ts';
import type { Pair } from '../../../../engine/model/pair.ts';
import type { RunCommand, RunCommandOf } from '../../../../engine/model/run-command.ts';
import type { CommandFaults } from './read-commands.ts';

type When = RunCommand['when'];

/** What is so before the guard knows a command. */
function untilThen(holdsUpSyncs: boolean): string {
  return holdsUpSyncs ? 'syncs are refused' : 'neither a promotion nor a drill comes to its end';
}

const NAMED: Readonly<Record<When, string>> = {
  before: 'before a sync',
  after: 'after a sync',
  promote: 'of a promotion',
  demote: 'of its end',
  drill: 'of a drill',
};

export const COMMANDS_WORDS = {
  title: 'Commands',
  heads: {
    before: 'Before a sync',
    after: 'After a sync',
    promote: 'When the spare is promoted',
    demote: 'When the spare gives the role back',
    drill: 'In a drill',
  },
  /** What is so of each group, and what is said where it is empty. */
  details: {
    before: 'In this order, before anything is looked at: what they make is copied.',
    after: 'In this order, whatever became of the sync. WARMSPARE_OUTCOME tells them how it ended.',
    promote: 'On the spare, in this order, to make it serve. One that was cut may run again.',
    demote:
      'On the spare, in this order, to end its serving: before a promotion is undone, or the last copy back.',
    drill:
      'On the spare, in this order, to try its services. One that ends with another status than 0 has failed.',
  },
  none: {
    before: 'None. A dump of a database that is made here is copied with the rest.',
    after: 'None. They would run whatever became of the sync.',
    promote: 'None. What makes the spare serve is done by hand then, as the runbook says.',
    demote: 'None. What ends its serving is done by hand.',
    drill: 'None. A drill tries no service then.',
  },
  adds: {
    before: 'Add a Command Before',
    after: 'Add a Command After',
    promote: 'Add a Command for a Promotion',
    demote: 'Add a Command for Its End',
    drill: 'Add a Command for a Drill',
  },
  name: (when: When, at: number) => `Command ${String(at + 1)} ${NAMED[when]}`,
  on: 'On',
  sides: { primary: 'The Primary', standby: 'The Spare' } satisfies Record<RunCommand['on'], string>,
  text: 'Command',
  timeout: 'Time limit',
  timeoutHint: 'Like 30s, 10m or 2h.',
  ifItFails: 'If it fails',
  ways: { stop: 'Stop the Sync', 'go-on': 'Go On' } satisfies Record<
    RunCommandOf<'before'>['ifItFails'],
    string
  >,
  log: 'What they print is kept in the run’s log.',
  without:
    'Previews and verifies go without them, and so do a continuous schedule’s runs between its full ones.',
  noPasswords:
    'A command is no place for a password: its text is stored as it is. Have it read one from a file that nobody but its user can open.',
  guard: 'The spare’s guard does not know this yet',
  guardWhy: (holdsUpSyncs: boolean) =>
    `After you have saved it, set up the spare again. Until then ${untilThen(holdsUpSyncs)}.`,
  guardDebt: (holdsUpSyncs: boolean) =>
    `The spare’s guard does not know all commands yet: until you set up again, ${untilThen(holdsUpSyncs)}.`,
  setUpAgain: 'Set Up Again…',
  waitForRun: 'A run is under way. Commands can be saved when it has ended.',
} as const;

export const TEXT_FAULTS: Readonly<Record<NonNullable<CommandFaults['text']>, string>> = {
  empty: 'Type a command, as for sh.',
  unusable: 'This is no text for sh, or it is longer than 8,192 characters.',
};

export const TIMEOUT_FAULTS: Readonly<Record<NonNullable<CommandFaults['timeout']>, string>> = {
  empty: 'Type a time, like 10m.',
  unknown: 'This is no time, like 30s, 10m or 2h.',
  'too-long': 'This is longer than a day.',
};

/** `They are run by sh, on the primary as whoever Warmspare runs as, on the spare as root.` */
export function runAs({ primary, standby }: Pick<Pair, 'primary' | 'standby'>): string {
  return `They are run by sh, on the primary as ${userOf(primary)}, on the spare as ${userOf(standby)}.`;
}

function userOf(endpoint: Endpoint): string {
  return endpoint.kind === 'local' ? 'the user that Warmspare runs as' : endpoint.user;
}
