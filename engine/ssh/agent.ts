import { chmod, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { MAX_MESSAGE_BYTES, answer } from './agent-messages.ts';
import { loadIdentity } from './identity.ts';
import type { SigningKey } from './private-key.ts';
import { makeSocketFolder, SOCKET_NAME } from './socket-folder.ts';
import { uint32 } from './wire.ts';

export interface AgentOptions {
  /** Private keys without a passphrase; read once, at the start. */
  readonly identityFiles?: readonly string[];
  /** Or what opens them, called when somebody first asks and waited for; ones that cannot be opened are the same as none. */
  readonly keys?: readonly SigningKey[] | (() => Promise<readonly SigningKey[]>);
  /** Where the agent's folder goes; short, since a socket's path has at most 103 bytes on macOS. */
  readonly parentFolder?: string;
}

export interface Agent {
  readonly socketPath: string;
  /** Ends all connections and removes the folder. */
  readonly close: () => Promise<void>;
}

/**
 * An ssh agent inside this process: it lists and signs with the given keys and refuses everything else. Forwarded to the
 * primary, it lets rsync there reach the standby without a key leaving this machine. The socket is 0600 in a 0700 folder.
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const loaded = await Promise.all((options.identityFiles ?? []).map(loadIdentity));
  const { keys: given = [] } = options;
  const open =
    typeof given === 'function' ? given : (): Promise<readonly SigningKey[]> => Promise.resolve(given);
  let opened: Promise<readonly SigningKey[]> | undefined;
  const keys: Keys = () =>
    (opened ??= open().then(
      (own) => [...own, ...loaded],
      () => loaded,
    ));
  const folder = await makeSocketFolder(options.parentFolder);
  const socketPath = join(folder, SOCKET_NAME);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => void sockets.delete(socket));
    serve(socket, keys);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(socketPath, resolve);
    });
    await chmod(socketPath, 0o600);
  } catch (error) {
    server.close();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
    await rm(folder, { recursive: true, force: true });
  };
  return { socketPath, close };
}

type Keys = () => Promise<readonly SigningKey[]>;

/** Each message is a length and so many bytes; one that is too long ends the connection. */
function serve(socket: Socket, keys: Keys): void {
  let rest: Buffer = Buffer.alloc(0);
  const reply = async (message: Buffer): Promise<void> => {
    const text = answer(message, await keys());
    socket.write(Buffer.concat([uint32(text.length), text]));
  };
  socket.on('error', () => undefined);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const length = rest.readUInt32BE(0);
      if (length === 0 || length > MAX_MESSAGE_BYTES) return void socket.destroy();
      if (rest.length < 4 + length) return;
      void reply(rest.subarray(4, 4 + length));
      rest = rest.subarray(4 + length);
    }
  });
}
