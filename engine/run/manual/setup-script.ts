import { forPrintf } from '../../keys/install-arguments.ts';
import { GUARD_FILES_SCRIPT } from '../../keys/guard-files-script.ts';
import { sharedGuardFiles } from '../../keys/guard-files.ts';
import { GUARD_FOLDER } from '../../keys/guard-script.ts';
import { KEYS_FILE_SCRIPT } from '../../keys/keys-file-script.ts';
import { KEYS_TEXT_SCRIPT } from '../../keys/keys-text-script.ts';
import { SCRIPT_BASICS } from '../../keys/script-basics.ts';
import type { SshEndpoint } from '../../model/endpoint.ts';
import type { KeyRecord } from '../../model/key.ts';
import type { Pair } from '../../model/pair.ts';
import { pathTextToBytes } from '../../model/path-text.ts';
import { quoteArgument } from '../../model/quote.ts';
import { SSHD_REPORT_SCRIPT } from '../../ssh/sshd-report-script.ts';
import { GUARDED_SCRIPTS } from '../guarded-shell.ts';
import { commandFiles } from '../setup/guard-step.ts';
import { SCRIPT_STEPS } from './script-steps.ts';
import { SCRIPT_WORDS } from './script-words.ts';

export interface ScriptParts {
  readonly pair: Pair;
  readonly standby: SshEndpoint;
  readonly key: Pick<KeyRecord, 'publicKey' | 'fingerprint'>;
  /** As it goes into authorized_keys. */
  readonly line: string;
  /** What the comments of all this pair's keys begin with. */
  readonly marker: string;
  readonly from: string | undefined;
}

const END = 'END_OF_WARMSPARE';

/**
 * One POSIX sh program that makes a standby of the machine on which its administrator runs it, and takes it back: all that is
 * public of a pair's set-up, and nothing secret. It begins to work with its last line, so that a part of it does nothing.
 * Was run with dash, bash and zsh on Linux; not on a Mac yet.
 */
export function setupScript(parts: ScriptParts): string {
  return [
    `#!/bin/sh\n${SCRIPT_MARK}${parts.pair.id}.`,
    '# Read it, then run it on the standby: sudo sh FILE. It tells what it does; --help tells it without doing it.',
    '# It holds a public key and the guard that limits it, and nothing secret. --uninstall takes everything away.',
    '',
    'if [ -n "${ZSH_VERSION-}" ]; then emulate sh; fi',
    "me=$0 work=''",
    ...dataOf(parts),
    ...placesOf(parts.pair),
    ...filesOf(parts.pair),
    SCRIPT_BASICS,
    KEYS_FILE_SCRIPT,
    KEYS_TEXT_SCRIPT,
    GUARD_FILES_SCRIPT,
    SSHD_REPORT_SCRIPT,
    SCRIPT_WORDS,
    SCRIPT_STEPS,
    'main "$@"; exit\n',
  ].join('\n');
}

/** How its second line begins, before the pair's id. */
export const SCRIPT_MARK = '# Written by "warmspare setup --manual" for the pair ';

function dataOf({ pair, standby, key, line, marker, from }: ScriptParts): string[] {
  const words = {
    pair: pair.id,
    pair_name: pair.name,
    key_line: line,
    our_blob: key.publicKey.split(' ')[1] ?? '',
    our_marker: marker,
    fingerprint: key.fingerprint,
    only_from: from === undefined ? '' : `; the key is good from ${from} only`,
    host_key: standby.hostKey,
    guard_folder: GUARD_FOLDER,
    command_names: commandFiles(pair)
      .map(({ name }) => name)
      .join(' '),
    guard_names: guardFiles()
      .map(({ name }) => name)
      .join(' '),
    next: `warmspare setup ${nameOf(pair)}`,
  };
  return Object.entries(words).map(([name, value]) => `${name}=${quoteArgument(value)}`);
}

/** Its id does as well, and needs no quotes. */
function nameOf({ name, id }: Pair): string {
  // office   Büro-2   ×  Anna's office
  return /^[\p{L}\p{N}._+-]+$/u.test(name) ? name : id;
}

/** A volume and its destination a line, as the guard's own file has them. */
function placesOf({ volumes }: Pair): string[] {
  const lines = volumes.map(({ id, destination }) => `${id} ${forPrintf(pathTextToBytes(destination))}`);
  return ['', 'print_places() {', `  cat <<'${END}'`, ...lines, END, '}'];
}

/** The guard and its scripts as they are, for whoever wants to read them. */
function filesOf(pair: Pair): string[] {
  const cases = [...guardFiles(), ...commandFiles(pair)].flatMap(({ name, content }) => {
    if (content.includes(END)) throw new Error(`${name} holds the word that ends it`);
    const body = content.endsWith('\n') ? content.slice(0, -1) : content;
    const bytes = String(Buffer.byteLength(content));
    return [`    ${name})`, `      head -c ${bytes} <<'${END}'`, body, END, '      ;;'];
  });
  return ['', 'print_file() {', '  case $1 in', ...cases, '  esac', '}'];
}

function guardFiles(): ReturnType<typeof sharedGuardFiles> {
  return sharedGuardFiles(GUARDED_SCRIPTS);
}
