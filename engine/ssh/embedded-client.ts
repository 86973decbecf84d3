import { once } from 'node:events';
import { Client, type ClientCallback, type ConnectConfig } from 'ssh2';
import { formatEndpoint, type HostKeyPin, type SshAddress } from '../model/endpoint.ts';
import { EngineError } from '../model/problem.ts';
import { pinOf } from './host-keys.ts';

export interface SignIn {
  readonly address: SshAddress;
  readonly hostKeyPin: HostKeyPin;
  readonly proof: Proof;
}

export type Proof =
  { readonly password: string } | { readonly privateKey: string; readonly passphrase?: string };

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An open connection that runs commands. */
export interface SignedIn {
  readonly run: (command: string, stdin?: string) => Promise<CommandResult>;
  /** Asks for a shell instead of a command, with nothing on its standard input. Rejects where there is none. */
  readonly shell: () => Promise<CommandResult>;
  readonly close: () => Promise<void>;
}

const TIMEOUT_MS = 15_000;

/**
 * Signs in inside this process, so that a password is never in an argv, an environment or a file. Problems:
 * `endpoint.host-key-changed` before anything secret is sent, `endpoint.auth-failed`, `endpoint.unreachable`.
 */
export async function signIn({ address, hostKeyPin, proof }: SignIn): Promise<SignedIn> {
  const client = new Client();
  let shown: HostKeyPin | undefined;
  const config: ConnectConfig = {
    host: address.host,
    port: address.port,
    username: address.user,
    readyTimeout: TIMEOUT_MS,
    // No agent, no other method: what is asked to work has to work alone.
    authHandler: ['password' in proof ? 'password' : 'publickey'],
    ...proof,
    hostVerifier: (key: Buffer): boolean => {
      shown = pinOf(key);
      return shown === hostKeyPin;
    },
  };
  // A connection may break once more after it has failed, and later: that ends the command that runs over it.
  client.on('error', () => undefined);
  try {
    client.connect(config);
    await once(client, 'ready');
  } catch (error) {
    client.destroy();
    throw failure(address, { expected: hostKeyPin, found: shown }, error);
  }
  return {
    run: (command, stdin) =>
      answerOf((opened) => {
        client.exec(command, opened);
      }, stdin),
    shell: () =>
      answerOf((opened) => {
        client.shell(false, opened);
      }),
    close: () => close(client),
  };
}

function failure(
  address: SshAddress,
  pins: { readonly expected: HostKeyPin; readonly found: HostKeyPin | undefined },
  cause: unknown,
): EngineError {
  const endpoint = formatEndpoint({ kind: 'ssh', hostKey: '', ...address });
  if (pins.found !== undefined && pins.found !== pins.expected)
    return EngineError.of(
      'endpoint.host-key-changed',
      { endpoint, expected: pins.expected, found: pins.found },
      'person',
      cause,
    );
  const isRefused = cause instanceof Error && 'level' in cause && cause.level === 'client-authentication';
  return isRefused
    ? EngineError.of('endpoint.auth-failed', { endpoint }, 'person', cause)
    : EngineError.of('endpoint.unreachable', { endpoint, text: String(cause) }, 'transient', cause);
}

function answerOf(open: (opened: ClientCallback) => void, stdin?: string): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    open((error, channel) => {
      if (error !== undefined) {
        reject(error);
        return;
      }
      let stdout = '';
      let stderr = '';
      channel.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      channel.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      channel.on('close', (code: number | null | undefined) => {
        resolve({ code: code ?? null, stdout, stderr });
      });
      channel.end(stdin);
    });
  });
}

function close(client: Client): Promise<void> {
  return new Promise((resolve) => {
    client.once('close', () => {
      resolve();
    });
    client.end();
  });
}
