import { Option, type Command } from 'commander';
import { parseCount } from './arguments/whole-number.ts';
import { examples, withSharedOptions, type Carry } from './command-parts.ts';
import type { SyncOptions } from './commands/sync.ts';
import type { DemoOptions } from './commands/demo.ts';

const GROUP = 'Copying:';

/** Commands that reach the machines: check, sync, verify, demo. */
export function addRunCommands(program: Command, carry: Carry): void {
  addCheck(program, carry);
  addSync(program, carry);
  addVerify(program, carry);
  addDemo(program, carry);
}

function addCheck(program: Command, carry: Carry): void {
  const command = program
    .command('check <name>')
    .helpGroup(GROUP)
    .summary('look at both machines, copying nothing')
    .description(
      'Looks at both machines and copies nothing: what they are, what a copy would keep, and whether a sync would start.',
    )
    .option(
      '--accept-volumes',
      'forget which disks were meant and take those that are mounted now, after one was replaced',
    )
    .addOption(
      new Option(
        '--left-out',
        'look at the primary alone: what each pattern leaves out there, how much that is, and why',
      ).conflicts('acceptVolumes'),
    )
    .addHelpText('after', examples('warmspare check office', 'warmspare check office --left-out'));
  withSharedOptions(command).action((name: string, options: { acceptVolumes?: boolean; leftOut?: boolean }) =>
    carry(command, name, async (session) => {
      if (options.leftOut === true) {
        const { showLeftOut } = await import('./commands/left-out.ts');
        return showLeftOut(session, name);
      }
      const { check } = await import('./commands/check.ts');
      return check(session, name, options);
    }),
  );
}

function addSync(program: Command, carry: Carry): void {
  const command = program
    .command('sync <name>')
    .helpGroup(GROUP)
    .summary('make the standby as the primary is')
    .description(
      'Makes the standby as the primary is. A run that would delete too much is held until you approve it.',
    )
    .option('--preview', 'show what would be done, and do nothing')
    .addOption(
      new Option('--approve <plan>', 'do what a held run would do: exactly that plan').conflicts('preview'),
    )
    .option(
      '--checksum',
      'compare contents, not sizes and times: slow, and mends what a verify found to differ',
    )
    .option('--detach', 'have the app or warmspare serve do it, and do not wait for the end')
    .addHelpText('after', examples('warmspare sync office --preview', 'warmspare sync office'));
  withSharedOptions(command).action((name: string, options: SyncOptions) =>
    carry(command, name, async (session) => {
      const { sync } = await import('./commands/sync.ts');
      return sync(session, name, options);
    }),
  );
}

function addVerify(program: Command, carry: Carry): void {
  const command = program
    .command('verify <name>')
    .helpGroup(GROUP)
    .summary('compare the contents on both machines')
    .description('Reads files on both machines and compares their contents; changes nothing.')
    .addOption(
      new Option('--sample <n>', 'compare so many files (without an option: 1,000)').argParser(parseCount),
    )
    .addOption(new Option('--full', 'compare every file').conflicts('sample'))
    .addHelpText('after', examples('warmspare verify office', 'warmspare verify office --full'));
  withSharedOptions(command).action((name: string, options: { sample?: number; full?: boolean }) =>
    carry(command, name, async (session) => {
      const { verify } = await import('./commands/verify.ts');
      return verify(session, name, options);
    }),
  );
}

function addDemo(program: Command, carry: Carry): void {
  const command = program
    .command('demo')
    .helpGroup(GROUP)
    .summary('see it work on this machine')
    .description(
      'Sets up a pair on this machine, in a folder of its own, syncs, changes something and syncs again.',
    )
    .option('--keep', 'leave the folder behind to look at')
    .addHelpText('after', examples('warmspare demo', 'warmspare demo --keep'));
  withSharedOptions(command).action((options: DemoOptions) =>
    carry(command, undefined, async (session) => {
      const { demo } = await import('./commands/demo.ts');
      return demo(session, options);
    }),
  );
}
