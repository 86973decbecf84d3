import { Option, type Command } from 'commander';
import { appendWord, examples, withSharedOptions, type Carry } from './command-parts.ts';
import type { PairChangeOptions } from './commands/pair-change.ts';
import { withCommandOptions, withoutCommands } from './command-options.ts';
import { withFailoverOptions } from './failover-options.ts';
import { withoutConditions, withScheduleOptions } from './schedule-options.ts';

/** Paragraphs; the lines are broken where it is shown. */
const DESCRIPTION = [
  'Changes a pair; what is not named stays as it is. Neither machine is touched.',
  '--volume, and so --exclude, gives the whole new list: name what is to stay as well. A place on the standby that was ' +
    'there before stays the same volume. When a source or a place is another one, the next sync is held if it would ' +
    'overwrite or delete anything there; a standby that was set up takes nothing into a new place before the set-up is ' +
    'done once more.',
  'Commands on a standby that was set up run only after another set-up has installed them there. While the pair is being synced, only its name and its schedule can be changed.',
].join('\n\n');

/** `warmspare pair change` */
export function addChangeCommand(pair: Command, carry: Carry): void {
  const command = pair
    .command('change <name>')
    .summary('change what a pair is called, copies, leaves out or may delete')
    .description(DESCRIPTION)
    .option('--name <new>', 'call it so')
    .option('--volume <SRC=DEST>', 'what is copied where; may be given again', appendWord)
    .option('--exclude <pattern>', 'leave out what matches, as in rsync; may be given again', appendWord)
    .option('--no-excludes', 'leave out nothing but what the preset says')
    .addOption(
      new Option('--preset <name>', 'leave out what no clone of a Mac needs').choices([
        'macos-system',
        'macos-data',
        'none',
      ]),
    )
    .option(
      '--max-delete <N|N%|default>',
      'hold a run that would delete more entries (default: 1,000 or 10 %, whichever is more)',
    )
    .addOption(new Option('--keep-deleted', 'never delete anything on the standby').conflicts('maxDelete'))
    .addOption(
      new Option('--driver <side>', 'where rsync runs: here, or on the primary over ssh').choices([
        'local',
        'primary',
      ]),
    )
    .option('--primary <EP>', 'where the primary is reached from now on')
    .option('--standby <EP>', 'where the standby is reached from now on')
    .option('--identity <file>', 'private key to sign in with by ssh, with --primary or --standby')
    .option('--host-key <SHA256:…>', 'fingerprint of the standby’s host key, where it is another machine')
    .option('--primary-host-key <SHA256:…>', 'fingerprint of the primary’s host key, likewise')
    .addHelpText(
      'after',
      examples(
        "warmspare pair change office --name 'front office' --max-delete 5%",
        "warmspare pair change office --exclude '*.tmp' --exclude /scratch",
      ),
    );
  const scheduled = withoutConditions(withScheduleOptions(command));
  withSharedOptions(withFailoverOptions(withoutCommands(withCommandOptions(scheduled)))).action(
    (name: string, options: PairChangeOptions) =>
      carry(command, name, async (session) => {
        const { changePair } = await import('./commands/pair-change.ts');
        return changePair(session, name, options);
      }),
  );
}
