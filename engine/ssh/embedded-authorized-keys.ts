import type { ParsedKey } from 'ssh2';
import { readKey } from './key-pair.ts';

/** A key that is let in, and what its line limits it to. */
export interface AuthorizedKey {
  readonly key: ParsedKey;
  readonly forcedCommand?: string;
}

/**
 * Who is let in by the text of an authorized_keys file (sshd(8)). Of the options, `command="…"` is kept, and `restrict`, which
 * takes away what an embedded server has not got. A line with any other lets nobody in, as one that sshd calls bad.
 */
export function parseAuthorizedKeys(text: string): readonly AuthorizedKey[] {
  return text.split('\n').flatMap((line) => {
    // To sshd, which is written in C, a line ends at NUL.
    const seen = (line.split('\0')[0] ?? '').trim();
    const key = readKey(seen);
    return key === undefined ? (limitedKey(seen) ?? []) : { key };
  });
}

function limitedKey(line: string): AuthorizedKey | undefined {
  const found = optionsAt(line);
  const key = found && readKey(line.slice(found.end).trim());
  if (key === undefined) return undefined;
  const { forcedCommand } = found ?? {};
  return { key, ...(forcedCommand !== undefined && { forcedCommand }) };
}

/**
 * restrict   command="/opt/guard pair-1"   Command="echo \"a, b\""
 *
 * In quotes, `\"` is a quote, and every other backslash is one (opt_dequote in OpenSSH's misc.c).
 */
const OPTION = /(?:restrict|command="((?:\\"|\\(?!")|[^"\\])*)")(,|[ \t])/iy;

/** As sshauthopt_parse in OpenSSH's auth-options.c reads them; `undefined` where one of them is not kept here, or bad. */
function optionsAt(line: string): { readonly end: number; readonly forcedCommand?: string } | undefined {
  let forcedCommand: string | undefined;
  OPTION.lastIndex = 0;
  for (;;) {
    const [, quoted, after] = OPTION.exec(line) ?? [];
    if (after === undefined) return undefined;
    if (quoted !== undefined && forcedCommand !== undefined) return undefined;
    if (quoted !== undefined) forcedCommand = quoted.replaceAll('\\"', '"');
    if (after !== ',')
      return { end: OPTION.lastIndex, ...(forcedCommand !== undefined && { forcedCommand }) };
  }
}
