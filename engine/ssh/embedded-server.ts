import { createServer, type AddressInfo, type Socket } from 'node:net';
import ssh2 from 'ssh2';
import type { AuthContext, Connection } from 'ssh2';
import type { HostKeyPin } from '../model/endpoint.ts';
import { judgeSignIn, type EmbeddedAccount, type Verdict } from './embedded-accounts.ts';
import type { RunningCommand } from './embedded-command.ts';
import { serveSession } from './embedded-session.ts';
import { pinOf } from './host-keys.ts';
import { makeKeyPair, readKey } from './key-pair.ts';

export interface EmbeddedServerOptions {
  readonly account: EmbeddedAccount;
  /** HOME and working directory of every command. */
  readonly folder: string;
  /** A private key as OpenSSH writes it; a new ed25519 one unless told. */
  readonly hostKey?: string;
  /** For whoever connects and does not sign in; 30 seconds unless told. */
  readonly signInTimeoutMs?: number;
}

export interface EmbeddedServer {
  readonly host: string;
  readonly port: number;
  readonly hostKeyPin: HostKeyPin;
  /** Ends every connection and command, and resolves when all are gone. */
  readonly close: () => Promise<void>;
  /** The same without waiting and without mercy, for a process that is about to end. */
  readonly closeNow: () => void;
}

const HOST = '127.0.0.1';
/** As OpenSSH's MaxAuthTries. */
const MOST_FAILED_SIGN_INS = 6;
const SIGN_IN_TIMEOUT_MS = 30_000;

/** All that is open, to be ended together. */
interface Open {
  readonly sockets: Set<Socket>;
  /** Those that have not signed in yet, by their port at the other end. */
  readonly strangers: Map<number, NodeJS.Timeout>;
  readonly commands: Set<RunningCommand>;
}

/**
 * An ssh server inside this process, on loopback: the standby of the demo. It lets one account in, by password or key, and
 * runs commands with /bin/sh as the user who runs this process, or what a key's line forces. No terminals, no forwarding, no
 * subsystems.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const hostKey = options.hostKey ?? makeKeyPair({ comment: 'embedded' }).privateKey;
  const publicKey = readKey(hostKey)?.getPublicSSH();
  if (publicKey === undefined) throw new Error('the host key cannot be read');
  const open: Open = { sockets: new Set(), strangers: new Map(), commands: new Set() };
  const server = sshServer(hostKey, options, open);
  const listener = createServer((socket) => {
    track(socket, options.signInTimeoutMs ?? SIGN_IN_TIMEOUT_MS, open);
    server.injectSocket(socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject).listen(0, HOST, resolve);
  });
  return {
    host: HOST,
    port: (listener.address() as AddressInfo).port,
    hostKeyPin: pinOf(publicKey),
    close: async () => {
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const command of open.commands) command.stop();
      for (const socket of open.sockets) socket.destroy();
      await Promise.all([closed, ...[...open.commands].map(({ ended }) => ended)]);
    },
    closeNow: () => {
      listener.close();
      for (const command of open.commands) command.kill();
      for (const socket of open.sockets) socket.destroy();
    },
  };
}

function sshServer(hostKey: string, options: EmbeddedServerOptions, open: Open): ssh2.Server {
  // AES-GCM is OpenSSL's own, in hardware where there is some; ssh2's ChaCha20 without its native part is much slower.
  const algorithms = { cipher: ['aes128-gcm@openssh.com' as const, 'aes256-gcm@openssh.com' as const] };
  const server = new ssh2.Server({ hostKeys: [hostKey], algorithms }, (connection, { port }) => {
    connection.once('ready', () => {
      clearTimeout(open.strangers.get(port));
    });
    serve(connection, options, open);
  });
  server.on('error', () => undefined);
  return server;
}

/** Whoever connects and does not sign in is cut off. */
function track(socket: Socket, timeoutMs: number, { sockets, strangers }: Open): void {
  const port = socket.remotePort ?? 0;
  const timeout = setTimeout(() => socket.destroy(), timeoutMs);
  strangers.set(port, timeout);
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.once('close', () => {
    clearTimeout(timeout);
    sockets.delete(socket);
    if (strangers.get(port) === timeout) strangers.delete(port);
  });
}

function serve(connection: Connection, options: EmbeddedServerOptions, open: Open): void {
  connection.on('error', () => undefined);
  let failed = 0;
  let forcedCommand: string | undefined;
  connection.on('authentication', (context) => {
    void judgeSignIn(context, options.account).then((verdict) => {
      if (verdict.kind === 'enter') forcedCommand = verdict.forcedCommand;
      answer(context, verdict, options.account);
      // Every client begins with "none", to hear what there is.
      if (verdict.kind === 'refuse' && context.method !== 'none') failed += 1;
      if (failed >= MOST_FAILED_SIGN_INS) connection.end();
    });
  });
  const own = new Set<RunningCommand>();
  connection.on('session', (accept) => {
    const place = { folder: options.folder, user: options.account.user };
    serveSession(accept(), place, forcedCommand, [own, open.commands]);
  });
  // A channel that holds unread input does not say that it is closed.
  connection.once('close', () => {
    for (const command of own) command.stop();
  });
}

function answer(context: AuthContext, { kind }: Verdict, { password }: EmbeddedAccount): void {
  if (kind !== 'refuse') context.accept();
  else context.reject(password === undefined ? ['publickey'] : ['publickey', 'password']);
}
