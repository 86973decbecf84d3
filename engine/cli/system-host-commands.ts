import type { Command } from 'commander';
import { examples, withSharedOptions, type Carry } from './command-parts.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Session } from './session.ts';

const INSTALL = [
  'Lets the system keep the pairs from its start on, whoever is logged in: a LaunchDaemon on macOS, a systemd unit on Linux. It runs as whom the data folder belongs to.',
  'It runs warmspare serve with this data folder, from where the program lies now. Keys have to open without a keyring: key rotate NAME --unattended.',
].join('\n\n');

/** `warmspare service …` */
export function addSystemHostCommands(program: Command, carry: Carry): void {
  const service = withSharedOptions(
    program
      .command('service')
      .helpGroup('By itself:')
      .description('have the system keep the pairs when nobody is logged in'),
  ).addHelpText('after', examples('warmspare service status', 'warmspare service install --help'));
  const add = (
    name: string,
    summary: string,
    description: string,
    work: (session: Session) => Promise<ExitStatus>,
  ): void => {
    const command = service
      .command(name)
      .summary(summary)
      .description(description)
      .addHelpText(
        'after',
        examples(`warmspare service ${name} --home /var/warmspare`, `warmspare service ${name} --json`),
      );
    withSharedOptions(command).action(() => carry(command, undefined, work));
  };
  add('install', 'begin it now, and with every start of the machine', INSTALL, async (session) =>
    (await import('./commands/system-host.ts')).installSystemHost(session),
  );
  add(
    'uninstall',
    'end it, and take it away',
    'Ends it and takes it away. Pairs, history and keys stay.',
    async (session) => (await import('./commands/system-host.ts')).uninstallSystemHost(session),
  );
  add(
    'status',
    'whether the system keeps the pairs',
    'Says whether it is installed and running, and who keeps the pairs now. Status 0 where the system does.',
    async (session) => (await import('./commands/system-host.ts')).showSystemHost(session),
  );
}
