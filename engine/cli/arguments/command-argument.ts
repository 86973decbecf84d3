import { parseCommandTimeout } from '../../model/command-timeout.ts';
import { printable } from '../../model/path-text.ts';
import { DEFAULT_COMMAND_SECONDS, RunCommand, RunCommands } from '../../model/run-command.ts';
import { UsageError } from '../usage-error.ts';

/** What goes with each run, as typed. A list replaces the one before; what is not given stays. */
export interface CommandOptions {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly onPromote?: readonly string[];
  readonly onDemote?: readonly string[];
  readonly onDrill?: readonly string[];
  /** False: `--no-commands-before`, and so on. */
  readonly commandsBefore?: boolean;
  readonly commandsAfter?: boolean;
  readonly commandsOnPromote?: boolean;
  readonly commandsOnDemote?: boolean;
  readonly commandsOnDrill?: boolean;
}

/** The option that each comes by. */
const OPTIONS: Readonly<Record<RunCommand['when'], string>> = {
  before: 'before',
  after: 'after',
  promote: 'on-promote',
  demote: 'on-demote',
  drill: 'on-drill',
};

/** `undefined`: nothing of it is to be another. */
export function parseCommandArguments(
  commands: readonly RunCommand[],
  options: CommandOptions,
): RunCommand[] | undefined {
  const wanted: Readonly<Record<RunCommand['when'], RunCommand[] | undefined>> = {
    before: listOf('before', options.before, options.commandsBefore),
    after: listOf('after', options.after, options.commandsAfter),
    promote: listOf('promote', options.onPromote, options.commandsOnPromote),
    demote: listOf('demote', options.onDemote, options.commandsOnDemote),
    drill: listOf('drill', options.onDrill, options.commandsOnDrill),
  };
  if (Object.values(wanted).every((list) => list === undefined)) return undefined;
  const all = (['before', 'after', 'promote', 'demote', 'drill'] as const).flatMap(
    (when) => wanted[when] ?? commands.filter((command) => command.when === when),
  );
  const checked = RunCommands.safeParse(all);
  if (checked.success) return checked.data;
  throw new UsageError('these are more commands than there may be');
}

function listOf(
  when: RunCommand['when'],
  texts: readonly string[] | undefined,
  wanted: boolean | undefined,
): RunCommand[] | undefined {
  if (wanted === false && texts !== undefined)
    throw new UsageError(`--${OPTIONS[when]} and --no-commands-${OPTIONS[when]} cannot be given together`);
  return wanted === false ? [] : texts?.map((text) => parseCommand(when, text));
}

/** `standby: /usr/local/bin/thaw`, `primary(30m, go-on): pg_dumpall >/var/dump` */
function parseCommand(when: RunCommand['when'], text: string): RunCommand {
  const match = /^\s*(primary|standby)\s*(?:\(([^)]*)\))?\s*:\s*(\S[^]*)$/.exec(text);
  const words = (match?.[2] ?? '').split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
  let timeoutSeconds = DEFAULT_COMMAND_SECONDS;
  let ifItFails = 'stop';
  for (const word of words) {
    const seconds = parseCommandTimeout(word);
    if (seconds !== undefined) timeoutSeconds = seconds;
    else if (when === 'before' && (word === 'stop' || word === 'go-on')) ifItFails = word;
    else throw unread(when, text);
  }
  const command = RunCommand.safeParse({
    when,
    on: match?.[1],
    text: match?.[3],
    timeoutSeconds,
    ...(when === 'before' && { ifItFails }),
  });
  if (command.success) return command.data;
  throw unread(when, text);
}

function unread(when: RunCommand['when'], text: string): UsageError {
  const isOfSyncs = when === 'before' || when === 'after';
  const more = !isOfSyncs
    ? "'standby(30m): …'"
    : when === 'before'
      ? "'primary(30m, go-on): …'"
      : "'primary(30m): …'";
  const machine = isOfSyncs ? 'a machine' : 'the standby';
  return new UsageError(
    `--${OPTIONS[when]} is "${printable(text)}", and must be ${machine} and a command of sh, like 'standby: /usr/local/bin/thaw' or ${more}, for a day at most`,
  );
}
