import { Option, type Command } from 'commander';
import { parseCount } from './arguments/whole-number.ts';
import { examples, withSharedOptions, type Carry } from './command-parts.ts';
import type { HistoryOptions } from './commands/history.ts';

const GROUP = 'Looking:';

/** Commands that only read what is known on this machine: status, history. */
export function addLookCommands(program: Command, carry: Carry): void {
  addStatus(program, carry);
  addHistory(program, carry);
}

function addStatus(program: Command, carry: Carry): void {
  const command = program
    .command('status [name]')
    .helpGroup(GROUP)
    .summary('what would be lost if the primary died now')
    .description(
      'Shows how old the standby’s copy is, which is what would be lost if the primary died now, and the last runs.',
    )
    .addHelpText('after', examples('warmspare status', 'warmspare status office'));
  withSharedOptions(command).action((name: string | undefined) =>
    carry(command, name, async (session) => {
      const { status } = await import('./commands/status.ts');
      return status(session, name);
    }),
  );
}

function addHistory(program: Command, carry: Carry): void {
  const command = program
    .command('history [name]')
    .helpGroup(GROUP)
    .summary('what was done, newest first')
    .description('Lists the runs, newest first, or shows one in full, every change in it, or its log.')
    .option('--run <id>', 'show this run; its id may be cut short, or be last')
    .option('--changes', 'list every change of the run: + created, ~ updated, . attributes, - deleted')
    .addOption(new Option('--log', 'print what rsync said in the run').conflicts('changes'))
    .addOption(
      new Option('--limit <n>', 'list no more than this (runs: 20, changes: all)').argParser(parseCount),
    )
    .addHelpText('after', examples('warmspare history office', 'warmspare history --run last --changes'));
  withSharedOptions(command).action((name: string | undefined, options: HistoryOptions) =>
    carry(command, name, async (session) => {
      const { history } = await import('./commands/history.ts');
      return history(session, name, options);
    }),
  );
}
