import { Option, type Command } from 'commander';
import { appendWord, examples, withSharedOptions, type Carry } from './command-parts.ts';
import type { PairAddOptions } from './commands/pair-add.ts';
import { withCommandOptions } from './command-options.ts';
import { withScheduleOptions } from './schedule-options.ts';
import { addChangeCommand } from './pair-change-command.ts';

const ADD_DESCRIPTION = `Adds a pair: a primary, a standby, and what is copied from one to the other.
Neither machine is touched.

EP is local (this machine) or ssh://USER@HOST[:PORT].
SRC=DEST is a path on the primary, and the path on the standby that gets a copy.
Inside a path, write = as \\= and a backslash as \\\\.`;

/** `warmspare pair …` */
export function addPairCommands(program: Command, carry: Carry): void {
  const pair = withSharedOptions(
    program
      .command('pair')
      .helpGroup('Pairs:')
      .description('add, list, show, change, remove, export and import pairs'),
  ).addHelpText('after', examples('warmspare pair list', 'warmspare pair add --help'));
  addAdd(pair, carry);
  addList(pair, carry);
  addShow(pair, carry);
  addChangeCommand(pair, carry);
  addRemove(pair, carry);
  addExport(pair, carry);
  addImport(pair, carry);
}

function addAdd(pair: Command, carry: Carry): void {
  const command = pair
    .command('add <name>')
    .summary('add a pair')
    .description(ADD_DESCRIPTION)
    .requiredOption('--primary <EP>', 'the machine that is protected')
    .option('--standby <EP>', 'the machine that takes over; on a terminal it can be chosen from those around')
    .requiredOption('--volume <SRC=DEST>', 'what is copied where; may be given again', appendWord)
    .option('--exclude <pattern>', 'leave out what matches, as in rsync; may be given again', appendWord)
    .addOption(
      new Option('--preset <name>', 'leave out what no clone of a Mac needs')
        .choices(['macos-system', 'macos-data', 'none'])
        .default('none'),
    )
    .addOption(
      new Option('--driver <side>', 'where rsync runs: here, or on the primary over ssh').choices([
        'local',
        'primary',
      ]),
    )
    .option('--identity <file>', 'private key to sign in with by ssh')
    .option('--host-key <SHA256:…>', 'fingerprint of the standby’s host key')
    .option('--primary-host-key <SHA256:…>', 'fingerprint of the primary’s host key')
    .option('--trust-on-first-use', 'take the host keys that are shown, without a comparison')
    .option(
      '--max-delete <N|N%>',
      'hold a run that would delete more entries (without it: 1,000 or 10 %, whichever is more)',
    )
    .addOption(new Option('--keep-deleted', 'never delete anything on the standby').conflicts('maxDelete'))
    .addHelpText(
      'after',
      examples(
        "warmspare pair add office --primary local --standby ssh://root@spare.local --volume /Users=/Volumes/Spare/Users --schedule 'daily 03:00'",
        "warmspare pair add studio --primary local --standby local --volume /Volumes/Work=/Volumes/Spare --exclude '*.tmp' --max-delete 5%",
      ),
    );
  withSharedOptions(withCommandOptions(withScheduleOptions(command))).action(
    (name: string, options: PairAddOptions) =>
      carry(command, name, async (session) => {
        const { addPair } = await import('./commands/pair-add.ts');
        return addPair(session, name, options);
      }),
  );
}

function addList(pair: Command, carry: Carry): void {
  const command = pair
    .command('list')
    .description('list all pairs')
    .addHelpText('after', examples('warmspare pair list', 'warmspare pair list --json'));
  withSharedOptions(command).action(() =>
    carry(command, undefined, async (session) => {
      const { listPairs } = await import('./commands/pair-list.ts');
      return listPairs(session);
    }),
  );
}

function addShow(pair: Command, carry: Carry): void {
  const command = pair
    .command('show <name>')
    .description('show a pair in full')
    .addHelpText('after', examples('warmspare pair show office', 'warmspare pair show office --json'));
  withSharedOptions(command).action((name: string) =>
    carry(command, name, async (session) => {
      const { showPair } = await import('./commands/pair-show.ts');
      return showPair(session, name);
    }),
  );
}

function addRemove(pair: Command, carry: Carry): void {
  const command = pair
    .command('remove <name>')
    .description('forget a pair; its history and everything on the standby stay')
    .addHelpText('after', examples('warmspare pair remove office', "warmspare pair remove 'my office'"));
  withSharedOptions(command).action((name: string) =>
    carry(command, name, async (session) => {
      const { removePair } = await import('./commands/pair-remove.ts');
      return removePair(session, name);
    }),
  );
}

function addExport(pair: Command, carry: Carry): void {
  const command = pair
    .command('export <name>')
    .description('print a pair as a file that import takes')
    .option('--out <file>', 'write to a new file instead')
    .addHelpText(
      'after',
      examples(
        'warmspare pair export office > office.json',
        'warmspare pair export office --out office.json',
      ),
    );
  withSharedOptions(command).action((name: string, options: { out?: string }) =>
    carry(command, name, async (session) => {
      const { exportPair } = await import('./commands/pair-export.ts');
      return exportPair(session, name, options);
    }),
  );
}

function addImport(pair: Command, carry: Carry): void {
  const command = pair
    .command('import <file>')
    .description('add a pair from a file that export wrote')
    .option('--name <new>', 'add it under another name')
    .addHelpText(
      'after',
      examples('warmspare pair import office.json', 'warmspare pair import office.json --name office-2'),
    );
  withSharedOptions(command).action((file: string, options: { name?: string }) =>
    carry(command, options.name, async (session) => {
      const { importPair } = await import('./commands/pair-import.ts');
      return importPair(session, file, options);
    }),
  );
}
