import type { PathText } from '../model/path-text.ts';
import type { KeysText } from './authorized-keys.ts';

/** Which file: root's own unless told. */
export interface KeysPlace {
  readonly home?: PathText;
  /** Absolute, or from the home folder, as sshd's AuthorizedKeysFile may say. */
  readonly file?: PathText;
}

/** A file of the app's for the standby. */
export interface GuardFile {
  /** Letters, digits, `.`, `_`, `-`; no dot or dash first. */
  readonly name: string;
  readonly mode: '0755' | '0644' | '0600';
  readonly text: string;
}

/** What goes to INSTALL_SCRIPT: its arguments, and its standard input. */
export interface InstallCall {
  readonly args: readonly PathText[];
  readonly stdin: Uint8Array;
}

export function readKeysCall(nonce: string, place: KeysPlace = {}): InstallCall {
  return { args: ['read', nonce, place.home ?? '', place.file ?? ''], stdin: new Uint8Array() };
}

/** `digest` as `read` told it. */
export function writeKeysCall(
  nonce: string,
  digest: string,
  text: KeysText,
  place: KeysPlace = {},
): InstallCall {
  const bytes = Buffer.from(text, 'latin1');
  const args = ['write', nonce, place.home ?? '', place.file ?? '', digest, String(bytes.length), '-'];
  return { args, stdin: lines(nonce, [bytes]) };
}

export function installFilesCall(nonce: string, folder: PathText, files: readonly GuardFile[]): InstallCall {
  const contents = files.map(({ text }) => Buffer.from(text));
  const words = files.flatMap(({ name, mode }, index) => [
    name,
    mode,
    String(contents[index]?.length ?? 0),
    '-',
  ]);
  return { args: ['install-files', nonce, folder, ...words], stdin: lines(nonce, contents) };
}

export function removeFilesCall(nonce: string, folder: PathText, names: readonly string[]): InstallCall {
  return { args: ['remove-files', nonce, folder, ...names], stdin: new Uint8Array() };
}

/** `/Volumes/My\0040Disk`: for `printf %b`, every byte outside [A-Za-z0-9/._-] in octal. */
export function forPrintf(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    out += /[A-Za-z0-9/._-]/.test(char) ? char : `\\0${byte.toString(8).padStart(3, '0')}`;
  }
  return out;
}

function lines(nonce: string, contents: readonly Uint8Array[]): Uint8Array {
  return Buffer.from(contents.map((content) => `${nonce}:${forPrintf(content)}\n`).join(''));
}
