import { Option, type Command } from 'commander';
import { parseDuration, parseSilence } from './arguments/duration-argument.ts';
import { parsePercent, parseSize } from './arguments/size-argument.ts';
import { parsePort } from './arguments/whole-number.ts';
import { appendWord, examples, withSharedOptions, type Carry } from './command-parts.ts';
import type { AlertDeadManOptions } from './commands/alert-dead-man.ts';
import type { AlertLimitsOptions } from './commands/alert-limits.ts';
import type { AlertMailOptions } from './commands/alert-mail.ts';
import type { AlertTestOptions } from './commands/alert-test.ts';
import type { AlertWebhookOptions } from './commands/alert-webhook.ts';

const DESCRIPTION =
  'Says where alerts are sent: when a sync fails, is held, is done in part or stays away, and once more when it is well again. ' +
  'They are sent while the app or warmspare serve runs.';

/** `warmspare alert …` */
export function addAlertCommands(program: Command, carry: Carry): void {
  const alert = withSharedOptions(
    program
      .command('alert')
      .helpGroup('By itself:')
      .summary('be told by mail or elsewhere when something is wrong')
      .description(DESCRIPTION),
  ).addHelpText('after', examples('warmspare alert show', 'warmspare alert mail --help'));
  addShow(alert, carry);
  addMail(alert, carry);
  addWebhook(alert, carry);
  addDeadMan(alert, carry);
  addLimits(alert, carry);
  addDigest(alert, carry);
  addTest(alert, carry);
}

function addShow(alert: Command, carry: Carry): void {
  const command = alert
    .command('show')
    .description('show where alerts are sent, and what waits to be sent and why')
    .addHelpText('after', examples('warmspare alert show', 'warmspare alert show --json'));
  withSharedOptions(command).action(() =>
    carry(command, undefined, async (session) => {
      const { showAlerts } = await import('./commands/alert-show.ts');
      return showAlerts(session);
    }),
  );
}

function addMail(alert: Command, carry: Carry): void {
  const others = ['host', 'port', 'tls', 'from', 'to', 'user', 'passwordStdin'];
  const command = alert
    .command('mail')
    .summary('send alerts by mail')
    .description('Sends alerts by mail. The password goes to the system’s keyring, and nowhere else.')
    .option('--host <name>', 'the mail server')
    .option(
      '--port <n>',
      'its port (without it: 587, with TLS from the start 465, without TLS 25)',
      parsePort,
    )
    .addOption(
      new Option('--tls <how>', 'TLS asked for, from the start, or none (without a user only)')
        .choices(['starttls', 'implicit', 'none'])
        .default('starttls'),
    )
    .option('--from <address>', 'whom they are from')
    .option('--to <address>', 'who gets them; may be given again', appendWord)
    .option('--user <name>', 'sign in to the mail server as this user')
    .option('--password-stdin', 'read the password from standard input instead of asking for it')
    .addOption(new Option('--off', 'send no mail any more').conflicts(others.filter((one) => one !== 'tls')))
    .addHelpText(
      'after',
      examples(
        'warmspare alert mail --host mail.example.com --from spare@example.com --to anna@example.com --user spare',
        'warmspare alert mail --off',
      ),
    );
  withSharedOptions(command).action((options: AlertMailOptions) =>
    carry(command, undefined, async (session) => {
      const { alertMail } = await import('./commands/alert-mail.ts');
      return alertMail(session, options);
    }),
  );
}

function addWebhook(alert: Command, carry: Carry): void {
  const command = alert
    .command('webhook [url]')
    .summary('send alerts to a program, ntfy or Slack')
    .description(
      'Posts alerts to an address. Whoever has the address can read or send what is there: keep it to yourself.',
    )
    .addOption(
      new Option('--form <form>', 'JSON for a program, or as ntfy or Slack takes it')
        .choices(['json', 'ntfy', 'slack'])
        .default('json'),
    )
    .option(
      '--secret-header <name>',
      'send a secret in this header, which is asked for and kept in the keyring',
    )
    .option('--secret-stdin', 'read that secret from standard input')
    .addOption(new Option('--off', 'send nothing there any more').conflicts(['secretHeader', 'secretStdin']))
    .addHelpText(
      'after',
      examples(
        'warmspare alert webhook https://ntfy.sh/my-topic --form ntfy',
        'warmspare alert webhook https://example.com/hook --secret-header Authorization --secret-stdin < secret-file',
      ),
    );
  withSharedOptions(command).action((url: string | undefined, options: AlertWebhookOptions) =>
    carry(command, undefined, async (session) => {
      const { alertWebhook } = await import('./commands/alert-webhook.ts');
      return alertWebhook(session, url, options);
    }),
  );
}

function addDeadMan(alert: Command, carry: Carry): void {
  const command = alert
    .command('dead-man [url]')
    .summary('have an outside service knock when this machine is gone')
    .description(
      'Tells an outside service such as healthchecks.io of the start and the end of each sync: it asks for URL/start, URL and URL/fail. ' +
        'The service knocks when it hears nothing. One address for all pairs hears of a success only while no pair has an alert.',
    )
    .option('--pair <name>', 'of this pair alone')
    .option('--off', 'tell none any more, or not that of --pair')
    .addHelpText(
      'after',
      examples(
        'warmspare alert dead-man https://hc-ping.com/your-uuid',
        'warmspare alert dead-man --off --pair office',
      ),
    );
  withSharedOptions(command).action((url: string | undefined, options: AlertDeadManOptions) =>
    carry(command, options.pair, async (session) => {
      const { alertDeadMan } = await import('./commands/alert-dead-man.ts');
      return alertDeadMan(session, url, options);
    }),
  );
}

function addLimits(alert: Command, carry: Carry): void {
  const command = alert
    .command('limits')
    .description('say from when on you want to be told; what is not named stays as it is')
    .option(
      '--silence <time|pair>',
      'a copy is older than this: 90m, 26h, 2d; pair: as its schedule allows, or 26 h',
      parseSilence,
    )
    .option('--unreachable <time>', 'a machine was not reached for so long', parseDuration)
    .option('--disk <size>', 'less is free on the standby: 20GB', parseSize)
    .option('--disk-percent <share>', 'or less than this share of the disk', parsePercent)
    .option('--default', 'everything else as it was at first')
    .addHelpText(
      'after',
      examples('warmspare alert limits --silence 2d', 'warmspare alert limits --default --unreachable 1h'),
    );
  withSharedOptions(command).action((options: AlertLimitsOptions) =>
    carry(command, undefined, async (session) => {
      const { alertLimits } = await import('./commands/alert-limits.ts');
      return alertLimits(session, options);
    }),
  );
}

function addDigest(alert: Command, carry: Carry): void {
  const command = alert
    .command('digest [time]')
    .description('send how all pairs are once a week; if it stays away, look after Warmspare')
    .option('--off', 'send none any more')
    .addHelpText('after', examples("warmspare alert digest 'mon 08:00'", 'warmspare alert digest --off'));
  withSharedOptions(command).action((time: string | undefined, options: { off?: boolean }) =>
    carry(command, undefined, async (session) => {
      const { alertDigest } = await import('./commands/alert-digest.ts');
      return alertDigest(session, time, options);
    }),
  );
}

function addTest(alert: Command, carry: Carry): void {
  const command = alert
    .command('test')
    .description('send a test now, and say what each server answered')
    .option('--mail', 'by mail alone')
    .option('--webhook', 'to the webhook alone')
    .addHelpText('after', examples('warmspare alert test', 'warmspare alert test --mail'));
  withSharedOptions(command).action((options: AlertTestOptions) =>
    carry(command, undefined, async (session) => {
      const { testAlerts } = await import('./commands/alert-test.ts');
      return testAlerts(session, options);
    }),
  );
}
