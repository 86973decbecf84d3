import { parseCommandTimeout } from '../../model/command-timeout.ts';
import { printable } from '../../model/path-text.ts';
import { DEFAULT_COMMAND_SECONDS, RunCommand, RunCommands } from '../../model/run-command.ts';
import { UsageError } from '../usage-error.ts';

/** What goes with each run, as typed. A list replaces the one before; what is not given stays. */
export interface CommandOptions {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  /** False: `--no-commands-before`. */
  readonly commandsBefore?: boolean;
  /** False: `--no-commands-after`. */
  readonly commandsAfter?: boolean;
}

/** `undefined`: nothing of it is to be another. */
export function parseCommandArguments(
  commands: readonly RunCommand[],
  { before, after, commandsBefore, commandsAfter }: CommandOptions,
): RunCommand[] | undefined {
  const wanted = {
    before: listOf('before', before, commandsBefore),
    after: listOf('after', after, commandsAfter),
  };
  if (wanted.before === undefined && wanted.after === undefined) return undefined;
  const all = (['before', 'after'] as const).flatMap(
    (when) => wanted[when] ?? commands.filter((command) => command.when === when),
  );
  const checked = RunCommands.safeParse(all);
  if (checked.success) return checked.data;
  throw new UsageError('--before and --after are more commands than there may be');
}

function listOf(
  when: RunCommand['when'],
  texts: readonly string[] | undefined,
  wanted: boolean | undefined,
): RunCommand[] | undefined {
  if (wanted === false && texts !== undefined)
    throw new UsageError(`--${when} and --no-commands-${when} cannot be given together`);
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
  const more = when === 'before' ? "'primary(30m, go-on): …'" : "'primary(30m): …'";
  return new UsageError(
    `--${when} is "${printable(text)}", and must be a machine and a command of sh, like 'standby: /usr/local/bin/thaw' or ${more}, for a day at most`,
  );
}
