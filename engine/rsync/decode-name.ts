import { bytesToPathText, type PathText } from '../model/path-text.ts';

// nl\012x is printed as nl\#012x, and a name that really is \#101 as \#134#101
const ESCAPED = /\\#([0-3][0-7]{2})/g;
// eslint-disable-next-line no-control-regex -- an ASCII name without rsync's escapes is its own path text
const PLAIN = /^(?:[\u0000-\u005b\u005d-\u007f]|\\(?!#\d{3}))*$/;

/**
 * A name as rsync prints it in the C locale, one character a byte: control and high bytes as `\#ooo`, and a backslash so
 * when three digits after `\#` would make the name itself look like that (rsync's log.c, filtered_fwrite).
 */
export function decodeName(name: string): PathText {
  if (PLAIN.test(name)) return name;
  const latin1 = name.replace(ESCAPED, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
  return bytesToPathText(Buffer.from(latin1, 'latin1'));
}
