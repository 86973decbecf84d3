import type { RunEventBody } from '../api/events.ts';
import { printable } from '../model/path-text.ts';
import type { RunCommand } from '../model/run-command.ts';
import { formatDuration } from './amounts.ts';

const TIMES: Readonly<Record<RunCommand['when'], string>> = {
  before: 'before a sync',
  after: 'after a sync',
  promote: 'when the standby is promoted',
  demote: 'when that ends',
  drill: 'in a drill',
};

/** A command on a line of its own: `before, on the primary, for 10 min at most: pg_dumpall >/var/dump`. */
export function commandWords(command: RunCommand): string {
  const isLenient = command.when === 'before' && command.ifItFails === 'go-on';
  const limit = formatDuration(command.timeoutSeconds * 1_000);
  return `${TIMES[command.when]}${isLenient ? ', which goes on when it fails' : ''}, on the ${command.on}, for ${limit} at most: ${command.text}`;
}

/** `Running pg_dump on the primary`, where a phase is about a command. */
export function commandLabel({ command }: Extract<RunEventBody, { type: 'run.phase' }>): string | undefined {
  return command === undefined ? undefined : `Running ${printable(command.name)} on the ${command.on}`;
}
