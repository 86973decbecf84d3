import { isUtf8 } from 'node:buffer';
import { pathTextToBytes, type PathText } from '../model/path-text.ts';

const NEWLINE = 0x0a;

/**
 * One word of a command line for sh, dash, bash, zsh and ksh. Bytes that are not UTF-8 become an all-ASCII `"$(printf …)"`,
 * because no argv of Node can carry them. Not for csh and fish: see `remoteCommand` in model/shell-words.ts.
 */
export function quoteArgument(text: PathText): string {
  const bytes = Buffer.from(pathTextToBytes(text));
  if (bytes.includes(0)) throw new Error('no argument can hold NUL');
  return isUtf8(bytes) ? quoted(bytes.toString('utf8')) : printed(bytes);
}

export function quoteCommand(argv: readonly PathText[]): string {
  return argv.map(quoteArgument).join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function printed(bytes: Buffer): string {
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
