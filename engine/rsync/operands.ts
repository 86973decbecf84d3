import type { RsyncFacts } from '../model/facts.ts';
import { bytesToPathText, pathTextToBytes, type PathText } from '../model/path-text.ts';
import { isAtLeast } from './version.ts';

/** One side of a transfer; at most one of the two has a host. */
export interface Location {
  /** Absolute. */
  readonly path: PathText;
  /** The user is for whoever makes the remote shell's argv; the operand names the host alone. */
  readonly host?: { readonly user: string; readonly host: string };
  /** The path with a slash at its end, quoted for the remote shell: for names that argv cannot carry. */
  readonly quoted?: string;
}

/** Text that is no path, such as a command line, as a word of path text. */
export function plainWord(text: string): PathText {
  return bytesToPathText(Buffer.from(text));
}

/** One word of rsync's argv as a string for spawn. Throws on bytes that no argv of Node can carry. */
export function argvWord(word: PathText): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(pathTextToBytes(word));
}

// rsync   /opt/homebrew/bin/rsync   UserKnownHostsFile=/a/b
const PLAIN_WORD = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** rsync splits -e at spaces, knows both quotes, and doubles one inside itself (main.c, do_cmd). */
export function quoteRemoteShell(argv: readonly string[]): string {
  return argv.map((word) => (PLAIN_WORD.test(word) ? word : `'${word.replaceAll("'", "''")}'`)).join(' ');
}

/** The words that end rsync's argv: source and destination, with what has to go before them. */
export function operands(client: RsyncFacts, source: Location, destination: Location): PathText[] {
  // rsync escapes remote paths itself from 3.2.4 on; before that, and in openrsync, the remote shell sees them bare.
  const escapes = client.flavour === 'gnu' && isAtLeast(client.version, '3.2.4');
  const quotes = !escapes || [source, destination].some(isBeyondEscaping);
  return [
    ...(escapes && quotes ? ['--old-args'] : []),
    '--',
    operand(source, quotes),
    operand(destination, quotes),
  ];
}

/** rsync's own escaping puts a backslash before a line break, which to a shell is no character at all. */
function isBeyondEscaping({ host, path, quoted }: Location): boolean {
  return quoted !== undefined || (host !== undefined && path.includes('\n'));
}

function operand({ path, host, quoted }: Location, quotes: boolean): PathText {
  // Without its slash a word would be an option or a host with a path; an empty one would become the root of the disk.
  if (!path.startsWith('/')) throw new Error(`not an absolute path: ${path}`);
  // Path text as the bytes give it: an escape for a quote must not become one behind our back.
  const whole = bytesToPathText(pathTextToBytes(path.endsWith('/') ? path : `${path}/`));
  if (host === undefined) return whole;
  const name = host.host.includes(':') ? `[${host.host}]` : host.host;
  const text =
    quoted === undefined ? (quotes ? `'${whole.replaceAll("'", "'\\''")}'` : whole) : plainWord(quoted);
  return `${name}:${text}`;
}
