import { Option, type Command } from 'commander';
import { parseCount } from './arguments/whole-number.ts';
import { examples, withSharedOptions, type Carry } from './command-parts.ts';
import { MODE_WORDS, OUTCOME_WORDS } from '../text/run-words.ts';
import type { HistoryOptions } from './commands/history.ts';

const GROUP = 'Looking:';

/** Commands that only show what is known on this machine: status, watch, history. */
export function addLookCommands(program: Command, carry: Carry): void {
  addStatus(program, carry);
  addWatch(program, carry);
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

function addWatch(program: Command, carry: Carry): void {
  const command = program
    .command('watch [name]')
    .helpGroup(GROUP)
    .summary('follow what is being run, as it happens')
    .description(
      'Shows what the app or warmspare serve runs, as it happens, until Ctrl-C. That ends the watching alone, and no run.',
    )
    .addHelpText('after', examples('warmspare watch', 'warmspare watch office --json'));
  withSharedOptions(command).action((name: string | undefined) =>
    carry(command, name, async (session) => {
      const { watch } = await import('./commands/watch.ts');
      return watch(session, name);
    }),
  );
}

function addHistory(program: Command, carry: Carry): void {
  const command = program
    .command('history [name]')
    .helpGroup(GROUP)
    .summary('what was done, newest first')
    .description('Lists the runs, newest first, or shows one in full, its changes, or its log.')
    .option('--run <id>', 'show this run; its id may be cut short, or be last')
    .option('--changes', 'list every change of the run: + created, ~ updated, . attributes, - deleted')
    .addOption(new Option('--log', 'print what rsync said in the run').conflicts('changes'))
    .addOption(
      new Option('--folder <path>', 'list one folder of the run’s changes; / lists the volumes').conflicts([
        'changes',
        'log',
      ]),
    )
    .addOption(
      new Option('--search <text>', 'list the run’s changes with this in their path').conflicts([
        'changes',
        'log',
        'folder',
      ]),
    )
    .addOption(
      new Option('--export <format>', 'write all runs of the pair, or all changes of the run')
        .choices(['csv', 'json'])
        .conflicts(['changes', 'log', 'folder', 'search']),
    )
    .addOption(
      new Option('--ages <days>', 'show how old the pair’s copy was over so many days')
        .argParser(parseCount)
        .conflicts(['run', 'changes', 'log', 'folder', 'search', 'export', 'limit']),
    )
    .addOption(new Option('--mode <mode>', 'list only these').choices(Object.keys(MODE_WORDS)))
    .addOption(
      new Option('--outcome <outcome>', 'list only what ended so').choices([
        ...Object.keys(OUTCOME_WORDS),
        'running',
      ]),
    )
    .option('--since <time>', 'list what began then or later: 2026-11-23, or with a time T03:00')
    .option('--until <time>', 'list what began before')
    .option('--before <id>', 'list what comes after this run in the list')
    .addOption(
      new Option(
        '--limit <n>',
        'list no more than this (runs: 20, changes: all, in a folder: 1,000)',
      ).argParser(parseCount),
    )
    .addHelpText(
      'after',
      examples(
        'warmspare history --run last --folder /Users/anna',
        'warmspare history office --export csv > office.csv',
      ),
    );
  withSharedOptions(command).action((name: string | undefined, options: HistoryOptions) =>
    carry(command, name, async (session) => {
      const { history } = await import('./commands/history.ts');
      return history(session, name, options);
    }),
  );
}
