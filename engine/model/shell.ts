import type { PathText } from './path-text.ts';

export interface ShellResult {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: Uint8Array;
  /** The last 64 KB. */
  readonly stderr: string;
}

export interface ShellOptions {
  readonly stdin?: Uint8Array | AsyncIterable<Uint8Array>;
  /** Standard input stays open after that, until the script ends: its end tells that nobody wants the script any more. */
  readonly holdStdin?: boolean;
  /** Two minutes unless told. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** 16 MB unless told. */
  readonly maxOutputBytes?: number;
}

/** Runs scripts on one machine, this one or another. */
export interface Shell {
  /**
   * Runs a POSIX sh script with positional arguments (path text, any bytes) in the C locale. The script's own status is a
   * result; what keeps it from running is an `EngineError`: `endpoint.*`, or `run.cancelled` when the signal asked for it.
   * Output beyond `maxOutputBytes` ends it with problem `endpoint.garbled`.
   */
  run(script: string, args: readonly PathText[], options?: ShellOptions): Promise<ShellResult>;
}

/** How one process ended, before anybody says what that means. */
export type ProcessEnd =
  | ({ readonly kind: 'exited' } & ShellResult)
  | { readonly kind: 'timed-out' | 'cancelled' | 'too-much-output'; readonly stderr: string }
  /** `reason` is the system's code, such as ENOENT. */
  | { readonly kind: 'not-started'; readonly reason: string };

/** Starts a process from an argv array and waits for its end. `env` is added to this process's own environment. */
export type RunProcess = (
  argv: readonly [string, ...string[]],
  options?: ShellOptions & { readonly env?: Readonly<Record<string, string>> },
) => Promise<ProcessEnd>;

/** Goes before what a script wants to be read; a noisy `.bashrc` or a forced command may print before and after. */
export function beginMarker(nonce: string): string {
  return `warmspare ${nonce} begin\n`;
}

export function endMarker(nonce: string): string {
  return `\nwarmspare ${nonce} end\n`;
}

/** What a script printed between its markers; `undefined` when one of them is not there. */
export function betweenMarkers(stdout: Uint8Array, nonce: string): Uint8Array | undefined {
  const begin = beginMarker(nonce);
  const start = indexOf(stdout, begin, 0);
  if (start < 0) return undefined;
  const from = start + begin.length;
  // The end marker's newline may be the begin marker's own, when nothing was printed between them.
  const end = indexOf(stdout, endMarker(nonce), from - 1);
  return end < 0 ? undefined : stdout.subarray(from, Math.max(from, end));
}

function indexOf(bytes: Uint8Array, text: string, from: number): number {
  const last = bytes.length - text.length;
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at >= 0 && at <= last; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < text.length && bytes[at + length] === text.charCodeAt(length)) length++;
    if (length === text.length) return at;
  }
  return -1;
}
