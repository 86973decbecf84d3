import { advancePastOptions, hasOption } from './key-options.ts';

/**
 * The text of an authorized_keys file, one character a byte (`Buffer.toString('latin1')`): such a file may hold anything, and
 * what is not ours must come out as it went in.
 */
export type KeysText = string;

/** A line that sshd would read as a key, cut as auth_check_authkey_line in OpenSSH's auth2-pubkeyfile.c does. */
export interface KeyLine {
  /** From 1. */
  readonly number: number;
  /** Offsets of the line in the text, without the bytes that end it. */
  readonly start: number;
  readonly end: number;
  /** As written: `restrict,command="…"`, or nothing. */
  readonly options: string;
  readonly type: string;
  /** Base64. */
  readonly blob: string;
  /** Without spaces and carriage returns around it. */
  readonly comment: string;
}

/** A key of ours: by the key itself, or by the words that the comment begins with. */
export type KeyMatch =
  { readonly kind: 'blob'; readonly blob: string } | { readonly kind: 'marker'; readonly marker: string };

export interface KeysChange {
  readonly text: KeysText;
  readonly change: 'added' | 'replaced' | 'none';
  /** How many further lines of ours were taken away. */
  readonly removed: number;
}

/** The lines with such a key, in order. A certificate authority's line is another thing, though the key be the same. */
export function findKey(text: KeysText, match: KeyMatch): readonly KeyLine[] {
  return keyLines(text).filter((line) => matches(line, match));
}

/**
 * Puts our line in: in the place of the first line with the same key, or whose comment begins with `marker`; else at the
 * end. Further lines like these are taken away: sshd goes on to the next line with a key when `from=` does not fit, so a second
 * one would undo the limits of the first. Leave `marker` out to keep an older key of ours, as a rotation does until the new
 * one is proved. A last line without a newline gets one; nothing else changes.
 */
export function addLine(text: KeysText, line: string, marker?: string): KeysChange {
  const ours = onlyKeyIn(line);
  const isOurs = (there: KeyLine): boolean =>
    matches(there, { kind: 'blob', blob: ours.blob }) ||
    (marker !== undefined && matches(there, { kind: 'marker', marker }));
  const [first, ...rest] = keyLines(text).filter(isOurs);
  if (first === undefined) {
    const apart = text === '' || text.endsWith('\n') ? '' : '\n';
    return { text: `${text}${apart}${line}\n`, change: 'added', removed: 0 };
  }
  const kept = without(text, rest);
  const after = kept.slice(first.end);
  // An editor may have left a carriage return, which belongs to the end of the line.
  const tail = text.slice(first.start, first.end).endsWith('\r') ? '\r' : '';
  const changed = `${kept.slice(0, first.start)}${line}${tail}${after === '' ? '\n' : after}`;
  return { text: changed, change: changed === text ? 'none' : 'replaced', removed: rest.length };
}

/** Takes every such line away, with its newline. */
export function removeKey(
  text: KeysText,
  match: KeyMatch,
): { readonly text: KeysText; readonly removed: number } {
  const lines = findKey(text, match);
  return { text: without(text, lines), removed: lines.length };
}

/** Every line that sshd reads as a key, also those of certificate authorities. */
export function keyLines(text: KeysText): readonly KeyLine[] {
  const lines: KeyLine[] = [];
  let number = 1;
  for (let start = 0; start < text.length; number++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const key = parseLine(text.slice(start, end));
    if (key !== undefined) lines.push({ number, start, end, ...key });
    start = end + 1;
  }
  return lines;
}

type Key = Pick<KeyLine, 'options' | 'type' | 'blob' | 'comment'>;

function parseLine(line: string): Key | undefined {
  const nul = line.indexOf('\0');
  // To sshd, which is written in C, the line ends there.
  const seen = nul < 0 ? line : line.slice(0, nul);
  const start = skipSpace(seen, 0);
  if (start === seen.length || seen[start] === '#') return undefined;
  const plain = keyAt(seen, start);
  if (plain !== undefined) return { options: '', ...plain };
  const past = advancePastOptions(seen, start);
  const limited = past === undefined ? undefined : keyAt(seen, skipSpace(seen, past));
  return limited && { options: seen.slice(start, past), ...limited };
}

function keyAt(line: string, at: number): Omit<Key, 'options'> | undefined {
  const typeEnd = wordEnd(line, at);
  const blobStart = skipSpace(line, typeEnd);
  const blobEnd = wordEnd(line, blobStart);
  const type = line.slice(at, typeEnd);
  // b64_pton skips what isspace(3) calls space.
  const blob = line.slice(blobStart, blobEnd).replace(/[\r\v\f]/g, '');
  if (!isTypeOf(type, blob)) return undefined;
  return { type, blob, comment: line.slice(blobEnd).replace(/^[ \t\r]+|[ \t\r]+$/g, '') };
}

/** A key names its type inside as well: so no option and no word of a comment is taken for a key. */
function isTypeOf(type: string, blob: string): boolean {
  // ssh-ed25519   sk-ssh-ed25519@openssh.com
  if (!/^[a-z][a-z0-9@.-]{2,63}$/.test(type) || !/^[A-Za-z0-9+/]{8,}={0,2}$/.test(blob)) return false;
  return Buffer.from(blob.slice(0, 96), 'base64').toString('latin1', 4, 4 + type.length) === type;
}

function matches(line: KeyLine, match: KeyMatch): boolean {
  if (hasOption(line.options, 'cert-authority')) return false;
  if (match.kind === 'blob') return line.blob === match.blob;
  return line.comment === match.marker || line.comment.startsWith(`${match.marker} `);
}

function onlyKeyIn(line: string): KeyLine {
  const key = keyLines(line)[0];
  const isLine = !/[\n\r\0]/.test(line) && key?.start === 0;
  if (!isLine || [...line].some((char) => char.charCodeAt(0) > 0xff))
    throw new Error('not one line with a key, in bytes');
  return key;
}

function without(text: KeysText, lines: readonly KeyLine[]): KeysText {
  let kept = '';
  let from = 0;
  for (const { start, end } of lines) {
    kept += text.slice(from, start);
    from = Math.min(end + 1, text.length);
  }
  return kept + text.slice(from);
}

function skipSpace(text: string, at: number): number {
  let end = at;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return end;
}

function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text[end] !== ' ' && text[end] !== '\t') end++;
  return end;
}
