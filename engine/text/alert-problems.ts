import { printable } from '../model/path-text.ts';
import type { ProblemCode } from '../model/problem.ts';
import { because, type Said } from './said.ts';
import { when, words, type Words } from './words.ts';

type AlertCode = Extract<ProblemCode, `mail.${string}` | `webhook.${string}` | `alert.${string}`>;

const KEPT = 'What could not be sent is kept and tried again.';

function mailServer({ details }: Said): string {
  return `the mail server${when(details.endpoint, (name) => ` ${printable(name)}`)}`;
}

/** Of a webhook and of a dead-man's check. Its path may be a secret. */
function site({ details }: Said): string {
  return `the web address${when(details.endpoint, (name) => ` at ${printable(name)}`)}`;
}

/** Why an alert could not be sent. Nothing of it stops a run. */
export const ALERT_WORDS: Readonly<Record<AlertCode, (it: Said) => Words>> = {
  'mail.unreachable': (it) =>
    words(
      `${mailServer(it)} was not reached${because(it)}.`,
      `${KEPT} If it goes on, check the server’s name and port in the alert settings.`,
      'try-again',
    ),
  'mail.timeout': (it) =>
    words(
      `${mailServer(it)} did not answer in time${because(it)}.`,
      `${KEPT} If it goes on, check the port and the kind of TLS in the alert settings.`,
      'try-again',
    ),
  'mail.no-tls': (it) =>
    words(
      `${mailServer(it)} offers no encryption as it was asked for${because(it)}.`,
      'Nothing was sent. Choose the port and the kind of TLS that the server’s operator names.',
      'try-again',
    ),
  'mail.certificate': (it) =>
    words(
      `${mailServer(it)} showed a certificate that cannot be trusted${because(it)}.`,
      'Nothing was sent, nor the password. Check the server’s name; if it is right, its operator has to mend the certificate.',
      'try-again',
    ),
  'mail.auth-failed': (it) =>
    words(
      `${mailServer(it)} does not accept the user or the password${because(it)}.`,
      'Enter them again in the alert settings. Many providers want a password made for one app.',
      'try-again',
    ),
  'mail.recipient-refused': (it) =>
    words(
      `${mailServer(it)} does not accept ${when(it.details.found, printable, 'an address')}${because(it)}.`,
      'Check the addresses in the alert settings.',
      'try-again',
    ),
  'mail.deferred': (it) =>
    words(`${mailServer(it)} asks to come again later${because(it)}.`, `${KEPT} Wait.`, 'try-again'),
  'mail.refused': (it) =>
    words(
      `${mailServer(it)} did not take the mail${because(it)}.`,
      `${KEPT} Check the sender’s address in the alert settings.`,
      'try-again',
    ),
  'webhook.unreachable': (it) =>
    words(
      `${site(it)} was not reached${because(it)}.`,
      `${KEPT} If it goes on, check the address in the alert settings.`,
      'try-again',
    ),
  'webhook.timeout': (it) =>
    words(`${site(it)} did not answer in time${because(it)}.`, `${KEPT} Wait.`, 'try-again'),
  'webhook.certificate': (it) =>
    words(
      `${site(it)} showed a certificate that cannot be trusted${because(it)}.`,
      'Nothing was sent. Check the address; if it is right, its operator has to mend the certificate.',
      'try-again',
    ),
  'webhook.redirected': (it) =>
    words(
      `${site(it)} sends on to another place${when(it.details.found, (found) => ` at ${printable(found)}`)}.`,
      'Nothing was sent there. If that place is the right one, enter its address in the alert settings.',
      'try-again',
    ),
  'webhook.refused': (it) =>
    words(
      `${site(it)} did not take what was sent${it.status}${because(it)}.`,
      'Check the address, its form and its secret in the alert settings.',
      'try-again',
    ),
  'webhook.failed': (it) =>
    words(`${site(it)} has a fault of its own${it.status}${because(it)}.`, `${KEPT} Wait.`, 'try-again'),
  'alert.no-secret': (it) =>
    words(
      `the keyring does not hold ${it.details.found === 'webhook' ? 'the webhook’s secret' : 'the mail password'} any more.`,
      'Enter it again in the alert settings.',
      'try-again',
    ),
  'alert.no-channel': () =>
    words(
      'there is nowhere to send alerts to: neither mail nor a webhook is set up.',
      'Enter one of them in the alert settings.',
    ),
};
