import type { PathText } from '../model/path-text.ts';
import { decodeName } from './output.ts';

/** What a line of standard error is about. */
export type Fault =
  | 'unreadable'
  | 'vanished'
  | 'not-a-directory'
  | 'disk-full'
  | 'max-delete'
  | 'host-key'
  | 'permission-denied'
  | 'peer-usage'
  | 'not-found'
  | 'unclean-shell'
  | 'other';

export interface Message {
  readonly fault: Fault;
  readonly path: PathText | undefined;
}

/** How many messages of a run are kept word by word. */
const KEPT = 1000;

// rsync: [sender] link_stat "/src/dd/1" failed: Not a directory (20)
// rsync: [sender] opendir "/src/secret" failed: Permission denied (13)
// file has vanished: "/src/b"
// rsync: [receiver] write failed on "/dst/x": No space left on device (28)
// openrsync(123): error: '/nonexist': (l)stat: No such file or directory
const RULES: readonly (readonly [RegExp, Fault])[] = [
  [/^file has vanished: "(.*)"/, 'vanished'],
  [/^(?:directory|symlink|.*) has vanished: "(.*)"/, 'vanished'],
  [/No space left on device|Disk quota exceeded/, 'disk-full'],
  [/link_stat "(.*)" failed: Not a directory \(20\)/, 'not-a-directory'],
  [/Deletions stopped due to --max-delete limit/, 'max-delete'],
  [/Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/, 'host-key'],
  [
    /^\S+: Permission denied \(publickey|^Permission denied \(publickey|Too many authentication failures/,
    'permission-denied',
  ],
  [/usage: openrsync|invalid option -- |unrecognized option/, 'peer-usage'],
  [/command not found|: not found$/, 'not-found'],
  [/is your shell clean\?/, 'unclean-shell'],
  [/^(?:rsync: |openrsync\(\d+\): (?:error|warning): ).*?["'](.*)["'].*(?:failed|:)/, 'unreadable'],
];

/** What one line of standard error says; `undefined` for the closing line and for chatter. */
export function readMessage(line: string): Message | undefined {
  // rsync error: some files/attrs were not transferred (see previous errors) (code 23) at main.c(1394) [sender=3.5.0]
  if (/^rsync (?:error|warning): .* \(code \d+\)/.test(line)) return undefined;
  for (const [pattern, fault] of RULES) {
    const match = pattern.exec(line);
    if (match !== null) return { fault, path: match[1] === undefined ? undefined : decodeName(match[1]) };
  }
  return /^(?:rsync|openrsync|ssh|kex_|client_loop|Connection|Timeout)/.test(line)
    ? { fault: 'other', path: undefined }
    : undefined;
}

/** The messages of one process, counted all and kept in part, so that a million errors take no more memory than a thousand. */
export class MessageLog {
  readonly #counts = new Map<Fault, number>();
  readonly #paths: PathText[] = [];
  readonly #head: string[] = [];
  #tail: string[] = [];

  add(line: string): void {
    if (this.#head.length < 20) this.#head.push(line);
    else {
      this.#tail.push(line);
      if (this.#tail.length > 40) this.#tail = this.#tail.slice(-20);
    }
    const message = readMessage(line);
    if (message === undefined) return;
    this.#counts.set(message.fault, this.count(message.fault) + 1);
    const named =
      message.fault === 'unreadable' || message.fault === 'vanished' || message.fault === 'disk-full';
    if (named && message.path !== undefined && this.#paths.length < KEPT) this.#paths.push(message.path);
  }

  count(fault: Fault): number {
    return this.#counts.get(fault) ?? 0;
  }

  /** The files that messages named, at most a thousand. */
  get paths(): readonly PathText[] {
    return this.#paths;
  }

  /** The first and the last words, cut to 4,000 characters. */
  get text(): string {
    const tail = this.#tail.slice(-20);
    return [...this.#head, ...tail].join('\n').slice(-4000);
  }
}
