import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatEndpoint, type SshEndpoint } from '../model/endpoint.ts';
import { EngineError } from '../model/problem.ts';
import { sshOptions, type SshClientOptions } from './client.ts';
import { makeSocketFolder, SOCKET_NAME } from './socket-folder.ts';

/** A connection that later ssh processes go through, saving each a handshake. */
export interface SharedConnection {
  /** For `SshClientOptions.controlPath`. */
  readonly controlPath: string;
  readonly close: () => Promise<void>;
}

/** A login that prints more than this will hardly come to an end; the first script's answer says so. */
const NOISE_LIMIT_BYTES = 16 * 1024 * 1024;

/**
 * Opens one (ssh_config(5), ControlMaster). `undefined` when it could not be opened: then every ssh connects by itself and
 * says what is wrong. Problem `endpoint.timeout` when nobody answers. Later, too: where the socket does not answer any more, ssh connects by itself.
 *
 * The far end of the connection is `cat` (or what `holdCommand` runs that gives back what it is told), fed by a pipe of ours: when this process dies, however it dies, the pipe closes,
 * `cat` ends and the connection with it.
 */
export async function shareConnection(
  endpoint: SshEndpoint,
  options: SshClientOptions,
  limits: {
    readonly timeoutMs: number;
    readonly signal?: AbortSignal;
    /** Called once ssh runs: for what it will ask for later. */
    readonly onStarted?: () => void;
  },
  holdCommand = 'exec cat',
): Promise<SharedConnection | undefined> {
  const folder = await makeSocketFolder();
  const controlPath = join(folder, SOCKET_NAME);
  const words = sshOptions(endpoint, { ...options, controlPath, controlMaster: true });
  const child = spawn('ssh', [...words, '--', endpoint.host, holdCommand], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
    env: { ...process.env, LC_ALL: 'C' },
  });
  const close = async (): Promise<void> => {
    child.stdin.destroy();
    child.kill();
    await rm(folder, { recursive: true, force: true });
  };
  child.stdin.on('error', () => undefined);
  child.unref();
  limits.onStarted?.();
  const state = await stateOf(child, limits);
  if (state === 'ready') return { controlPath, close };
  await close();
  if (state === 'silent') {
    // Every further ssh would wait as long.
    throw EngineError.of('endpoint.timeout', { endpoint: formatEndpoint(endpoint) }, 'transient');
  }
  return undefined;
}

/** Ready when the far `cat` gives back what it was told. */
function stateOf(
  child: ReturnType<typeof spawn>,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<'ready' | 'ended' | 'silent'> {
  const word = randomBytes(8).toString('hex');
  return new Promise((resolve) => {
    let seen = '';
    let bytes = 0;
    const timer = setTimeout(() => done('silent'), timeoutMs);
    const abort = (): void => done('ended');
    const done = (state: 'ready' | 'ended' | 'silent'): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      child.stdout?.removeAllListeners('data').resume();
      resolve(state);
    };
    signal?.addEventListener('abort', abort, { once: true });
    child.once('error', () => done('ended'));
    child.once('exit', () => done('ended'));
    child.stdout?.setEncoding('latin1').on('data', (chunk: string) => {
      // What a noisy login says first is not kept.
      seen = (seen + chunk).slice(-4096);
      bytes += chunk.length;
      if (seen.includes(word)) done('ready');
      else if (bytes > NOISE_LIMIT_BYTES) done('ended');
    });
    child.stdin?.write(`${word}\n`);
  });
}
