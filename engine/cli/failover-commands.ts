import { Option, type Command } from 'commander';
import { examples, withSharedOptions, type Carry } from './command-parts.ts';
import type { ReadinessOptions } from './commands/readiness.ts';
import type { RunbookOptions } from './commands/runbook.ts';

const GROUP = 'Failing over:';

/** What the day asks for on which the primary dies: readiness, runbook, and a rehearsal of it. */
export function addFailoverCommands(program: Command, carry: Carry): void {
  addReadiness(program, carry);
  addRunbook(program, carry);
  addDrill(program, carry);
}

const DRILL = [
  'Tries on the standby all that can be tried without touching the primary, and changes nothing in the copy: whether its disks are ' +
    'there, files taken at random and the newest, read whole, the accounts of those whose files they are, databases that you ' +
    'name (pair change --drill-database, of SQLite), configurations of sshd, Samba, NFS, launchd and cron, and the pair’s own ' +
    'commands (pair change --on-drill), which try services there. Syncs go on meanwhile.',
  'The result is kept with its date, and is one of the checks of warmspare readiness. Exit status 0 means that nothing failed, 5 that ' +
    'something did.',
].join('\n\n');

function addDrill(program: Command, carry: Carry): void {
  const command = program
    .command('drill <name>')
    .helpGroup(GROUP)
    .summary('try the standby, without touching the primary')
    .description(DRILL)
    .addHelpText(
      'after',
      examples(
        'warmspare drill office',
        'warmspare drill office --json',
        'warmspare pair change office --drill-database /Users/shop/orders.db',
        "warmspare pair change office --on-drill 'standby(5m): /usr/local/bin/try-wiki 127.0.0.1'",
      ),
    );
  withSharedOptions(command).action((name: string) =>
    carry(command, name, async (session) => {
      const { drill } = await import('./commands/drill.ts');
      return drill(session, name);
    }),
  );
}

const READINESS = [
  'Asks both machines what a failover has to know, and says check by check whether the standby could take over now: ready, ' +
    'stale (the copy is older than it should be), not ready, or not known. What was not seen, or not lately, is not known; ' +
    'nothing is ready without evidence.',
  'Exit status 0 means ready, 5 anything else.',
].join('\n\n');

function addReadiness(program: Command, carry: Carry): void {
  const command = program
    .command('readiness <name>')
    .helpGroup(GROUP)
    .summary('whether the standby could take over now, check by check')
    .description(READINESS)
    .option('--no-look', 'ask neither machine; judge by what was seen before')
    .option('--booted', 'say that the clone was just seen to boot on the standby')
    .addHelpText(
      'after',
      examples('warmspare readiness office', 'warmspare readiness office --no-look --json'),
    );
  withSharedOptions(command).action((name: string, options: ReadinessOptions) =>
    carry(command, name, async (session) => {
      const { readiness } = await import('./commands/readiness.ts');
      return readiness(session, name, options);
    }),
  );
}

const RUNBOOK = [
  'Prints the failover instructions, written for exactly these two machines from what is known of them; warmspare readiness ' +
    'looks at them again. Print them and keep them beside the standby.',
  'After each sync of a pair that was set up they are brought to the standby, where they can be read without Warmspare: below ' +
    '/Library/Application Support/Warmspare and /Users/Shared/Warmspare on a Mac, /var/lib/warmspare on Linux.',
].join('\n\n');

function addRunbook(program: Command, carry: Carry): void {
  const command = program
    .command('runbook <name>')
    .helpGroup(GROUP)
    .summary('the failover instructions, written for this pair')
    .description(RUNBOOK)
    .addOption(
      new Option('--format <format>', 'print it so (default: txt)').choices(['txt', 'md', 'html', 'json']),
    )
    .option('--out <file>', 'write it to this file instead')
    .addOption(new Option('--deliver', 'bring it to the standby now').conflicts(['format', 'out']))
    .addHelpText(
      'after',
      examples('warmspare runbook office', 'warmspare runbook office --format html --out failover.html'),
    );
  withSharedOptions(command).action((name: string, options: RunbookOptions) =>
    carry(command, name, async (session) => {
      const { runbook } = await import('./commands/runbook.ts');
      return runbook(session, name, options);
    }),
  );
}
