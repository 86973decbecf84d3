import { printable } from '../model/path-text.ts';
import type { ProblemCode } from '../model/problem.ts';
import { because, type Said } from './said.ts';
import type { Ways } from './ways.ts';
import { when, words, type Words } from './words.ts';

type SetupCode = Extract<ProblemCode, `setup.${string}` | `key.${string}`>;

/** What a set-up cannot do yet or at all; `details.found`. */
const NOT_POSSIBLE: Readonly<Record<string, string>> = {
  'both-local': 'It is reached without ssh: there is nobody to sign in to.',
};

/** What is so, and what to do there. */
type Fault = readonly [what: string, remedy: string | ((ways: Ways) => string)];

/** Of the standby's script that changes sshd's settings; `details.found`. */
const SSHD_FAULTS: Readonly<Record<string, Fault>> = {
  'not-root': ['the session there is not root’s', 'Sign in as root or as an administrator.'],
  'no-sshd': ['its sshd program was not found', 'Change the settings there by hand.'],
  unreadable: [
    'its sshd cannot read its own settings',
    (ways) => `Mend /etc/ssh/sshd_config there${ways.typed('sshd -t says where')}, and run the set-up again.`,
  ],
  'no-include': [
    'its /etc/ssh/sshd_config does not read the folder /etc/ssh/sshd_config.d',
    'Add "Include /etc/ssh/sshd_config.d/*.conf" as its first line there, and run the set-up again.',
  ],
  unwritable: ['the file cannot be written', 'Check that the disk there is neither full nor read-only.'],
  invalid: ['its sshd does not take the change', 'Change the settings there by hand.'],
  'not-reloaded': [
    'its sshd could not be told to read the settings again',
    'Restart Remote Login there, and run the set-up again.',
  ],
  'no-answer': ['its answer was not whole', 'Run the set-up again.'],
};

/** Why root's authorized_keys or the guard could not be written; `details.found`. */
const INSTALL_FAULTS: Readonly<Record<string, Fault>> = {
  'not-root': ['the session there is not root’s', 'Sign in as root or as an administrator.'],
  'no-home': ['root’s home folder is missing', 'Make it there, and run the set-up again.'],
  'not-a-folder': ['something else stands where a folder must be', 'Move it away there.'],
  'not-a-file': ['something else stands where a file must be', 'Move it away there.'],
  symlink: ['it is a symbolic link to nowhere', 'Mend or remove the link there.'],
  immutable: [
    'it is locked against changes',
    (ways) =>
      `Unlock it there${ways.typed('on a Mac: chflags nouchg,noschg; elsewhere: chattr -i -a')}, and run the set-up again.`,
  ],
  'read-only': ['its disk is read-only', 'Mount it writable there, and run the set-up again.'],
  'no-space': ['its disk is full', 'Make room there, and run the set-up again.'],
  changed: ['somebody else was changing it at the same time', 'Run the set-up again.'],
  'unsafe-folder': [
    'others than root may write there, and could exchange what is installed',
    (ways) =>
      `Give the folder to root alone${ways.typed('chown root, chmod go-w')}, and run the set-up again.`,
  ],
  garbled: ['its answer was not whole', 'Run the set-up again.'],
};

function faultOf(
  faults: Readonly<Record<string, Fault>>,
  { details, ways }: Said,
): readonly [what: string, remedy: string] {
  const [what, remedy] = faults[details.found ?? ''] ?? ['something failed', 'Run the set-up again.'];
  return [what, typeof remedy === 'string' ? remedy : remedy(ways)];
}

/** What keeps a set-up from going on. Nothing is left half done by any of them. */
export const SETUP_WORDS: Readonly<Record<SetupCode, (it: Said) => Words>> = {
  'setup.not-possible': (it) =>
    words(
      `${it.pair} cannot be set up.`,
      NOT_POSSIBLE[it.details.found ?? ''] ?? it.ways.lookAtPair(it.pairName),
    ),
  'setup.unguardable': () =>
    words(
      'no key can be limited to these destinations: their names hold characters that cannot be passed on safely.',
      'Nothing was changed. Use destinations without control characters, bytes that are no text, and \\* \\? or \\[.',
      'open-volumes',
    ),
  'setup.sshd-in-the-way': (it) => {
    if (it.details.found === 'key-alone')
      return words(
        `the ssh server of ${it.machine} lets no key in alone: it asks for ${when(it.details.text, printable, 'more')} as well.`,
        'Add to its sshd_config a block "Match User root" with "PubkeyAuthentication yes" and "AuthenticationMethods publickey", and run the set-up again. The pasted line opens nothing any more.',
        'try-again',
      );
    return words(
      `settings of the ssh server of ${it.machine} keep root’s key out${because(it)}.`,
      'Nothing was changed. Let the set-up change them, or change them there by hand, and run it again.',
      'try-again',
    );
  },
  'setup.sshd-unchanged': (it) => {
    const [what, remedy] = faultOf(SSHD_FAULTS, it);
    return words(
      `the settings of the ssh server of ${it.machine} could not be changed: ${what}${because(it)}.`,
      `Everything there is as before. ${remedy}`,
      'try-again',
    );
  },
  'setup.install-refused': (it) => {
    const [what, remedy] = faultOf(INSTALL_FAULTS, it);
    return words(
      `${it.machine} does not let ${it.path} be written: ${what}${because(it)}.`,
      `It is as before. ${remedy}`,
      'try-again',
    );
  },
  'setup.not-proved': (it) =>
    words(
      `the key is installed on ${it.machine}, and yet a connection with the key alone did not work${because(it)}.`,
      'Changed settings were put back. See its ssh log there, and run the set-up again.',
      'try-again',
    ),
  'setup.outdated': (it) =>
    words(
      `the guard on ${it.machine} does not know all places that ${it.pair} writes to now, or not all its commands${because(it)}.`,
      `Nothing was copied. ${it.ways.tellGuard(it.pairName)}`,
      'set-up',
    ),
  'key.unusable': (it) =>
    words(
      `Warmspare’s own key for ${it.pair} cannot be used any more: it was revoked, or its file or its passphrase in the keyring is gone.`,
      it.ways.makeAnotherKey(it.pairName),
      'set-up',
    ),
  'setup.cancelled': () =>
    words('the set-up was cancelled.', 'What was done stays; the next set-up goes on from there.', 'set-up'),
  'key.none': (it) =>
    words(`${it.pair} has no key of Warmspare’s own.`, it.ways.makeKey(it.pairName), 'set-up'),
};
