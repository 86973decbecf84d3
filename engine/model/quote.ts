import { bytesToPathText, hasRawBytes, pathTextToBytes, type PathText } from './path-text.ts';

const NEWLINE = 0x0a;

/**
 * One word of a command line for sh, dash, bash, zsh and ksh. Bytes that are not UTF-8 become an all-ASCII `"$(printf …)"`,
 * because no argv of Node can carry them. Not for csh and fish: see `remoteCommand` in shell-words.ts.
 */
export function quoteArgument(text: PathText): string {
  const plain = plainTextOf(text);
  return plain === undefined ? printed(bytesOf(text)) : quoted(plain);
}

export function quoteCommand(argv: readonly PathText[]): string {
  return argv.map(quoteArgument).join(' ');
}

/**
 * The same for a person to read and to type from paper: bare where a shell takes it as it stands, and nothing in it that cannot be
 * seen, but for newlines at its end.
 */
export function typedWord(text: PathText): string {
  const plain = plainTextOf(text);
  if (plain === undefined || UNSEEN.test(plain)) return printed(bytesOf(text));
  return BARE.test(plain) ? plain : quoted(plain);
}

/** As a person would type it; `-` in front is for the command to tell apart. */
export function typedCommand(argv: readonly PathText[]): string {
  return argv.map(typedWord).join(' ');
}

/** Controls, formats, lone surrogates, and every space but the one on the keyboard. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

// /Volumes/Clone   10.0.0.10/24   root@spare.local   --set   ×  =zsh   ×  ~root   ×  a b   ×  it's   ×  two*
const BARE = /^[\p{L}\p{N}_.,:/@%+-][\p{L}\p{N}_.,:/@%+=-]*$/u;

function bytesOf(text: PathText): Uint8Array {
  const bytes = pathTextToBytes(text);
  if (bytes.includes(0)) throw new Error('no argument can hold NUL');
  return bytes;
}

/** `undefined`: it is not all UTF-8. */
function plainTextOf(text: PathText): string | undefined {
  const normal = bytesToPathText(bytesOf(text));
  if (hasRawBytes(normal)) return undefined;
  // \#134
  return normal.replace(/\\#([01][0-7]{2})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function printed(bytes: Uint8Array): string {
  let end = bytes.length;
  // Command substitution drops newlines at the end, so they stand beside it.
  while (end > 0 && bytes[end - 1] === NEWLINE) end--;
  const newlines = '\n'.repeat(bytes.length - end);
  const octal = [...bytes.subarray(0, end)].map(octalOrPlain).join('');
  return `"$(printf '${octal}')"${newlines === '' ? '' : quoted(newlines)}`;
}

/** A percent sign is doubled, as POSIX has it, and never octal: a printf may read octal before it looks for formats. */
function octalOrPlain(byte: number): string {
  const char = String.fromCharCode(byte);
  if (char === '%') return '%%';
  // a   Z   7   /   .   _
  return /^[A-Za-z0-9/._]$/.test(char) ? char : `\\${byte.toString(8).padStart(3, '0')}`;
}
