import { Command } from 'commander';
import { addAlertCommands } from './alert-commands.ts';
import { addFindCommand, addVolumesCommand } from './find-command.ts';
import { addFailoverCommands } from './failover-commands.ts';
import { addLookCommands } from './look-commands.ts';
import { addPairCommands } from './pair-commands.ts';
import { addPromotionCommands } from './promotion-commands.ts';
import { addRunCommands } from './run-commands.ts';
import { addSetupCommands } from './setup-commands.ts';
import { withSharedOptions, type Carry } from './command-parts.ts';
import { addHostCommands } from './host-commands.ts';
import { VERSION } from './version.ts';

export interface ProgramOutput {
  readonly write: (text: string) => void;
  readonly width: number;
}

const START_HERE = `
Start here:
  1. See it work, touching nothing of yours:  warmspare demo
  2. Say what belongs together:  warmspare pair add office --primary local --standby ssh://root@spare.local --volume /Users=/Volumes/Spare/Users
  3. Sign in to the standby once, and never again:  warmspare setup office
  4. Copy, and see what would be lost:  warmspare sync office && warmspare status office`;

const STATUSES = `
Exit status: 0 done, 1 failed, 2 wrong arguments, 3 done in part, 4 refused or held, 5 not ready, 6 another run is under way, 130 cancelled.`;

/** The whole command line; nothing heavy is loaded before a command runs. */
export function buildProgram(carry: Carry, output: ProgramOutput): Command {
  const program = new Command('warmspare')
    .description(
      'Keeps a warm spare of a Mac: a second machine that holds a recent copy of the primary and can take over.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .enablePositionalOptions()
    .configureOutput({
      writeOut: output.write,
      writeErr: output.write,
      getOutHelpWidth: () => output.width,
      getErrHelpWidth: () => output.width,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      // What is wrong is said once, by whoever catches the error.
      outputError: () => undefined,
    })
    .addHelpText('after', START_HERE)
    .addHelpText('after', STATUSES);
  withSharedOptions(program);
  addFindCommand(program, carry);
  addVolumesCommand(program, carry);
  addPairCommands(program, carry);
  addSetupCommands(program, carry);
  addRunCommands(program, carry);
  addLookCommands(program, carry);
  addFailoverCommands(program, carry);
  addPromotionCommands(program, carry);
  addHostCommands(program, carry);
  addAlertCommands(program, carry);
  return program;
}
