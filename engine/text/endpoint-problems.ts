import { printable } from '../model/path-text.ts';
import type { ProblemCode } from '../model/problem.ts';
import { because, named, type Said } from './said.ts';
import { when, words, type Words } from './words.ts';

type EndpointCode = Extract<ProblemCode, `endpoint.${string}` | `network.${string}`>;

/** What keeps a machine from being found, reached or believed. */
export const ENDPOINT_WORDS: Readonly<Record<EndpointCode, (it: Said) => Words>> = {
  'endpoint.unreachable': (it) =>
    words(
      `${it.machine} cannot be reached${because(it)}.`,
      'Is it switched on and on this network, and is the host name right?',
      'try-again',
    ),
  'endpoint.refused': (it) =>
    words(
      `${it.machine} refuses the connection${because(it)}.`,
      'Turn on Remote Login there (System Settings > General > Sharing), and check the port.',
      'try-again',
    ),
  'endpoint.not-ssh': (it) =>
    words(
      `what answers at ${it.machine} is not an ssh server${because(it)}.`,
      'Check the port in the address.',
      'set-up',
    ),
  'endpoint.unknown-name': (it) =>
    words(
      `no machine called${when(it.details.found, (name) => ` ${printable(name)}`, ' so')} is known here${because(it)}.`,
      'Check the name (a Mac shows its own under System Settings > General > Sharing > Local hostname, like spare.local), or use its address.',
      'set-up',
    ),
  'endpoint.too-old': (it) =>
    words(
      `the ssh server of ${it.machine} is too old to be trusted${because(it)}.`,
      'Update the system of that machine: it offers only methods that are broken by now.',
      'try-again',
    ),
  'network.none': () =>
    words(
      'this machine is on no network where others could be looked for.',
      'Connect it, or type the address of the standby yourself.',
      'try-again',
    ),
  'network.no-multicast': (it) =>
    words(
      `this machine could not ask the machines around it${because(it)}.`,
      'On a Mac, allow it under System Settings > Privacy & Security > Local Network; or type the address of the standby yourself.',
      'local-network-access',
    ),
  'endpoint.timeout': (it) =>
    words(
      `${it.machine} did not answer in time${because(it)}.`,
      'Is it asleep, or behind a firewall? Wake it and try again.',
      'try-again',
    ),
  'endpoint.auth-failed': (it) =>
    words(
      `${it.machine} does not let this key in${because(it)}.`,
      'Check the user name, and that the public key is in its ~/.ssh/authorized_keys.',
      'set-up',
    ),
  'endpoint.garbled': (it) =>
    words(
      `the answer of ${it.machine} cannot be understood${because(it)}.`,
      'A login script there may be printing text: let its shell profile be silent for ssh.',
      'check',
    ),
  'endpoint.host-key-changed': (it) =>
    words(
      `${it.machine} shows another host key than the pinned one: ${when(it.details.found, printable, 'an unknown key')} instead of ${when(it.details.expected, printable, 'the pinned key')}. It may be another machine.`,
      `Nothing was sent to it. If that machine was set up anew, ${it.ways.vouchForHostKey(it.pairName)}`,
      'set-up',
    ),
  'endpoint.host-key-unknown': (it) =>
    words(
      `${it.machine} shows no host key of a kind that can be checked${because(it)}.`,
      'Nothing was sent. Let its ssh server have an ed25519 host key.',
      'check',
    ),
  'endpoint.identity-unreadable': (it) =>
    words(
      `the key file${named(it)} cannot be used${because(it)}.`,
      'It must be a private key that you can read and that asks for no passphrase.',
      'set-up',
    ),
  'endpoint.ssh-missing': (it) =>
    words(
      `there is no ssh program on this machine${because(it)}.`,
      'Install OpenSSH, or mend the PATH.',
      'try-again',
    ),
};
