import { Option, type Command } from 'commander';
import { examples, withSharedOptions, type Carry } from './command-parts.ts';
import type { FailbackCommandOptions } from './commands/failback.ts';
import type { PromoteCommandOptions } from './commands/promote.ts';

const GROUP = 'Failing over:';

const PROMOTE = `Makes the standby serve when the primary is dead, and keeps everything from being copied over it from then on.

It looks at the primary on two paths, ssh and ping, and goes on only while both are silent and the standby answers. It asks for the primary’s name as proof that a person has made sure that it is off: a machine that does not answer may still be writing. Then it raises a fence on the standby, where its guard refuses every sync of the pair, of this Warmspare and of any other, and runs the pair’s commands of --on-promote there.

Each step is written down with what it printed. Cut anywhere, it goes on when it is called again, and --undo takes it back, backwards. It never takes the primary’s address or anything else by itself: what the pair has no command for, the runbook says.

On the standby itself, without this app: sudo /usr/local/libexec/warmspare/standby promote PAIRID`;

const FAILBACK = `Brings what was changed on a promoted standby back to the primary, and then gives the role back.

First it makes a pair in the other direction, called “NAME back”, which copies by hand alone, says what set-up that needs, and shows what would come over it. Copy with it as often as you like; the first run is held for you when it would overwrite or delete anything on the primary.

With --finish, once nothing is changed on the standby any more, it runs the pair’s commands of --on-demote there, copies once more, closes the way back, and makes the standby a standby again. Nothing is copied over the standby before all of it is on the primary. Cut anywhere, it goes on when it is called again.`;

/** Commands that change which machine serves: promote, failback. */
export function addPromotionCommands(program: Command, carry: Carry): void {
  addPromote(program, carry);
  addFailback(program, carry);
}

function addPromote(program: Command, carry: Carry): void {
  const command = program
    .command('promote <name>')
    .helpGroup(GROUP)
    .summary('make the standby serve in the place of a dead primary')
    .description(PROMOTE)
    .addOption(
      new Option('--dry-run', 'look at both machines and print every step; do nothing').conflicts(
        'primaryIsOff',
      ),
    )
    .option('--primary-is-off <name>', 'the primary’s name, as you would type it when asked (for scripts)')
    .option('--address <address>', 'look for the primary there, where its name is not known any more')
    .addOption(
      new Option('--undo', 'make it a standby again, which the next sync makes as the primary is').conflicts([
        'dryRun',
        'primaryIsOff',
        'address',
      ]),
    )
    .addOption(
      new Option(
        '--changes-there-are-lost',
        'with --undo: what was changed on the standby since then may go',
      ).conflicts(['dryRun', 'primaryIsOff', 'address']),
    )
    .addHelpText(
      'after',
      examples(
        'warmspare promote office --dry-run',
        'warmspare promote office',
        'warmspare promote office --primary-is-off office.local --json',
        'warmspare promote office --undo',
      ),
    );
  withSharedOptions(command).action((name: string, options: PromoteCommandOptions) =>
    carry(command, name, async (session) => {
      const { promote, undoPromotion } = await import('./commands/promote.ts');
      return options.undo === true ? undoPromotion(session, name, options) : promote(session, name, options);
    }),
  );
}

function addFailback(program: Command, carry: Carry): void {
  const command = program
    .command('failback <name>')
    .helpGroup(GROUP)
    .summary('bring a promoted standby’s changes back, and give the role back')
    .description(FAILBACK)
    .option('--finish', 'copy what is left, and give the role back')
    .option(
      '--services-are-stopped',
      'with --finish: nothing is changed on the standby any more (for scripts)',
    )
    .addHelpText(
      'after',
      examples(
        'warmspare failback office',
        "warmspare sync 'office back'",
        'warmspare failback office --finish',
      ),
    );
  withSharedOptions(command).action((name: string, options: FailbackCommandOptions) =>
    carry(command, name, async (session) => {
      const { failback, finishFailback } = await import('./commands/failback.ts');
      return options.finish === true
        ? finishFailback(session, name, options)
        : failback(session, name, options);
    }),
  );
}
