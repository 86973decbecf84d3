import { printable } from '../model/path-text.ts';
import type { ProblemCode } from '../model/problem.ts';
import { because, type Said } from './said.ts';
import { when, words, type Words } from './words.ts';

type SignInCode = Extract<ProblemCode, `sign-in.${string}` | `sudo.${string}`>;

const byHand = ({ ways, pairName }: Said): string => ways.byHand(pairName);

/** What kept a person out who signs in once with a password, or keeps an administrator from becoming root. */
export const SIGN_IN_WORDS: Readonly<Record<SignInCode, (it: Said) => Words>> = {
  'sign-in.wrong-password': (it) =>
    words(
      `${it.machine} does not take this name and password${because(it)}.`,
      'Type them again. If they are right, the account may be locked or expired, or not among those who may sign in (on a Mac: System Settings > General > Sharing > Remote Login > Allow access for; elsewhere AllowUsers and AllowGroups in sshd_config): the server does not say which.',
      'try-again',
    ),
  'sign-in.root-refused': (it) =>
    words(
      `${it.machine} does not take this password for root${because(it)}.`,
      `Sign in as an administrator instead${it.ways.typed('--user NAME')}: Warmspare then uses sudo, and root needs no password. If the password is right, root may not sign in with one, which is how a Mac and Debian come (PermitRootLogin, AllowUsers): the server does not say which.`,
      'try-again',
    ),
  'sign-in.no-password-method': (it) =>
    words(
      `${it.machine} lets nobody in with a password${when(it.details.found, (methods) => ` (only ${printable(methods)})`)}.`,
      `Allow it there for the time of the set-up (in sshd_config: PasswordAuthentication yes, and no AuthenticationMethods with a key), or ${byHand(it)}`,
      'set-up-by-hand',
    ),
  'sign-in.second-factor': (it) =>
    words(
      `${it.machine} wants more than a password${because(it)}.`,
      `Warmspare cannot answer that, and nothing was changed there. If root may sign in with a key alone (AuthenticationMethods in sshd_config), ${byHand(it)}`,
      'set-up-by-hand',
    ),
  'sign-in.password-expired': (it) =>
    words(
      `${it.machine} wants this password changed first${because(it)}.`,
      'Sign in there once, choose a new password, and try again.',
      'try-again',
    ),
  'sign-in.locked': (it) =>
    words(
      `this account on ${it.machine} is locked or expired${because(it)}.`,
      'Have it unlocked there, or sign in with another account.',
      'try-again',
    ),
  'sign-in.not-allowed': (it) =>
    words(
      `${it.machine} took the password, and then did not let this account in${because(it)}.`,
      `Allow it there: on a Mac under System Settings > General > Sharing > Remote Login > (i) > Allow access for. Elsewhere the account may have expired${it.ways.typed('chage -l')}, or the account section of /etc/pam.d/sshd keeps it out.`,
      'try-again',
    ),
  'sign-in.too-many-attempts': (it) =>
    words(
      `${it.machine} has seen too many failed attempts${because(it)}.`,
      'Wait some minutes, and try again with the right password.',
      'try-again',
    ),
  'sign-in.no-shell': (it) =>
    words(
      `this account on ${it.machine} can sign in but run nothing${because(it)}.`,
      'Use an account with a usual login shell and without a forced command.',
      'try-again',
    ),
  'sudo.missing': (it) =>
    words(
      `there is no sudo on ${it.machine}.`,
      `Sign in as root${it.ways.typed('--user root')}, or install sudo there.`,
      'try-again',
    ),
  'sudo.no-right': (it) =>
    words(
      `this account may not become root on ${it.machine}.`,
      'Sign in with an administrator (on a Mac: System Settings > Users & Groups > Allow this user to administer this computer).',
      'try-again',
    ),
  'sudo.wrong-password': (it) =>
    words(
      `sudo on ${it.machine} does not take this password.`,
      `Type the one that it asks for: the account's own, or root's where its sudoers says so (rootpw, targetpw).${it.ways.inScript('In a script that is a second line of --password-stdin.')}`,
      'try-again',
    ),
  'sudo.password-needed': (it) =>
    words(
      `sudo on ${it.machine} asks for a password, and none was given.`,
      'Type it when you are asked.',
      'try-again',
    ),
  'sudo.second-factor': (it) =>
    words(
      `sudo on ${it.machine} wants more than a password${because(it)}.`,
      `Warmspare cannot answer that. Nothing was changed there; ${byHand(it)}`,
      'set-up-by-hand',
    ),
  'sudo.needs-terminal': (it) =>
    words(
      `sudo on ${it.machine} works only in a terminal (requiretty).`,
      `Take "Defaults requiretty" from its sudoers with visudo, or ${byHand(it)}`,
      'set-up-by-hand',
    ),
  'sudo.failed': (it) =>
    words(
      `sudo on ${it.machine} failed${because(it)}.`,
      `Try sudo there by hand, or ${byHand(it)}`,
      'set-up-by-hand',
    ),
};
