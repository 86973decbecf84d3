import type { SetupDone, SetupEvent, SetupStep } from '../../api/setup.ts';
import { printable } from '../../model/path-text.ts';
import { SETUP_DOING, SETUP_SIGNED_IN } from '../../text/setup-steps.ts';
import { printCheckReport } from './check-report.ts';
import type { PrintContext } from './context.ts';

export function doingText(step: SetupStep): string {
  return SETUP_DOING[step];
}

/** Half a minute, with seven seconds between two. */
const TRIES_BEFORE_A_HINT = 5;

/** sshd says the same of a key that is not there and of root who is kept out. */
const HINT =
  'Not let in so far. If the line was pasted and said Done., that machine’s sshd keeps root out: it needs "PermitRootLogin prohibit-password", and root among AllowUsers and AllowGroups where it has them. Still waiting; Ctrl-C ends it.';

/** One step that is done, in a sentence or a few lines; `undefined` for what needs no line. */
export function printSetupEvent(event: SetupEvent, context: PrintContext): string | undefined {
  if (event.type === 'setup.machine') return `The ${event.side}, ${printable(event.endpoint)}:`;
  if (event.type === 'setup.not-let-in')
    return `The key ${event.fingerprint} was made before, and does not work there yet (${printable(event.text)}): where it came with a script of --manual, that is to be run there first`;
  if (event.type === 'setup.waiting') return event.tries === TRIES_BEFORE_A_HINT ? HINT : undefined;
  if (event.type !== 'setup.done') return undefined;
  return event.step === 'look' ? `\n${printCheckReport(event.report, context)}\n` : doneText(event);
}

function doneText(done: Exclude<SetupDone, { step: 'look' }>): string | undefined {
  switch (done.step) {
    case 'reach':
      return `Found it at ${done.addresses.map(printable).join(', ')}: ${printable(done.greeting)}`;
    case 'host-key':
      return `Its host key is ${done.already ? 'the pinned one' : 'pinned now'}: ${done.pin}`;
    case 'sign-in':
      return SETUP_SIGNED_IN[done.way](printable(done.user));
    case 'key':
      return `${done.already ? 'The key is there already' : 'Made a key'}: ${done.fingerprint} (${SEALED[done.sealedBy]})`;
    case 'guard':
      return [
        `The guard is in ${done.folder}. The key can write to these places and do nothing else: ${done.destinations.map(printable).join(', ')}`,
        ...(done.commands.length === 0
          ? []
          : [`but run the pair's commands there: ${done.commands.map(printable).join(', ')}`]),
      ].join('; ');
    case 'install':
      return installText(done);
    case 'prove':
      return `${done.already ? 'Already set up' : 'Proved'}: a fresh connection with the key alone works (${printable(done.answer)})`;
    case 'config':
      return done.already
        ? undefined
        : `From now on the pair signs in to ${printable(done.endpoint)} with this key`;
    case 'prove-from-primary':
      return `From the primary, too, the standby lets this key in (${printable(done.answer)})`;
  }
}

const SEALED = {
  keyring: 'encrypted; its passphrase is in the keyring',
  unattended: 'NOT encrypted: whoever can read the data folder can use it',
} as const;

function installText(done: Extract<SetupDone, { step: 'install' }>): string {
  return [
    `${done.already ? 'It is in' : 'Added to'} ${printable(done.file)} there:`,
    `  ${printable(done.line)}`,
    ...done.mended.map((path) => `Mended owner and mode of ${printable(path)}`),
    ...(done.sshdChange === undefined ? [] : [`Changed its sshd by ${printable(done.sshdChange)}`]),
  ].join('\n');
}
