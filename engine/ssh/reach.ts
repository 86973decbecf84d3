import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import { formatEndpoint, type SshAddress } from '../model/endpoint.ts';
import { EngineError, type ProblemCode, type ProblemDetails } from '../model/problem.ts';
import { NotSsh, scanHostKeys, waitForGreeting, type HostKey } from './host-keys.ts';

export interface ReachOptions {
  /** For everything together. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** What answers at an address. Nobody has signed in. */
export interface Reached {
  /** IP addresses, in the order in which they are tried. */
  readonly addresses: readonly string[];
  /** The server's identification, `SSH-2.0-OpenSSH_9.9`. */
  readonly greeting: string;
  /** Best family first. */
  readonly hostKeys: readonly HostKey[];
}

/**
 * Goes as far as the host keys, and says where that ends: `endpoint.unknown-name`, `endpoint.unreachable`, `endpoint.refused`,
 * `endpoint.timeout`, `endpoint.not-ssh`, `endpoint.too-old`, `sign-in.too-many-attempts`, `run.cancelled`.
 */
export async function reach(address: SshAddress, options: ReachOptions): Promise<Reached> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
  const endpoint = formatEndpoint({ kind: 'ssh', hostKey: '', ...address });
  try {
    const addresses = await namedAddresses(address.host, endpoint, signal);
    const greeting = await greetingOf(address, signal);
    refuseOldProtocol(greeting, endpoint);
    const hostKeys = await scanHostKeys(address, { timeoutMs: options.timeoutMs, signal });
    return { addresses, greeting, hostKeys };
  } catch (error) {
    if (options.signal?.aborted === true) throw problem('run.cancelled', { endpoint }, error);
    // Who says something and waits for an answer, like a mail server, is no ssh server.
    if (deadline.aborted && !(error instanceof NotSsh))
      throw problem('endpoint.timeout', { endpoint }, error);
    throw connectionProblem(error, endpoint);
  }
}

/** Whether an ssh server greets there. Of a name that is not known nobody can say that it does. */
export async function greets(address: SshAddress, { timeoutMs, signal }: ReachOptions): Promise<boolean> {
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    await greetingOf(address, signal === undefined ? deadline : AbortSignal.any([deadline, signal]));
    return true;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}

export function refuseOldProtocol(greeting: string, endpoint: string): void {
  // SSH-1.5-OpenSSH_2.9   SSH-1.99 speaks 2.0 as well
  if (/^SSH-1\.(?!99)/.test(greeting)) throw problem('endpoint.too-old', { endpoint, text: greeting });
}

async function namedAddresses(host: string, endpoint: string, signal: AbortSignal): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    // It cannot be called off, but nobody has to wait for it.
    const found = await Promise.race([lookup(host, { all: true }), aborted(signal)]);
    return found.map(({ address }) => address);
  } catch (error) {
    // EAI_AGAIN: whoever knows the names does not answer.
    const text = errnoOf(error) === 'EAI_AGAIN' ? 'no name server answers' : undefined;
    throw problem('endpoint.unknown-name', { endpoint, found: host, ...(text && { text }) }, error);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => {
      reject(new Error('aborted'));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}

async function greetingOf(address: SshAddress, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const socket = connect({ host: address.host, port: address.port });
  const abort = (): void => void socket.destroy(new Error('aborted'));
  signal.addEventListener('abort', abort, { once: true });
  socket.on('error', () => undefined);
  try {
    return await waitForGreeting(socket);
  } finally {
    signal.removeEventListener('abort', abort);
    socket.destroy();
  }
}

/** Of a connection that did not come as far as signing in. An `EngineError` stays what it is, unless it can be said better. */
export function connectionProblem(error: unknown, endpoint: string): EngineError {
  const words = wordsOf(error);
  // sshd's answers to who fails too often (PerSourcePenalties), and to too many at once (MaxStartups): sshd.c
  if (/^Not allowed at this time/.test(words))
    return problem('sign-in.too-many-attempts', { endpoint }, error);
  if (/^Exceeded MaxStartups/.test(words))
    return problem('endpoint.refused', { endpoint, text: 'too many are connecting at once' }, error);
  // Handshake failed: no matching key exchange algorithm   no host key of a known type
  const old = /no matching [^\n]*|no host key of a known type/.exec(words)?.[0];
  if (old !== undefined) return problem('endpoint.too-old', { endpoint, text: old }, error);
  if (error instanceof EngineError) return error;
  if (error instanceof NotSsh || isProtocolError(error))
    return problem('endpoint.not-ssh', { endpoint, output: words }, error);
  return problem(codeOf(errnoOf(error)), { endpoint, text: SAYINGS[errnoOf(error)] ?? words }, error);
}

/** What a person reads in the place of `connect ECONNREFUSED 10.0.0.2:22`. */
const SAYINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens on that port',
  ECONNRESET: 'it ended the connection',
  EHOSTUNREACH: 'no machine answers at that address',
  ENETUNREACH: 'there is no way to its network',
};

function wordsOf(error: unknown): string {
  if (error instanceof EngineError) return error.problem.details.output ?? '';
  if (!(error instanceof Error)) return String(error);
  // Of several addresses, none answered: an AggregateError says nothing by itself.
  const words = error instanceof AggregateError ? (error.errors.map(wordsOf)[0] ?? '') : error.message;
  return words.slice(0, 200);
}

function isProtocolError(error: unknown): boolean {
  return (
    error instanceof Error && 'level' in error && (error.level === 'protocol' || error.level === 'handshake')
  );
}

function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function codeOf(errno: string): ProblemCode {
  if (errno === 'ETIMEDOUT') return 'endpoint.timeout';
  if (errno === 'ENOTFOUND' || errno === 'EAI_AGAIN') return 'endpoint.unknown-name';
  return /^E(HOST|NET)|^EADDRNOTAVAIL$|^EINVAL$/.test(errno) ? 'endpoint.unreachable' : 'endpoint.refused';
}

const NEEDS_A_PERSON: readonly ProblemCode[] = [
  'endpoint.not-ssh',
  'endpoint.too-old',
  'endpoint.unknown-name',
];

function problem(code: ProblemCode, details: ProblemDetails, cause?: unknown): EngineError {
  return EngineError.of(code, details, NEEDS_A_PERSON.includes(code) ? 'person' : 'transient', cause);
}
