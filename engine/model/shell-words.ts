import { pathTextToBytes, type PathText } from './path-text.ts';

/**
 * Decodes the script ($1) and its arguments, then runs it. `%b` reads `\0ooo`; the `x` keeps newlines at an argument's end
 * from `$()`, and the C locale keeps `${a%x}` from reading two bytes as one character.
 */
const BOOTSTRAP =
  'LC_ALL=C; export LC_ALL; s=$(printf %b "$1"); shift; n=$#; ' +
  'while [ $n -gt 0 ]; do a=$(printf %bx "$1"); set -- "$@" "${a%x}"; shift; n=$((n-1)); done; eval "$s"';

/** Linux takes no single word longer than 131,072 bytes, and a remote command is one word of the login shell's argv. */
const MAX_BYTES = 120_000;

/**
 * The argv that runs a script with any bytes as arguments. All words are printable ASCII without `'`, `!` and `\\`, so that in
 * single quotes they mean the same to sh, dash, bash, zsh, csh, tcsh and fish, and so that Node's argv can carry them.
 */
export function shellWords(script: string, args: readonly PathText[]): readonly [string, ...string[]] {
  const words = ['-c', BOOTSTRAP, 'warmspare', encode(script), ...args.map((arg) => encode(arg))];
  const bytes = words.reduce((sum, word) => sum + word.length + 3, 0);
  if (bytes > MAX_BYTES)
    throw new Error(`script and arguments need ${String(bytes)} bytes: pass data by stdin`);
  return ['/bin/sh', ...words];
}

/** The same as one line for a login shell of any kind. `exec`: no shell waits in between. */
export function remoteCommand(script: string, args: readonly PathText[]): string {
  return `exec ${shellWords(script, args)
    .map((word) => `'${word}'`)
    .join(' ')}`;
}

function encode(text: PathText): string {
  let out = '';
  for (const byte of pathTextToBytes(text)) {
    if (byte === 0) throw new Error('no argument can hold NUL');
    out += isPlain(byte) ? String.fromCharCode(byte) : `\\0${byte.toString(8).padStart(3, '0')}`;
  }
  return out;
}

/** Printable ASCII but `!` (csh's history), `'` and the backslash. */
function isPlain(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f && byte !== 0x21 && byte !== 0x27 && byte !== 0x5c;
}
