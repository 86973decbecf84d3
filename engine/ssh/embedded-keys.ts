import ssh2 from 'ssh2';
import type { ParsedKey } from 'ssh2';

/** One line of authorized_keys that lets somebody in. */
export interface AuthorizedKey {
  readonly key: ParsedKey;
  /** Runs instead of what the client asks for, which it finds in SSH_ORIGINAL_COMMAND. */
  readonly command: string | undefined;
}

/** What an embedded server never does, so that it keeps to these by itself. */
const KEPT_OPTIONS =
  /^(?:restrict|no-(?:agent|port|x11)-forwarding|no-pty|no-user-rc|agent-forwarding|port-forwarding|pty)$/i;

/** The first key in a text, private or public; `undefined` when there is none that can be read. */
export function readKey(text: string): ParsedKey | undefined {
  const parsed = ssh2.utils.parseKey(text);
  if (parsed instanceof Error) return undefined;
  return Array.isArray(parsed) ? parsed[0] : parsed;
}

/**
 * The keys of an authorized_keys file as sshd(8) has it. As there, a line with an option that is not known, or not kept here
 * (`from=`, `environment=` …), lets nobody in.
 */
export function readAuthorizedKeys(text: string): AuthorizedKey[] {
  return text.split('\n').flatMap((line) => readLine(line.trim()) ?? []);
}

function readLine(line: string): AuthorizedKey | undefined {
  if (line === '' || line.startsWith('#')) return undefined;
  const plain = readKey(line);
  if (plain !== undefined) return { key: plain, command: undefined };
  // restrict,command="a \"b\" c" ssh-ed25519 AAAA… comment
  const [, options, rest] = /^((?:[^\s"]|"(?:\\"|[^"])*")+)\s+(.*)$/.exec(line) ?? [];
  const key = rest === undefined ? undefined : readKey(rest);
  if (options === undefined || key === undefined) return undefined;
  let command: string | undefined;
  // restrict   command="…"
  for (const [, name = '', value] of options.matchAll(/([^,="]+)(?:="((?:\\"|[^"])*)")?(?:,|$)/g)) {
    if (name.toLowerCase() === 'command' && value !== undefined && command === undefined)
      command = value.replaceAll('\\"', '"');
    else if (value !== undefined || !KEPT_OPTIONS.test(name)) return undefined;
  }
  return { key, command };
}
