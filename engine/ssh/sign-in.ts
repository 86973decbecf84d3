import { connect, type Socket } from 'node:net';
import type { Client, ConnectConfig, ServerHostKeyAlgorithm } from 'ssh2';
import { formatEndpoint, type HostKeyPin, type SshEndpoint } from '../model/endpoint.ts';
import { EngineError, type ProblemCode, type ProblemDetails } from '../model/problem.ts';
import type { Secret } from '../model/secret.ts';
import type { Shell } from '../model/shell.ts';
import { NotSsh, pinOf, waitForGreeting } from './host-keys.ts';
import { connectionProblem, refuseOldProtocol } from './reach.ts';
import { PasswordAttempt, type Question } from './sign-in-attempt.ts';
import { proveShell } from './sign-in-proof.ts';
import { connectionShell, OpenConnection } from './sign-in-shell.ts';

export interface Credentials {
  readonly kind: 'password';
  readonly password: Secret;
}

export interface SignInOptions {
  /** From the first packet to the first command; 45 seconds unless told. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** From `ensurePinned`: what the pinned key signs with. Without it the server's best key must be the pinned one. */
  readonly hostKeyAlgorithms?: string;
}

export interface SignedIn {
  /** Every script runs over this one connection. */
  readonly shell: Shell;
  /** As `id -un` has it. */
  readonly user: string;
  readonly isRoot: boolean;
  readonly connection: OpenConnection;
  readonly close: () => Promise<void>;
}

/** How far a connection has come; in `text` of a time-out. */
type Stage = 'connecting' | 'greeting' | 'key exchange' | 'signing in' | 'first command';

const TIMEOUT_MS = 45_000;
const CLOSED = 'the connection was closed';

/** Everything about one connection until it is open. */
interface Opening {
  readonly endpoint: SshEndpoint;
  readonly password: Secret;
  readonly attempt: PasswordAttempt;
  /** What ssh2 holds of the password: filled with zeros at the end. */
  readonly copies: Buffer[];
  stage: Stage;
  shown: HostKeyPin | undefined;
}

/**
 * Signs in with a password inside this process, so that it is in no argv, environment or file, and only to the pinned host.
 * Problems: `sign-in.*`, `endpoint.host-key-changed` (before anything secret is sent), those of `reach`, `run.cancelled`.
 */
export async function signIn(
  endpoint: SshEndpoint,
  credentials: Credentials,
  options: SignInOptions = {},
): Promise<SignedIn> {
  const deadline = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal]);
  const attempt = new PasswordAttempt(endpoint.user);
  const { password } = credentials;
  const opening: Opening = { endpoint, password, attempt, copies: [], stage: 'connecting', shown: undefined };
  let client: Client | undefined;
  try {
    const { default: ssh2 } = await import('ssh2');
    client = new ssh2.Client();
    const connection = await open(client, opening, signal, options.hostKeyAlgorithms);
    opening.stage = 'first command';
    const shell = connectionShell(connection);
    const account = await proveShell(shell, connection.endpoint, signal);
    return { shell, ...account, connection, close: () => connection.close() };
  } catch (error) {
    client?.destroy();
    if (options.signal?.aborted === true) throw problem('run.cancelled', opening);
    if (deadline.aborted) throw problem('endpoint.timeout', opening, { text: opening.stage });
    throw error;
  } finally {
    for (const copy of opening.copies) copy.fill(0);
  }
}

async function open(
  client: Client,
  opening: Opening,
  signal: AbortSignal,
  hostKeyAlgorithms: string | undefined,
): Promise<OpenConnection> {
  const { host, port } = opening.endpoint;
  const name = formatEndpoint(opening.endpoint);
  signal.throwIfAborted();
  const socket = connect({ host, port });
  const abort = (): void => void socket.destroy(new Error('aborted'));
  signal.addEventListener('abort', abort, { once: true });
  socket.on('error', () => undefined).once('connect', () => (opening.stage = 'greeting'));
  try {
    const greeting = await waitForGreeting(socket).catch((error: unknown) => {
      throw connectionProblem(error, name);
    });
    refuseOldProtocol(greeting, name);
    opening.stage = 'key exchange';
    const connection = new OpenConnection(client, name);
    await authenticate(client, socket, opening, hostKeyAlgorithms);
    return connection;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function authenticate(
  client: Client,
  socket: Socket,
  opening: Opening,
  hostKeyAlgorithms: string | undefined,
): Promise<void> {
  const { attempt } = opening;
  return new Promise((resolve, reject) => {
    // A connection may break once more after it has failed, and later: that ends what runs over it.
    client.on('error', (error) => {
      reject(failure(opening, error));
    });
    client.once('close', () => {
      reject(failure(opening, new Error(CLOSED)));
    });
    client.once('ready', () => {
      resolve();
    });
    client.once('handshake', () => (opening.stage = 'signing in'));
    client.on('banner', (words) => {
      attempt.hear(words);
    });
    client.on('change password', (words) => {
      attempt.refuseChange(words);
      socket.destroy();
    });
    client.connect({
      ...configFor(opening, socket),
      ...(hostKeyAlgorithms !== undefined && {
        algorithms: { serverHostKey: hostKeyAlgorithms.split(',') as ServerHostKeyAlgorithm[] },
      }),
    });
  });
}

function configFor(opening: Opening, socket: Socket): ConnectConfig {
  const { endpoint, attempt, password } = opening;
  const username = endpoint.user;
  const prompt = (_name: string, words: string, _lang: string, asked: Question[], answer: Answer): void => {
    const count = attempt.answer(words, asked);
    if (count === undefined) socket.destroy();
    else answer(Array.from({ length: count }, () => password.reveal()));
  };
  return {
    sock: socket,
    username,
    // The caller's deadline ends the socket.
    readyTimeout: 0,
    keepaliveInterval: 15_000,
    hostVerifier: (key: Buffer): boolean => {
      opening.shown = pinOf(key);
      return opening.shown === endpoint.hostKey;
    },
    // At the beginning there is no list yet, whatever the types say.
    authHandler: (methods: readonly string[] | null, isPartial: boolean | null, next) => {
      const method = attempt.next(methods ?? undefined, isPartial === true);
      if (method === 'stop') socket.destroy();
      else if (method === 'none') next({ type: 'none', username });
      else if (method === 'keyboard-interactive') next({ type: 'keyboard-interactive', username, prompt });
      else next({ type: 'password', username, password: copyOf(opening) as unknown as string });
    },
  };
}

type Answer = (answers: string[]) => void;

/** ssh2 takes the password as bytes too, which its types do not say, and keeps what it is given as long as the connection. */
function copyOf({ password, copies }: Opening): Buffer {
  const copy = Buffer.from(password.reveal());
  copies.push(copy);
  return copy;
}

function failure(opening: Opening, error: Error): EngineError {
  const { endpoint, shown, attempt } = opening;
  if (shown !== undefined && shown !== endpoint.hostKey) {
    return problem('endpoint.host-key-changed', opening, { expected: endpoint.hostKey, found: shown });
  }
  const reason = 'code' in error && typeof error.code === 'number' ? error.code : undefined;
  const refusal = attempt.refusalAtEnd(reason, error.message);
  if (refusal === undefined) {
    return connectionProblem(asHeard(opening, error), formatEndpoint(endpoint));
  }
  return problem(refusal, opening, detailsOf(refusal, opening));
}

/** Without the secret: a server may say again what it was told. What ssh2 cannot read before the keys are exchanged is not ssh. */
function asHeard({ password, stage }: Opening, error: Error): Error {
  const isSaid = 'code' in error || error.message === CLOSED;
  if (stage === 'key exchange' && !isSaid) return new NotSsh(Buffer.from(error.message));
  const words = password.hideIn(error.message);
  return words === error.message ? error : new Error(words);
}

function detailsOf(refusal: ProblemCode, { attempt, password }: Opening): ProblemDetails {
  const output = password.hideIn(attempt.heard);
  const isAboutMethods = refusal === 'sign-in.no-password-method';
  return {
    ...(output !== '' && { output }),
    ...(isAboutMethods && { found: attempt.methods.join(', ') }),
  };
}

function problem(code: ProblemCode, { endpoint }: Opening, details: ProblemDetails = {}): EngineError {
  const isTransient = ['endpoint.timeout', 'run.cancelled', 'sign-in.too-many-attempts'].includes(code);
  const all = { endpoint: formatEndpoint(endpoint), ...details };
  return EngineError.of(code, all, isTransient ? 'transient' : 'person');
}
