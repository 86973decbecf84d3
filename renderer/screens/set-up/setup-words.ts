import type { SetupDone } from '../../../engine/api/setup.ts';
import type { SetupKind } from '../../../engine/api/inputs.ts';
import type { SetupStepView, SetupView } from '../../../engine/api/setup-view.ts';
import type { Side } from '../../../engine/model/endpoint.ts';
import type { KeyRecord } from '../../../engine/model/key.ts';
import { countOf } from '../../../engine/text/amounts.ts';
import { SETUP_DOING, SETUP_SIGNED_IN } from '../../../engine/text/setup-steps.ts';
import { printable } from '../../../engine/model/path-text.ts';

export const SIDE_NAMES: Readonly<Record<Side, string>> = { primary: 'This machine', standby: 'The spare' };

const SEALED: Readonly<Record<KeyRecord['sealedBy'], string>> = {
  keyring: 'Sealed: its passphrase is in the keyring.',
  unattended: 'Not sealed: whoever can read the data folder can use it.',
};

/** The step under way, for whoever waits. */
export function doingText({ machines }: SetupView): string {
  const doing = machines.at(-1)?.steps.find(({ state }) => state === 'doing');
  return `${doing === undefined ? 'Working' : SETUP_DOING[doing.step]}…`;
}

export interface StepText {
  readonly title: string;
  readonly details: readonly string[];
  /** To be shown as it is. */
  readonly line?: string;
}

export function stepText({ step, state, done }: SetupStepView): StepText {
  if (state === 'done' && done !== undefined) return doneText(done);
  return { title: SETUP_DOING[step], details: [] };
}

function doneText(done: SetupDone): StepText {
  switch (done.step) {
    case 'reach':
      return {
        title: 'Reached',
        details: [`At ${done.addresses.map(printable).join(', ')}: ${printable(done.greeting)}`],
      };
    case 'host-key':
      return {
        title: done.already ? 'It shows the pinned host key' : 'Its host key is pinned',
        details: [done.pin],
      };
    case 'sign-in':
      return { title: SETUP_SIGNED_IN[done.way](printable(done.user)), details: [] };
    case 'key':
      return {
        title: done.already ? 'The key is there already' : 'Made an Ed25519 key',
        details: [done.fingerprint, SEALED[done.sealedBy]],
      };
    case 'guard':
      return {
        title: 'Installed the guard: it limits what the key can do',
        details: [
          `It lets rsync write to ${countOf(done.destinations.length, 'place')}, and answers what Warmspare asks about them. No shell${done.commands.length === 0 ? ', nothing else' : ''}.`,
          ...done.destinations.map(printable),
          ...(done.commands.length === 0
            ? []
            : [`It also runs the pair’s commands there: ${done.commands.map(printable).join(', ')}.`]),
        ],
      };
    case 'install':
      return installText(done);
    case 'prove':
      return {
        title: done.already ? 'The key works already' : 'Proved: a new connection with the key alone works',
        details: [`The guard said: ${printable(done.answer)}`],
      };
    case 'config':
      return { title: `The pair signs in with this key from now on`, details: [printable(done.endpoint)] };
    case 'prove-from-primary':
      return {
        title: 'Proved from the primary, too',
        details: [`The guard said: ${printable(done.answer)}`],
      };
    case 'look':
      return { title: 'Looked at both machines', details: [] };
  }
}

function installText({
  already,
  file,
  line,
  mended,
  sshdChange,
}: Extract<SetupDone, { step: 'install' }>): StepText {
  return {
    title: already ? 'The key is in its list of keys already' : 'Added the key to its list of keys',
    details: [
      printable(file),
      ...mended.map((path) => `Mended owner and mode of ${printable(path)}`),
      ...(sshdChange === undefined ? [] : [`Changed its ssh server by ${printable(sshdChange)}`]),
    ],
    line: printable(line),
  };
}

/** `the spare (ssh://root@spare.local)` without ssh's own form: `root@spare.local` */
export function plainEndpoint(endpoint: string): string {
  return printable(endpoint.replace(/^ssh:\/\//, ''));
}

export const SIGN_IN = {
  lead: 'Warmspare signs in once to install a key of its own that can do nothing but copy into the chosen places. After that it never needs a password again.',
  kept: 'The password is used for this one sign-in, and for sudo there. It is not kept: not on the disk, not in the keyring, not in any log.',
  begin: 'Sign In…',
  beginAgain: 'Go On',
  whatFor: {
    'set-up': 'Set up again whenever the places have changed, or the key no longer works.',
    rotate: 'A new key goes in and is proved before the old one goes out.',
    revoke: 'Takes keys and guard from the machine, and forgets the keys. After that no run can reach it.',
  } satisfies Record<SetupKind, string>,
  to: (side: Side, endpoint: string) => `${SIDE_NAMES[side]}, ${plainEndpoint(endpoint)}`,
  user: 'Name',
  userHint:
    'root, or an administrator of that machine: then sudo is used, and root’s account stays as it is.',
  password: 'Password',
  demoPassword: 'This spare is a demo. Its password is',
  passwordMissing: 'Type the password.',
  submit: 'Sign In',
  sudoLead: (user: string) => `sudo wants another password than the one that signed ${user} in.`,
  byHand: 'Without a password…',
  byHandHint: 'One line to paste into Terminal on the spare.',
  script: 'Write a Script for the Administrator…',
  scriptHint: 'A program that its administrator runs there as root. It holds nothing secret.',
  scriptSaved: (path: string) => `Written to ${path}.`,
  scriptSumLabel: 'SHA-256 of the script',
  scriptSum: 'To be compared there, with shasum -a 256:',
  scriptThen: 'When it was run there, go on: the key is tried.',
  stopped: 'The set-up was stopped. What was done stays; it goes on from there.',
  notLetIn:
    'A key that was made before does not work there yet. Where it came with a script, the script has to be run there first.',
} as const;

export const PASTE = {
  lead: (endpoint: string) =>
    `Open Terminal on ${plainEndpoint(endpoint)}, paste this line and press Return. It asks for an administrator’s password there.`,
  means:
    'It lets in a key that exists only while this set-up runs, and that is taken out again as soon as the limited one is in.',
  line: 'The line to paste',
  waiting: (tries: number) =>
    tries === 0
      ? 'Waiting until it has worked…'
      : `Waiting until it has worked: tried ${countOf(tries, 'time')}.`,
  hint: 'If the line was pasted and said Done., that machine’s ssh server keeps root out: it needs “PermitRootLogin prohibit-password”, and root among AllowUsers and AllowGroups where it has them.',
} as const;

/** Half a minute: sshd says the same of a key that is not there and of root who is kept out. */
export const TRIES_BEFORE_A_HINT = 5;

export const INSTALL = {
  lead: {
    'set-up': 'The key stays on this machine. The spare lets it in for the chosen places and nothing else.',
    rotate: 'The new key goes in and is proved; then the old one goes out.',
    revoke: 'Keys and guard are taken from the machine.',
  } satisfies Record<SetupKind, string>,
  doing: 'under way',
  done: 'done',
  failed: 'failed',
  line: 'The line in authorized_keys',
  revokeTitle: 'Take the key away',
  revoked: 'The key was revoked. No run can reach that machine until the pair is set up again.',
  sshd: {
    title: 'May the ssh server there be changed?',
    lead: 'These settings keep root’s key out:',
    file: (file: string) => `This new file would change them: ${printable(file)}`,
    undone: 'It is taken away again when the key does not work with it.',
    yes: 'Change It',
    no: 'No',
  },
  keyring: {
    why: 'The private key is sealed with a passphrase that only the keyring knows, so that a copy of this disk opens nothing.',
    again: 'Unlock and Try Again',
    without: 'Go on without a keyring',
    means:
      'The private key is then kept unsealed in a file that only you may read. Whoever can read the data folder, as root or from a copy of the disk, can use it: to write to the chosen places on the spare, and for nothing else. Right for a machine that starts runs when nobody is signed in.',
    go: 'Keep the Key Unsealed',
  },
} as const;
