import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Client, ServerHostKeyAlgorithm } from 'ssh2';
import type { HostKeyPin, SshAddress } from '../model/endpoint.ts';
import { formatEndpoint } from '../model/endpoint.ts';
import { EngineError, type ProblemCode } from '../model/problem.ts';

export interface HostKey {
  /** `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`, … */
  readonly type: string;
  readonly base64: string;
  readonly pin: HostKeyPin;
}

export interface ScanOptions {
  /** For all connections together. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** A server shows one key of each family. */
const FAMILIES: readonly (readonly ServerHostKeyAlgorithm[])[] = [
  ['ssh-ed25519'],
  ['ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521'],
  ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
];

/** What a server may say before its identification line (RFC 4253, 4.2) is not bounded there; it is here. */
const MAX_GREETING_BYTES = 65_536;

/** OpenSSH's fingerprint of a public key blob. */
export function pinOf(blob: Uint8Array): HostKeyPin {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/**
 * The keys that a server shows to whoever asks, best family first. Nobody signs in. Problems: `endpoint.unreachable`,
 * `endpoint.refused`, `endpoint.not-ssh`, `endpoint.timeout`, `run.cancelled`.
 */
export async function scanHostKeys(address: SshAddress, options: ScanOptions): Promise<readonly HostKey[]> {
  const deadline = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
  const keys: HostKey[] = [];
  try {
    for (const family of FAMILIES) {
      const blob = await shownKey(address, family, signal);
      if (blob !== undefined) keys.push(hostKeyOf(blob));
    }
  } catch (error) {
    if (options.signal?.aborted === true) throw EngineError.of('run.cancelled', {}, 'transient', error);
    if (deadline.aborted) throw failed(address, 'endpoint.timeout', error);
    throw failed(address, codeOf(error), error);
  }
  if (keys.length === 0) throw failed(address, 'endpoint.not-ssh', new Error('no host key of a known type'));
  return keys;
}

async function shownKey(
  address: SshAddress,
  family: readonly ServerHostKeyAlgorithm[],
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  // Most runs know the key and need no scan: without ssh2 they start sooner.
  const { default: ssh2 } = await import('ssh2');
  signal.throwIfAborted();
  const socket = connect({ host: address.host, port: address.port });
  const abort = (): void => void socket.destroy(new Error('aborted'));
  signal.addEventListener('abort', abort, { once: true });
  // Whoever waits has its own listener; an error after that must not end the process.
  socket.on('error', () => undefined);
  try {
    await waitForGreeting(socket);
    return await exchangeKeys(new ssh2.Client(), socket, address.user, family);
  } finally {
    signal.removeEventListener('abort', abort);
    socket.destroy();
  }
}

/** The server's identification line. Resolves with the socket paused and nothing of it consumed. */
export function waitForGreeting(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const onData = (chunk: Buffer): void => {
      chunks.push(chunk);
      const greeting = Buffer.concat(chunks);
      // SSH-2.0-OpenSSH_9.2p1 Debian-2   (after any lines that do not begin so)
      const line = /(?:^|\n)(SSH-[^\n]*)\n/.exec(greeting.toString('latin1'))?.[1];
      if (line === undefined && greeting.length <= MAX_GREETING_BYTES) return;
      socket.off('data', onData).off('error', onError).off('close', onClose).pause();
      if (line === undefined) reject(new NotSsh(greeting));
      else {
        socket.unshift(greeting);
        resolve(line.trimEnd());
      }
    };
    const onError = (error: Error): void => {
      reject(chunks.length === 0 ? error : new NotSsh(Buffer.concat(chunks)));
    };
    const onClose = (): void => {
      onError(new Error('it ended the connection at once'));
    };
    socket.on('data', onData).once('error', onError).once('close', onClose);
  });
}

/** Stops as soon as the server has shown its key: before it is proved, so whoever relies on it lets ssh prove it. */
function exchangeKeys(
  client: Client,
  socket: Socket,
  username: string,
  family: readonly ServerHostKeyAlgorithm[],
): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    client.on('error', (error) => {
      // Handshake failed: no matching host key format
      if (/no matching host key/i.test(error.message)) resolve(undefined);
      else reject(isSocketError(error) ? error : new NotSsh(Buffer.from(error.message)));
    });
    client.on('close', () => {
      reject(new Error('closed during the key exchange'));
    });
    client.connect({
      sock: socket,
      username,
      // The caller's deadline ends the socket.
      readyTimeout: 0,
      algorithms: { serverHostKey: [...family] },
      hostVerifier: (key: Buffer): boolean => {
        resolve(Buffer.from(key));
        return false;
      },
    });
  });
}

/** Its message is the beginning of what was said instead. */
export class NotSsh extends Error {
  constructor(words: Buffer) {
    super(words.subarray(0, 200).toString('latin1'));
    this.name = 'NotSsh';
  }
}

function hostKeyOf(blob: Buffer): HostKey {
  const length = blob.readUInt32BE(0);
  return { type: blob.toString('ascii', 4, 4 + length), base64: blob.toString('base64'), pin: pinOf(blob) };
}

function isSocketError(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string';
}

const UNREACHABLE = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EINVAL',
];

function codeOf(error: unknown): ProblemCode {
  if (error instanceof NotSsh) return 'endpoint.not-ssh';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (UNREACHABLE.includes(code)) return 'endpoint.unreachable';
  return code === 'ETIMEDOUT' ? 'endpoint.timeout' : 'endpoint.refused';
}

function failed(address: SshAddress, code: ProblemCode, cause: unknown): EngineError {
  const text = cause instanceof Error ? cause.message : String(cause);
  const endpoint = formatEndpoint({ kind: 'ssh', hostKey: '', ...address });
  return EngineError.of(
    code,
    { endpoint, output: text },
    code === 'endpoint.not-ssh' ? 'person' : 'transient',
    cause,
  );
}
