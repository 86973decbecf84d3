import type { PathText } from '../model/path-text.ts';
import { decodeName } from './decode-name.ts';

/** What a line of rsync's or ssh's own words is about. */
export type Fault =
  /** On the source: not read, so not copied. */
  | 'unreadable'
  /** On the destination: not written, or not all of its attributes. */
  | 'unwritable'
  /** The root of the source or the destination. */
  | 'root-missing'
  | 'vanished'
  | 'not-a-directory'
  | 'disk-full'
  | 'max-delete'
  | 'deletion-skipped'
  | 'not-empty'
  | 'host-key'
  /** The standby serves: its guard lets nothing be written over it. */
  | 'promoted'
  | 'permission-denied'
  | 'peer-usage'
  | 'not-found'
  | 'unclean-shell'
  | 'other';

export interface Message {
  readonly fault: Fault;
  readonly path: PathText | undefined;
  /** How many entries it is about, when it says so. */
  readonly skipped?: number;
}

// Patterns are anchored at the ends: a file's name is part of the line, and a name may say anything.
const RULES: readonly (readonly [RegExp, Fault])[] = [
  // warmspare guard: refused: this standby was promoted (generation 3, 2026-11-27): nothing may be written over it; see warmspare failback
  [/^warmspare guard: refused: this standby (?:was|is) promoted\b/, 'promoted'],
  // file has vanished: "/src/b"     directory has vanished: "/src/c"
  [/^(?:file|directory|symlink|device|special) has vanished: "(.*)"/, 'vanished'],
  // cannot delete non-empty directory: x/y
  [/^cannot delete non-empty directory: (.*)$/, 'not-empty'],
  [/^IO error encountered -- skipping file deletion/, 'deletion-skipped'],
  // Host key verification failed.     @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
  [/^(?:Host key verification failed|@\s+WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED)/, 'host-key'],
  // No ED25519 host key is known for [spare]:22 and you have requested strict checking.
  [/^No \S+ host key is known for /, 'host-key'],
  // root@spare: Permission denied (publickey,keyboard-interactive).     Received disconnect ...: Too many authentication failures
  [/^(?:\S+: )?Permission denied \([a-z-]+(?:,[a-z-]+)*\)\.?$/, 'permission-denied'],
  [/^Received disconnect from .*: Too many authentication failures/, 'permission-denied'],
  // openrsync: invalid option -- 'A'     rsync: unrecognized option '--acls'     rsync: -N: unknown option
  [/^\S+: (?:invalid|illegal|unrecognized|unknown) option\b/, 'peer-usage'],
  [/^rsync: (?:on remote machine: )?\S+: unknown option$/, 'peer-usage'],
  [/^usage: (?:open)?rsync\b/, 'peer-usage'],
  // bash: line 1: rsync: command not found     zsh:1: command not found: rsync     sh: 1: /no/rsync: not found
  [
    /^\S*sh: ?(?:line )?(?:\d+: )?.*: (?:[Cc]ommand not found\.?|not found|No such file or directory)$/,
    'not-found',
  ],
  [/^\S*sh:(?:\d+:)? (?:command not found|no such file or directory): /, 'not-found'],
  // protocol version mismatch -- is your shell clean?
  [/^protocol version mismatch -- is your shell clean\?/, 'unclean-shell'],
];

// Deletions stopped due to --max-delete limit (2 skipped)
const MAX_DELETE = /^Deletions stopped due to --max-delete limit(?: \((\d+) skipped\))?/;

/** What one line says; `undefined` for the closing line and for chatter. */
export function readMessage(line: string): Message | undefined {
  // rsync error: some files/attrs were not transferred (see previous errors) (code 23) at main.c(1394) [sender=3.5.0]
  if (/^rsync (?:error|warning): .* \(code \d+\)/.test(line)) return undefined;
  const stopped = MAX_DELETE.exec(line);
  if (stopped !== null) return { fault: 'max-delete', path: undefined, ...skippedOf(stopped[1]) };
  for (const [pattern, fault] of RULES) {
    const match = pattern.exec(line);
    if (match !== null) return { fault, path: match[1] === undefined ? undefined : decodeName(match[1]) };
  }
  return readFileError(line) ?? readOther(line);
}

function skippedOf(count: string | undefined): { skipped?: number } {
  return count === undefined ? {} : { skipped: Number(count) };
}

// rsync: [sender] opendir "/src/secret" failed: Permission denied (13)
// rsync: [receiver] write failed on "/dst/x": No space left on device (28)
// rsync: [generator] delete_file: unlink(x) failed: Operation not permitted (1)
// rsync: opendir "/src/secret" failed: Permission denied (13)          (before 3.2)
const GNU_ERROR = /^rsync: (?:\[([a-zA-Z]+)[^\]]*\] )?(.+): ([^:"]+?) \(\d+\)$/;
// openrsync(123): error: '/nonexist': (l)stat: No such file or directory     flist.c:12: warning: /x: opendir: Permission denied
const OPEN_ERROR = /^(?:openrsync\(\d+\)|\w+\.c:\d+): (?:error|warning): (.+): ([^:']+)$/;
const NO_SPACE = /^(?:No space left on device|Dis[ck] quota exceeded)$/;

function readFileError(line: string): Message | undefined {
  const gnu = GNU_ERROR.exec(line);
  if (gnu !== null) {
    const [, role, what = '', reason = ''] = gnu;
    const path = pathIn(what);
    const fault = faultOf(role?.toLowerCase(), what, reason);
    // [sender] write error: Broken pipe (32) is about the line, not about a file.
    return { fault: path === undefined && fault !== 'disk-full' ? 'other' : fault, path };
  }
  const open = OPEN_ERROR.exec(line);
  if (open === null) return undefined;
  const [, what = '', reason = ''] = open;
  return { fault: NO_SPACE.test(reason) ? 'disk-full' : 'unreadable', path: pathIn(what) };
}

function faultOf(role: string | undefined, what: string, reason: string): Fault {
  // [sender] change_dir "/src" failed     [Receiver] change_dir#3 "/dst" failed
  if (/^change_dir(?:#\d+)? "/.test(what)) return 'root-missing';
  if (/^link_stat "/.test(what) && reason === 'Not a directory') return 'not-a-directory';
  // ext4 says so of an attribute of more than one block too, with room for everything else.
  if (NO_SPACE.test(reason) && !/^\S*(?:xattr|xal|acl)/.test(what)) return 'disk-full';
  const sent = /^(?:opendir|link_stat|readlink_stat|readdir|send_files|read errors mapping)\b/.test(what);
  return role === 'sender' || (role === undefined && sent) ? 'unreadable' : 'unwritable';
}

/** The path in quotes or in the brackets of a system call; of two names, the first. */
function pathIn(what: string): PathText | undefined {
  // rename "/d/.x.a1" -> "x" failed     lsetxattr("/d/x","user.a") failed     delete_file: unlink(x) failed
  const match =
    /["'](.*?)(?:" -> "|",").*["']/.exec(what) ??
    /["'](.*)["']/.exec(what) ??
    /\b(?:unlink|rmdir)\((.*)\)/.exec(what);
  return match?.[1] === undefined ? undefined : decodeName(match[1]);
}

function readOther(line: string): Message | undefined {
  return /^(?:rsync|openrsync|ssh|kex_|client_loop|Connection|Timeout)/.test(line)
    ? { fault: 'other', path: undefined }
    : undefined;
}
