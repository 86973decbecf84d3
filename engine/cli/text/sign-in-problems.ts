import { printable } from '../../model/path-text.ts';
import type { ProblemCode } from '../../model/problem.ts';
import type { Said } from './problems.ts';
import { command, when, words, type Words } from './words.ts';

type SignInCode = Extract<ProblemCode, `sign-in.${string}` | `sudo.${string}`>;

const because = ({ details }: Said): string => when(details.text, (text) => `: ${printable(text)}`);

const byHand = ({ pairName }: Said): string =>
  `set it up by hand with: ${command('setup', pairName, '--by-hand')}`;

/** What kept a person out who signs in once with a password, or keeps an administrator from becoming root. */
export const SIGN_IN_WORDS: Readonly<Record<SignInCode, (it: Said) => Words>> = {
  'sign-in.wrong-password': (it) =>
    words(
      `${it.machine} does not take this name and password${because(it)}.`,
      'Type them again. If they are right, the account may be locked or expired, or not among those who may sign in (on a Mac: System Settings > General > Sharing > Remote Login > Allow access for; elsewhere AllowUsers and AllowGroups in sshd_config): the server does not say which.',
    ),
  'sign-in.root-refused': (it) =>
    words(
      `${it.machine} does not take this password for root${because(it)}.`,
      'Sign in as an administrator instead (--user NAME): Warmspare then uses sudo, and root needs no password. If the password is right, root may not sign in with one, which is how a Mac and Debian come (PermitRootLogin, AllowUsers): the server does not say which.',
    ),
  'sign-in.no-password-method': (it) =>
    words(
      `${it.machine} lets nobody in with a password${when(it.details.found, (methods) => ` (only ${printable(methods)})`)}.`,
      `Allow it there for the time of the set-up (in sshd_config: PasswordAuthentication yes, and no AuthenticationMethods with a key), or ${byHand(it)}`,
    ),
  'sign-in.second-factor': (it) =>
    words(
      `${it.machine} wants more than a password${because(it)}.`,
      `Warmspare cannot answer that, and nothing was changed there. If root may sign in with a key alone (AuthenticationMethods in sshd_config), ${byHand(it)}`,
    ),
  'sign-in.password-expired': (it) =>
    words(
      `${it.machine} wants this password changed first${because(it)}.`,
      'Sign in there once, choose a new password, and try again.',
    ),
  'sign-in.locked': (it) =>
    words(
      `this account on ${it.machine} is locked or expired${because(it)}.`,
      'Have it unlocked there, or sign in with another account.',
    ),
  'sign-in.not-allowed': (it) =>
    words(
      `${it.machine} took the password, and then did not let this account in${because(it)}.`,
      'Allow it there: on a Mac under System Settings > General > Sharing > Remote Login > (i) > Allow access for. Elsewhere the account may have expired (chage -l), or the account section of /etc/pam.d/sshd keeps it out.',
    ),
  'sign-in.too-many-attempts': (it) =>
    words(
      `${it.machine} has seen too many failed attempts${because(it)}.`,
      'Wait some minutes, and try again with the right password.',
    ),
  'sign-in.no-shell': (it) =>
    words(
      `this account on ${it.machine} can sign in but run nothing${because(it)}.`,
      'Use an account with a usual login shell and without a forced command.',
    ),
  'sudo.missing': (it) =>
    words(`there is no sudo on ${it.machine}.`, 'Sign in as root (--user root), or install sudo there.'),
  'sudo.no-right': (it) =>
    words(
      `this account may not become root on ${it.machine}.`,
      'Sign in with an administrator (on a Mac: System Settings > Users & Groups > Allow this user to administer this computer).',
    ),
  'sudo.wrong-password': (it) =>
    words(
      `sudo on ${it.machine} does not take this password.`,
      "Type the one that it asks for: the account's own, or root's where its sudoers says so (rootpw, targetpw). In a script that is a second line of --password-stdin.",
    ),
  'sudo.password-needed': (it) =>
    words(`sudo on ${it.machine} asks for a password, and none was given.`, 'Type it when you are asked.'),
  'sudo.second-factor': (it) =>
    words(
      `sudo on ${it.machine} wants more than a password${because(it)}.`,
      `Warmspare cannot answer that. Nothing was changed there; ${byHand(it)}`,
    ),
  'sudo.needs-terminal': (it) =>
    words(
      `sudo on ${it.machine} works only in a terminal (requiretty).`,
      `Take "Defaults requiretty" from its sudoers with visudo, or ${byHand(it)}`,
    ),
  'sudo.failed': (it) =>
    words(`sudo on ${it.machine} failed${because(it)}.`, `Try sudo there by hand, or ${byHand(it)}`),
};
