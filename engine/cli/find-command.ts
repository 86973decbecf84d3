import type { Command } from 'commander';
import { parseSeconds } from './arguments/whole-number.ts';
import { examples, withSharedOptions, type Carry } from './command-parts.ts';
import type { FindOptions } from './commands/find.ts';

/** `warmspare find` */
export function addFindCommand(program: Command, carry: Carry): void {
  const command = program
    .command('find')
    .helpGroup('Pairs:')
    .summary('look for machines on this network that could be the standby')
    .description(
      'Looks for machines on this network that offer ssh (on a Mac: Remote Login), by Bonjour, and lists their addresses as pair add takes them. Signs in nowhere.',
    )
    .option('--seconds <n>', 'wait for answers so long (without it: 4)', parseSeconds)
    .addHelpText('after', examples('warmspare find', 'warmspare find --seconds 10'));
  withSharedOptions(command).action((options: FindOptions) =>
    carry(command, undefined, async (session) => {
      const { find } = await import('./commands/find.ts');
      return find(session, options);
    }),
  );
}

/** `warmspare volumes` */
export function addVolumesCommand(program: Command, carry: Carry): void {
  const command = program
    .command('volumes')
    .helpGroup('Pairs:')
    .summary('list the disks and home folders of this machine')
    .description('Lists what of this machine could be copied: its system, other disks, and people’s folders.')
    .addHelpText('after', examples('warmspare volumes', 'warmspare volumes --json'));
  withSharedOptions(command).action(() =>
    carry(command, undefined, async (session) => {
      const { volumes } = await import('./commands/volumes.ts');
      return volumes(session);
    }),
  );
}
