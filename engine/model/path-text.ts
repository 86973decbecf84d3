/**
 * File names are bytes; JSON and screens hold text. **Path text** is UTF-8 decoded, with each byte that is not part of
 * valid UTF-8 written `\#ooo` (three octal digits, rsync's own notation), and the backslash of a name that really
 * contains `\#` and three digits written `\#134`. So every name has one text, and every text one name.
 */
export type PathText = string;

/** Length in bytes of the valid UTF-8 sequence that starts at `at`, or 0. Rejects overlong forms and surrogates. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return length;
}

function codePoint(bytes: Uint8Array, at: number, length: number): number {
  if (length === 1) return bytes[at] ?? 0;
  let point = (bytes[at] ?? 0) & (0x7f >> length);
  for (let i = 1; i < length; i++) point = (point << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return point;
}

function octal(byte: number): string {
  return `\\#${byte.toString(8).padStart(3, '0')}`;
}

function looksEscaped(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 0x5c || bytes[at + 1] !== 0x23) return false;
  for (let i = 2; i < 5; i++) {
    const digit = bytes[at + i] ?? 0;
    if (digit < 0x30 || digit > 0x39) return false;
  }
  return true;
}

export function bytesToPathText(bytes: Uint8Array): PathText {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0 || looksEscaped(bytes, at)) {
      text += octal(bytes[at] ?? 0);
      at += 1;
      continue;
    }
    text += String.fromCodePoint(codePoint(bytes, at, length));
    at += length;
  }
  return text;
}

function pushUtf8(out: number[], point: number): void {
  if (point < 0x80) out.push(point);
  else if (point < 0x800) out.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
  else if (point < 0x10000)
    out.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
  else
    out.push(
      0xf0 | (point >> 18),
      0x80 | ((point >> 12) & 0x3f),
      0x80 | ((point >> 6) & 0x3f),
      0x80 | (point & 0x3f),
    );
}

export function pathTextToBytes(text: PathText): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < text.length;) {
    const escape = /^\\#([0-3][0-7]{2})/.exec(text.slice(at, at + 5));
    if (escape?.[1] !== undefined) {
      out.push(Number.parseInt(escape[1], 8));
      at += 5;
      continue;
    }
    const point = text.codePointAt(at) ?? 0;
    pushUtf8(out, point);
    at += point > 0xffff ? 2 : 1;
  }
  return Uint8Array.from(out);
}

/** True when the text names bytes that are not UTF-8, which no argv of Node can carry. */
export function hasRawBytes(text: PathText): boolean {
  return /\\#[23][0-7]{2}/.test(text);
}

/** Control characters, line and paragraph separators, and the marks that change the direction of text. */
const HIDDEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** For a terminal: control characters (escape sequences, newlines, bidi overrides) become visible. */
export function printable(text: string): string {
  return text.replace(HIDDEN, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x100 ? octal(code) : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
