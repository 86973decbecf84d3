import { printable } from '../../model/path-text.ts';
import type { Problem, ProblemCode, ProblemDetails } from '../../model/problem.ts';
import { countOf } from '../print/amounts.ts';
import { SETUP_WORDS } from './setup-problems.ts';
import { SIGN_IN_WORDS } from './sign-in-problems.ts';
import { command, when, words, type Words } from './words.ts';

/** The details as phrases that fit into a sentence, whatever is missing. */
export interface Said {
  /** `the standby (ssh://root@spare.local)` */
  readonly machine: string;
  /** `the standby` */
  readonly side: string;
  readonly path: string;
  /** ` (rsync's status 23)` or nothing. */
  readonly status: string;
  readonly pair: string;
  readonly pairName: string | undefined;
  readonly details: ProblemDetails;
}

const quoted = (text: string): string => printable(text);

function said(details: ProblemDetails, pairName: string | undefined): Said {
  const side = details.side === undefined ? 'the other machine' : `the ${details.side}`;
  const endpoint = details.endpoint;
  return {
    side,
    machine: endpoint === undefined || endpoint === 'local' ? side : `${side} (${quoted(endpoint)})`,
    path: when(details.path, quoted, 'a file'),
    status: when(details.exitCode, (code) => ` (status ${String(code)})`),
    pair: when(pairName, (name) => `the pair ${quoted(name)}`, 'this pair'),
    pairName,
    details,
  };
}

const named = ({ details }: Said): string => when(details.path, (path) => ` ${quoted(path)}`);
const because = ({ details }: Said): string => when(details.text, (text) => `: ${quoted(text)}`);
const entries = ({ details }: Said): string =>
  countOf(details.count ?? details.files?.length ?? 0, 'entry', 'entries');
const someEntries = (it: Said): string =>
  it.details.count === undefined && it.details.files === undefined ? 'Some entries' : entries(it);

const WORDS: Readonly<Record<ProblemCode, (it: Said) => Words>> = {
  'config.unreadable': (it) =>
    words(
      `the configuration${named(it)} cannot be read${because(it)}.`,
      'Nothing was changed. Mend the file or put back a copy of it.',
    ),
  'config.newer': (it) =>
    words(
      `the configuration${named(it)} was written by a newer Warmspare${when(it.details.found, (found) => ` (version ${quoted(found)})`)}.`,
      'Use that version; this one would lose what it does not know.',
    ),
  'config.unwritable': (it) =>
    words(
      `the configuration${named(it)} cannot be written${because(it)}.`,
      'Nothing was changed. Check who owns the folder and whether its disk is full.',
    ),
  'pair.unknown': (it) =>
    words(
      `there is no pair ${when(it.pairName ?? it.details.text, quoted, 'of that name')}.`,
      'List them with: warmspare pair list',
    ),
  'pair.exists': (it) =>
    words(
      `there is a pair ${when(it.details.text ?? it.pairName, quoted, 'of that name')} already.`,
      'Choose another name, or remove that pair first.',
    ),
  'pair.busy': (it) =>
    words(
      `${it.pair} is busy: another run is under way${when(it.details.count, (pid) => ` (process ${String(pid)})`)}.`,
      `Nothing was done. Look at it with: ${command('status', it.pairName)}`,
    ),
  'pair.invalid': (it) =>
    words(
      `${when(it.details.text, quoted, 'this is not a pair that can be stored')}.`,
      'Nothing was stored.',
    ),
  'history.unwritable': (it) =>
    words(
      `the history${named(it)} cannot be written${because(it)}.`,
      'Check who owns the folder and whether its disk is full.',
    ),
  'history.unknown-run': (it) =>
    words(
      `there is no run ${when(it.details.found ?? it.details.text, quoted, 'with that id')} in the history, or more than one begins so.`,
      'List them with: warmspare history',
    ),
  'endpoint.unreachable': (it) =>
    words(
      `${it.machine} cannot be reached${because(it)}.`,
      'Is it switched on and on this network, and is the host name right?',
    ),
  'endpoint.refused': (it) =>
    words(
      `${it.machine} refuses the connection${because(it)}.`,
      'Turn on Remote Login there (System Settings > General > Sharing), and check the port.',
    ),
  'endpoint.not-ssh': (it) =>
    words(
      `what answers at ${it.machine} is not an ssh server${because(it)}.`,
      'Check the port in the address.',
    ),
  'endpoint.unknown-name': (it) =>
    words(
      `no machine called${when(it.details.found, (name) => ` ${quoted(name)}`, ' so')} is known here${because(it)}.`,
      'Check the name (a Mac shows its own under System Settings > General > Sharing > Local hostname, like spare.local), or use its address.',
    ),
  'endpoint.too-old': (it) =>
    words(
      `the ssh server of ${it.machine} is too old to be trusted${because(it)}.`,
      'Update the system of that machine: it offers only methods that are broken by now.',
    ),
  'network.none': () =>
    words(
      'this machine is on no network where others could be looked for.',
      'Connect it, or type the address of the standby yourself.',
    ),
  'network.no-multicast': (it) =>
    words(
      `this machine could not ask the machines around it${because(it)}.`,
      'On a Mac, allow it under System Settings > Privacy & Security > Local Network; or type the address of the standby yourself.',
    ),
  'endpoint.timeout': (it) =>
    words(
      `${it.machine} did not answer in time${because(it)}.`,
      'Is it asleep, or behind a firewall? Wake it and try again.',
    ),
  'endpoint.auth-failed': (it) =>
    words(
      `${it.machine} does not let this key in${because(it)}.`,
      'Check the user name, and that the public key is in its ~/.ssh/authorized_keys.',
    ),
  'endpoint.garbled': (it) =>
    words(
      `the answer of ${it.machine} cannot be understood${because(it)}.`,
      'A login script there may be printing text: let its shell profile be silent for ssh.',
    ),
  'endpoint.host-key-changed': (it) =>
    words(
      `${it.machine} shows another host key than the pinned one: ${when(it.details.found, quoted, 'an unknown key')} instead of ${when(it.details.expected, quoted, 'the pinned key')}. It may be another machine.`,
      `Nothing was sent to it. If that machine was set up anew, compare the fingerprint there (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), and vouch for it with: ${command('setup', it.pairName, '--host-key', 'SHA256:…')} (or remove the pair and add it again).`,
    ),
  'endpoint.host-key-unknown': (it) =>
    words(
      `${it.machine} shows no host key of a kind that can be checked${because(it)}.`,
      'Nothing was sent. Let its ssh server have an ed25519 host key.',
    ),
  'endpoint.identity-unreadable': (it) =>
    words(
      `the key file${named(it)} cannot be used${because(it)}.`,
      'It must be a private key that you can read and that asks for no passphrase.',
    ),
  'endpoint.ssh-missing': (it) =>
    words(`there is no ssh program on this machine${because(it)}.`, 'Install OpenSSH, or mend the PATH.'),
  ...SIGN_IN_WORDS,
  ...SETUP_WORDS,
  'keyring.unavailable': (it) =>
    words(
      `there is no keyring on this machine to keep a passphrase in${because(it)}.`,
      'Nothing was stored. Sign in to the desktop (Linux: install a secret service such as gnome-keyring), or use --unattended and read what it means.',
    ),
  'keyring.locked': (it) =>
    words(
      `the keyring is locked${because(it)}.`,
      'Sign in to the desktop, or unlock it (on a Mac: security unlock-keychain), and try again.',
    ),
  'keyring.denied': (it) =>
    words(
      `the keyring did not give Warmspare access${because(it)}.`,
      'Try again and allow it when the system asks.',
    ),
  'rsync.missing': (it) =>
    words(
      `there is no rsync on ${it.machine}${when(it.details.path, (path) => ` at ${quoted(path)}`)}.`,
      'Install rsync 3 there, on a Mac with: brew install rsync',
    ),
  'rsync.usage': (it) =>
    words(
      `rsync did not understand what it was asked${it.status}${because(it)}.`,
      `The two versions may not fit together. See: ${command('check', it.pairName)}`,
    ),
  'rsync.protocol': (it) =>
    words(
      `the two rsyncs do not understand each other${it.status}${because(it)}.`,
      `Install the same rsync 3 on both machines. See: ${command('check', it.pairName)}`,
    ),
  'rsync.disk-full': (it) =>
    words(
      `the disk of ${it.machine} is full${when(it.details.path, (path) => ` (${quoted(path)})`)}.`,
      'Make room there and run again; what is copied stays.',
    ),
  'rsync.io': (it) =>
    words(
      `reading or writing failed on ${it.machine}${when(it.details.path, (path) => ` at ${quoted(path)}`)}${it.status}${because(it)}.`,
      'Check that disk (First Aid in Disk Utility) and run again.',
    ),
  'rsync.partial': (it) =>
    words(
      `${someEntries(it)} could not be copied${it.status}${because(it)}.`,
      'Everything else was. On a Mac, the terminal or app may need Full Disk Access.',
    ),
  'rsync.vanished': (it) =>
    words(
      `${someEntries(it)} vanished while being copied${it.status}.`,
      'That is usual while the primary is in use; the next run puts it right.',
    ),
  'rsync.max-delete': (it) =>
    words(
      `more would have been deleted on ${it.side} than was planned, so deleting stopped${when(it.details.count, () => ` with ${entries(it)} left`)}.`,
      `Look at what would go: ${command('sync', it.pairName, '--preview')}`,
    ),
  'rsync.timeout': (it) =>
    words(
      `nothing moved between the machines for too long${it.status}.`,
      'What is copied stays. Run again when the connection is better.',
    ),
  'rsync.connection-lost': (it) =>
    words(
      `the connection to ${it.machine} was lost${it.status}${because(it)}.`,
      'What is copied stays, and the next run goes on from there.',
    ),
  'rsync.killed': (it) =>
    words(`rsync was killed from outside${it.status}${because(it)}.`, 'What is copied stays; run again.'),
  'rsync.failed': (it) =>
    words(
      `rsync failed${it.status}${because(it)}.`,
      `See its last words with: warmspare history --run last --log`,
    ),
  'volume.gone-during-run': (it) =>
    words(
      `the volume at ${it.path} on ${it.side} went away during the run.`,
      'Mount the disk and run again; nothing else was touched.',
    ),
  'volume.unclaimable': (it) =>
    words(
      `the destination ${it.path} cannot be marked as this pair's${because(it)}.`,
      'Sign in to the standby as a user who may write there; nothing was copied.',
    ),
  'run.interrupted': (it) =>
    words(
      `the run ended without finishing: its process is gone${because(it)}.`,
      'Run again; it goes on from what is copied.',
    ),
  'run.cancelled': () =>
    words('the run was cancelled.', 'What is copied stays; the next run goes on from there.'),
  bug: (it) =>
    words(
      `this is a bug in Warmspare${because(it)}.`,
      `Please report it${when(it.details.path, (path) => `, with the file ${quoted(path)}`, ', with what is written above')}.`,
    ),
};

/** Why something failed, and what to do. The tool's own words and the files are printed apart. */
export function problemWords(problem: Problem, pairName?: string): Words {
  return WORDS[problem.code](said(problem.details, pairName));
}
