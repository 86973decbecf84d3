import { Option, type Command } from 'commander';
import { examples, withSharedOptions, type Carry } from './command-parts.ts';
import type { SetupCommandOptions } from './commands/setup.ts';

const SETUP_DESCRIPTION =
  'Signs in to the standby once with a password, makes a key of the app’s own, limits it there to the destinations of this pair, and proves it. From then on no password is needed. A primary that is reached by ssh gets a key of its own in the same way.\n\n' +
  'It can be run again at any time: what is done is left alone. The password is kept nowhere.\n\n' +
  'With --manual nobody signs in: it writes a script with the public key and the guard, which the standby’s administrator runs there with sudo. A set-up after that finds the key let in, and finishes without a password.';

const PASSWORD_STDIN =
  'read the passwords from standard input, a line each as they are needed: the standby’s, sudo’s there where that is another, the primary’s';

/** `warmspare setup` and `warmspare key …` */
export function addSetupCommands(program: Command, carry: Carry): void {
  addSetup(program, carry);
  const key = withSharedOptions(
    program.command('key').helpGroup('Pairs:').description('list, rotate and revoke the app’s own keys'),
  ).addHelpText('after', examples('warmspare key list', 'warmspare key rotate office'));
  addKeyList(key, carry);
  addKeyRotate(key, carry);
  addKeyRevoke(key, carry);
}

function addSetup(program: Command, carry: Carry): void {
  const command = withSignIn(
    program
      .command('setup <name>')
      .helpGroup('Pairs:')
      .summary('let this machine in to the standby, for good')
      .description(SETUP_DESCRIPTION),
  )
    .option('--from <addresses>', 'let the key in from these addresses only, with commas between them')
    .option(
      '--unattended',
      'keep the private key readable without a keyring, for a machine that nobody signs in to',
    )
    .option('--as-root-here', 'read this machine as its root, by ssh root@localhost, which is set up as well')
    .addOption(
      new Option(
        '--manual',
        'write a script for the standby’s administrator, and reach no other machine',
      ).conflicts(['byHand', 'changeSshd', 'hostKey', 'passwordStdin', 'trustOnFirstUse', 'user']),
    )
    .option('--out <file>', 'where to write that script (may end in .command, for a double click on a Mac)')
    .addHelpText(
      'after',
      examples(
        'warmspare setup office',
        'warmspare setup office --as-root-here',
        'warmspare setup office --user anna --password-stdin < password-file',
        'warmspare setup office --manual --out office.command',
      ),
    );
  withSharedOptions(command).action((name: string, options: SetupCommandOptions) =>
    carry(command, name, async (session) => {
      if (options.manual === true) {
        const { setupManually } = await import('./commands/setup-manual.ts');
        return setupManually(session, name, options);
      }
      const { setup } = await import('./commands/setup.ts');
      return setup(session, name, options);
    }),
  );
}

/** How to get in once. */
function withSignIn(command: Command): Command {
  return command
    .option('--user <name>', 'sign in to the standby as this administrator (or root)')
    .option('--primary-user <name>', 'sign in to the primary as this administrator (or root)')
    .option('--password-stdin', PASSWORD_STDIN)
    .addOption(
      new Option('--by-hand', 'without a password: paste one line into the standby’s Terminal').conflicts([
        'passwordStdin',
        'user',
        'primaryUser',
      ]),
    )
    .option('--host-key <SHA256:…>', 'the standby’s host key, also in the place of the pinned one')
    .option('--trust-on-first-use', 'take the host key that is shown, where nothing was set up before')
    .option('--change-sshd', 'agree to the change of the standby’s sshd that is needed for the key');
}

function addKeyList(key: Command, carry: Carry): void {
  const command = key
    .command('list')
    .description('list the app’s own keys: where they are, what they may do, when they were last used')
    .addHelpText('after', examples('warmspare key list', 'warmspare key list --json'));
  withSharedOptions(command).action(() =>
    carry(command, undefined, async (session) => {
      const { listAppKeys } = await import('./commands/key-list.ts');
      return listAppKeys(session);
    }),
  );
}

function addKeyRotate(key: Command, carry: Carry): void {
  const command = withSignIn(
    key
      .command('rotate <name>')
      .description('replace the key of a pair: the new one in, proved, the old one out'),
  )
    .option('--from <addresses>', 'let the new key in from these addresses only')
    .option('--unattended', 'keep the new private key readable without a keyring')
    .addHelpText('after', examples('warmspare key rotate office', 'warmspare key rotate office --user anna'));
  withSharedOptions(command).action((name: string, options: SetupCommandOptions) =>
    carry(command, name, async (session) => {
      const { rotateKey } = await import('./commands/key-rotate.ts');
      return rotateKey(session, name, options);
    }),
  );
}

function addKeyRevoke(key: Command, carry: Carry): void {
  const command = withSignIn(
    key
      .command('revoke <name>')
      .description('take the key and the guard of a pair from the standby, and forget the key'),
  ).addHelpText('after', examples('warmspare key revoke office', 'warmspare key revoke office --by-hand'));
  withSharedOptions(command).action((name: string, options: SetupCommandOptions) =>
    carry(command, name, async (session) => {
      const { revokeAppKey } = await import('./commands/key-revoke.ts');
      return revokeAppKey(session, name, options);
    }),
  );
}
