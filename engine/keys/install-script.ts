import type { KeyAccount } from './key-account.ts';
import { GUARD_FILES_SCRIPT } from './guard-files-script.ts';
import { KEYS_FILE_SCRIPT, READ_KEYS_SCRIPT } from './keys-file-script.ts';
import { SCRIPT_BASICS } from './script-basics.ts';

/**
 * Reads and writes root's authorized_keys and installs the guard's files, on a machine that the app reaches as root. $1 verb,
 * $2 nonce, then:
 *
 *     read          HOME FILE                            the file in hex, and what stands in the way
 *     write         HOME FILE DIGEST BYTES CONTENT       only when the file still has that digest
 *     install-files FOLDER [NAME MODE BYTES CONTENT]...  in a folder that is root's alone, with all above it
 *     remove-files  FOLDER [NAME]...                     and the folder, when nothing else is in it
 *
 * HOME and FILE may be empty: root's own, and .ssh/authorized_keys in it. The text is edited by the app (authorized-keys.ts),
 * since sh cannot hold NUL. CONTENT is for `printf %b`; `-` takes the next line `NONCE:CONTENT` of standard input instead. The answer is, between
 * markers, `key NUL value NUL` and so on; what went wrong is `fault` (install-answers.ts) and leaves everything as it was.
 * Was run with dash, bash and zsh on Linux. Not run on a Mac: stat -f, cp -p (which keeps ACLs, attributes and flags
 * there) and dscl follow Apple's manual pages.
 */
export const INSTALL_SCRIPT = `
verb=$1 nonce=$2
shift 2
${SCRIPT_BASICS}
say() {
  printf '%s\\000%s\\000' "$1" "$2"
}

finish() {
  printf '\\nwarmspare %s end\\n' "$nonce"
  exit 0
}

# $1 what, $2 where, $3 the system's words.
fail() {
  say fault "$1"
  say at "$2"
  say text "$3"
  finish
}
${KEYS_FILE_SCRIPT}
${READ_KEYS_SCRIPT}
${GUARD_FILES_SCRIPT}
printf '\\nwarmspare %s begin\\n' "$nonce"
case $verb in
  read) read_keys "$@" ;;
  write) write_keys "$@" ;;
  install-files) install_files "$@" ;;
  remove-files) remove_files "$@" ;;
  *) fail failed "$verb" 'no such verb' ;;
esac
finish
`;

/** The same for the files of another account than root, run as that account. */
export function installScriptFor({ uid }: Pick<KeyAccount, 'uid'>): string {
  return INSTALL_SCRIPT.replace('\nown=0\n', `\nown=${String(uid)}\n`);
}
