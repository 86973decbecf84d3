import { Option, type Command } from 'commander';
import { appendWord } from './command-parts.ts';

/** How a failover of the pair is to go. */
export function withFailoverOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--strategy <way>',
        'how the standby takes over, instead of what the two machines speak for',
      ).choices(['auto', 'boot', 'promote', 'serve']),
    )
    .option(
      '--failover-notes <text>',
      'whom to call, and what else whoever stands before the standby should know; goes into the runbook',
    )
    .option(
      '--shared-address <address>',
      'where people reach the primary, if not at its own address: an address or a name; none for its own',
    )
    .option(
      '--drill-database <path>',
      'where a database lies on the primary that a drill opens in the copy (SQLite); none for none; may be given again',
      appendWord,
    );
}
